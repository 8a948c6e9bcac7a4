package skein.systems.overlay;

import java.util.Arrays;
import java.util.Random;
import skein.core.aggregate.CrossCounts;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.aggregate.GridStats;

/** A complete grid with given counts. */
final class FixedGrid implements DensityGrid {
  private final GridSpec spec = new GridSpec();
  private final int[] counts;
  private final GridStats stats = new GridStats();
  private final CrossCounts histograms = new CrossCounts();

  FixedGrid(GridSpec spec, int[] counts) {
    this.spec.set(spec);
    this.counts = counts;
    stats.clear();
    stats.minCount = Long.MAX_VALUE;
    for (int count : counts) {
      if (count > 0) {
        stats.total += count;
        stats.occupied++;
        stats.maxCount = Math.max(stats.maxCount, count);
        stats.minCount = Math.min(stats.minCount, count);
        stats.histogram[GridStats.binOf(count)]++;
      }
    }
    for (int i = 0; i < 8; i++) {
      stats.categories[i] = stats.total >> i + 1;
    }
  }

  /** Two spiral arms and a bulge, the same for each seed. */
  static FixedGrid galaxy(GridSpec spec, int rows, long seed) {
    Random random = new Random(seed);
    int[] counts = new int[spec.cells()];
    double size = Math.min(spec.width(), spec.height()) / 2.0;
    for (int i = 0; i < rows; i++) {
      double r = Math.abs(random.nextGaussian()) * 0.42;
      double turn = 4.2 * Math.log(0.12 + r) + (random.nextBoolean() ? 0 : Math.PI);
      double spread = 0.30 * random.nextGaussian();
      int x = (int) (spec.width() / 2.0 + size * 1.5 * r * Math.cos(turn + spread));
      int y = (int) (spec.height() / 2.0 + size * r * Math.sin(turn + spread));
      if (x >= 0 && y >= 0 && x < spec.width() && y < spec.height()) {
        counts[y * spec.width() + x]++;
      }
    }
    return new FixedGrid(spec, counts);
  }

  @Override
  public CrossCounts histograms() {
    return histograms;
  }

  int count(int cell) {
    return counts[cell];
  }

  @Override
  public GridSpec spec() {
    return spec;
  }

  @Override
  public boolean complete() {
    return true;
  }

  @Override
  public double exactShare() {
    return 1;
  }

  @Override
  public GridStats stats() {
    return stats;
  }

  @Override
  public boolean statsReady() {
    return true;
  }

  @Override
  public long countAt(int column, int row) {
    return counts[row * spec.width() + column];
  }

  @Override
  public void readCounts(int[] out) {
    System.arraycopy(counts, 0, out, 0, counts.length);
  }

  @Override
  public void readMeans(float[] out) {
    Arrays.fill(out, Float.NaN);
  }

  @Override
  public void close() {}
}
