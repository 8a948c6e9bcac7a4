package skein.core.line;

import java.util.SplittableRandom;
import skein.core.memory.MemoryLedger;

/** Series for tests. */
public final class Lines {
  private Lines() {}

  /** A series over arrays; a y of NaN breaks the line. */
  public static LineSeries of(MemoryLedger ledger, int slabBits, double[] xs, double[] ys) {
    LineBuilder builder = new LineBuilder(ledger, 0, slabBits, false, false, new SpacingCounts());
    LineSeries series = new LineSeries(slabBits);
    for (int i = 0; i < xs.length; i++) {
      builder.addOne(xs[i], ys[i], !Double.isNaN(ys[i]));
      if (builder.full()) {
        add(series, builder);
      }
    }
    add(series, builder);
    return series;
  }

  private static void add(LineSeries series, LineBuilder builder) {
    LineSlab slab = builder.build();
    if (slab != null) {
      series.add(slab);
    }
  }

  /** Rising positions of some kind: even, uneven, with repeats, with long gaps. */
  public static double[] xs(SplittableRandom random, int n) {
    double[] xs = new double[n];
    int kind = random.nextInt(4);
    double x = random.nextDouble(-1000, 1000);
    for (int i = 0; i < n; i++) {
      xs[i] = x;
      x +=
          switch (kind) {
            case 0 -> 0.5;
            case 1 -> random.nextDouble();
            case 2 -> random.nextInt(3) == 0 ? 1 : 0;
            default -> random.nextInt(200) == 0 ? random.nextDouble(500) : random.nextDouble();
          };
    }
    return xs;
  }

  /** Values of some kind: a walk, noise, a constant, spikes, islands between breaks. */
  public static double[] ys(SplittableRandom random, int n) {
    double[] ys = new double[n];
    int kind = random.nextInt(6);
    double v = 0;
    for (int i = 0; i < n; i++) {
      v += random.nextDouble(-1, 1);
      ys[i] =
          switch (kind) {
            case 0 -> v;
            case 1 -> random.nextDouble();
            case 2 -> 7.25;
            case 3 -> random.nextInt(5000) == 0 ? 1e6 : Math.sin(i * 0.001);
            case 4 -> random.nextInt(100) == 0 ? Double.NaN : v;
            default -> random.nextInt(2) == 0 ? Double.NaN : random.nextDouble();
          };
    }
    return ys;
  }
}
