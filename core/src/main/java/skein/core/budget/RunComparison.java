package skein.core.budget;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Frame times of a run against those of an earlier one: how the median and the 99th percentile
 * changed, with 95 % intervals by the moving-block bootstrap (Künsch 1989), since neighbouring
 * frames are alike. The same runs always give the same answer. Any thread.
 *
 * @param median of the new run over that of the old one
 * @param p99 likewise the 99th percentiles
 */
public record RunComparison(Ratio median, Ratio p99) {
  /** A ratio new over old, and the interval in which it lies with 95 %. */
  public record Ratio(double value, double low, double high) {
    /** Worse by more than the tolerance, and not by chance. */
    public boolean regressed() {
      return value > 1 + TOLERANCE && low > 1;
    }

    /** Better by more than the tolerance, and not by chance. */
    public boolean improved() {
      return value < 1 / (1 + TOLERANCE) && high < 1;
    }
  }

  /** Worsening up to this share is no regression. */
  public static final double TOLERANCE = 0.10;

  private static final int ROUNDS = 1_000;
  private static final int BLOCK = 30;

  /**
   * Compares two runs.
   *
   * @param before times of the frames of the old run in their order, at least one
   * @param after of the new run
   */
  public static RunComparison of(double[] before, double[] after) {
    return of(before, after, ROUNDS);
  }

  /** The same with so many rounds of the bootstrap; fewer make the intervals' ends less sure. */
  public static RunComparison of(double[] before, double[] after, int rounds) {
    if (before.length == 0 || after.length == 0) {
      throw new IllegalArgumentException("no frames to compare");
    }
    SplittableRandom random = new SplittableRandom(1);
    double[] medians = new double[rounds];
    double[] tails = new double[rounds];
    double[] a = new double[before.length];
    double[] b = new double[after.length];
    for (int round = 0; round < rounds; round++) {
      resample(before, random, a);
      resample(after, random, b);
      medians[round] = percentile(b, 50) / percentile(a, 50);
      tails[round] = percentile(b, 99) / percentile(a, 99);
    }
    double[] sortedBefore = sorted(before);
    double[] sortedAfter = sorted(after);
    return new RunComparison(
        ratio(percentile(sortedAfter, 50) / percentile(sortedBefore, 50), medians),
        ratio(percentile(sortedAfter, 99) / percentile(sortedBefore, 99), tails));
  }

  /** True when the new run is worse in either. */
  public boolean regressed() {
    return median.regressed() || p99.regressed();
  }

  private static void resample(double[] from, SplittableRandom random, double[] to) {
    int block = Math.min(BLOCK, from.length);
    for (int at = 0; at < to.length; at += block) {
      int start = random.nextInt(from.length - block + 1);
      System.arraycopy(from, start, to, at, Math.min(block, to.length - at));
    }
    Arrays.sort(to);
  }

  private static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }

  private static double percentile(double[] sorted, double percent) {
    int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
    return sorted[Math.clamp(index, 0, sorted.length - 1)];
  }

  private static Ratio ratio(double value, double[] ratios) {
    Arrays.sort(ratios);
    return new Ratio(value, percentile(ratios, 2.5), percentile(ratios, 97.5));
  }
}
