package skein.perf;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import skein.core.line.LineBuilder;
import skein.core.line.LineMapping;
import skein.core.line.LineSeries;
import skein.core.line.LineSlab;
import skein.core.line.LineStep;
import skein.core.line.M4Columns;
import skein.core.line.SpacingCounts;
import skein.core.memory.MemoryLedger;

/** Times the M4 columns of a random walk at many zooms: whole view, then ever closer. */
public final class LineBench {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final int PASSES = 41;

  private LineBench() {}

  /** Arguments: rows, 100 million by default. */
  public static void main(String[] args) {
    long rows = args.length > 0 ? (long) Double.parseDouble(args[0]) : 100_000_000L;
    long start = System.nanoTime();
    try (LineSeries series = walk(rows)) {
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "built %,d rows in %.1f s, %.2f bytes a row%n",
          rows,
          seconds,
          (double) series.bytes() / rows);
      for (int zoom = 0; zoom <= 24; zoom += 4) {
        measure(series, rows, zoom, LineSeries.JOIN_ALL);
      }
      measure(series, rows, 0, 1.5);
    }
  }

  private static LineSeries walk(long rows) {
    int bits = LineSeries.slabBits(1);
    LineBuilder builder =
        new LineBuilder(new MemoryLedger(), 0, bits, true, false, new SpacingCounts());
    LineSeries series = new LineSeries(bits);
    SplittableRandom random = new SplittableRandom(1);
    double y = 0;
    for (long i = 0; i < rows; i++) {
      y += random.nextInt() * 0x1p-31;
      builder.addOne((double) i, y, true);
      if (builder.full() || i == rows - 1) {
        LineSlab slab = builder.build();
        if (slab != null) {
          series.add(slab);
        }
      }
    }
    return series;
  }

  private static void measure(LineSeries series, long rows, int zoom, double gap) {
    LineMapping mapping = new LineMapping();
    M4Columns columns = new M4Columns();
    double span = (double) rows / (1L << zoom);
    double[] millis = new double[PASSES];
    long seen = 0;
    for (int i = 0; i < PASSES; i++) {
      double from = (rows - span) * (0.3 + 0.01 * i);
      mapping.set(WIDTH, HEIGHT, from, from + span, -20_000, 20_000);
      long start = System.nanoTime();
      columns.update(series, mapping, gap, LineStep.LINEAR);
      millis[i] = (System.nanoTime() - start) / 1e6;
      seen += columns.count();
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "zoom 2^%d gap %.3g: %,d rows in view, p50 %.3f ms, max %.3f ms%n",
        zoom,
        gap,
        seen / PASSES,
        millis[PASSES / 2],
        millis[PASSES - 1]);
  }
}
