package skein.core.aggregate;

import java.util.Arrays;

/** Facts about a grid that colouring and the legend need. Mutable, allocates nothing. */
public final class GridStats {
  /** Bins of {@link #histogram}: bin of a count is {@link #binOf(int)}. */
  public static final int BINS = 1024;

  /** Bins of {@link #meanHistogram}: bin of a mean is {@link #meanBinOf(float)}. */
  public static final int MEAN_BINS = 1728;

  /** Up to here bins of means are 64 an octave, behind it 64 codes wide. */
  private static final float FINE_CODES = 4096;

  private static final int FINE_BINS = 768;
  private static final int FINE_SHIFT = 17;
  private static final float COARSE_CODES = 64;
  private static final int ONE_BITS = Float.floatToRawIntBits(1f);

  /** Rows counted in all cells. */
  public long total;

  /** Cells with at least one row. */
  public long occupied;

  /** Largest and smallest non-zero count. */
  public long maxCount;

  public long minCount;

  /** For MEAN: smallest and largest mean of a cell; NaN when no cell has a value. */
  public double minMean = Double.NaN;

  public double maxMean = Double.NaN;

  /** Number of occupied cells by {@link #binOf(int)} of their count. */
  public final int[] histogram = new int[BINS];

  /** For MEAN: number of cells with a mean by {@link #meanBinOf(float)} of it. */
  public final int[] meanHistogram = new int[MEAN_BINS];

  /** For CATEGORY: rows in view of each category. */
  public final long[] categories = new long[8];

  public void clear() {
    total = 0;
    occupied = 0;
    maxCount = 0;
    minCount = 0;
    minMean = Double.NaN;
    maxMean = Double.NaN;
    Arrays.fill(histogram, 0);
    Arrays.fill(meanHistogram, 0);
    Arrays.fill(categories, 0);
  }

  /** Adds the facts of other cells of the same grid. */
  void add(GridStats other) {
    total += other.total;
    occupied += other.occupied;
    maxCount = Math.max(maxCount, other.maxCount);
    if (other.minCount != 0) {
      minCount = minCount == 0 ? other.minCount : Math.min(minCount, other.minCount);
    }
    minMean = other.minMean >= minMean || Double.isNaN(other.minMean) ? minMean : other.minMean;
    maxMean = other.maxMean <= maxMean || Double.isNaN(other.maxMean) ? maxMean : other.maxMean;
    for (int i = 0; i < BINS; i++) {
      histogram[i] += other.histogram[i];
    }
    for (int i = 0; i < MEAN_BINS; i++) {
      meanHistogram[i] += other.meanHistogram[i];
    }
    for (int i = 0; i < categories.length; i++) {
      categories[i] += other.categories[i];
    }
  }

  /**
   * Bin of a non-zero count: exact below 32, then 32 bins an octave, by the bits of the count as a
   * float32 (the shader computes the same with floatBitsToUint).
   */
  public static int binOf(int count) {
    float f = Integer.toUnsignedLong(count);
    int bin = (Float.floatToRawIntBits(f) >>> 18) - (Float.floatToRawIntBits(1f) >>> 18);
    return Math.min(bin, BINS - 1);
  }

  /**
   * Bin of a mean in channel codes from 1 to 65,535. Skewed columns crowd in the lowest codes, so
   * bins there are 64 an octave (whole codes are lower edges); from 4,096 on, where an octave's
   * bins are as wide, they stay 64 codes wide. The shaders compute the same.
   */
  public static int meanBinOf(float code) {
    int bin =
        code < FINE_CODES
            ? (Float.floatToRawIntBits(Math.max(1, code)) - ONE_BITS) >> FINE_SHIFT
            : FINE_BINS + (int) ((code - FINE_CODES) / COARSE_CODES);
    return Math.min(bin, MEAN_BINS - 1);
  }

  /** Lower edge of a bin of means in channel codes; of {@link #MEAN_BINS} the last upper edge. */
  public static float meanEdge(int bin) {
    return bin < FINE_BINS
        ? Float.intBitsToFloat(ONE_BITS + (bin << FINE_SHIFT))
        : FINE_CODES + (bin - FINE_BINS) * COARSE_CODES;
  }
}
