package skein.core.aggregate;

/** Facts about a grid that colouring and the legend need. Mutable, allocates nothing. */
public final class GridStats {
  /** Bins of {@link #histogram}: bin of a count is {@link #binOf(int)}. */
  public static final int BINS = 1024;

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

  /** For CATEGORY: rows in view of each category. */
  public final long[] categories = new long[8];

  public void clear() {
    total = 0;
    occupied = 0;
    maxCount = 0;
    minCount = 0;
    minMean = Double.NaN;
    maxMean = Double.NaN;
    java.util.Arrays.fill(histogram, 0);
    java.util.Arrays.fill(categories, 0);
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
}
