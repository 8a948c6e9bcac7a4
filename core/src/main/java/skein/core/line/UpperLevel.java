package skein.core.line;

import java.util.Arrays;

/** One level of buckets above the slabs, on the heap: few, and growing. Render thread only. */
final class UpperLevel {
  private final int bits;
  private double[] min = new double[4];
  private double[] max = new double[4];
  private double[] sum = new double[4];
  private double[] gap = new double[4];
  private long[] atMin = new long[4];
  private long[] atMax = new long[4];
  private long[] count = new long[4];
  private final RangeSummary scratch = new RangeSummary();
  private int size;

  UpperLevel(int bits) {
    this.bits = bits;
  }

  /** Takes in a bucket of a slab whose first row in the series is {@code base}. */
  void add(LineSlab slab, int level, int bucket, long base) {
    long row = base + ((long) bucket << LineSlab.LEVEL_BITS[level]);
    int at = (int) (row >> bits);
    if (at == size) {
      begin();
    }
    scratch.clear();
    addTo(row, scratch);
    slab.addBucket(level, bucket, base, scratch);
    min[at] = scratch.min;
    max[at] = scratch.max;
    sum[at] = scratch.sum;
    gap[at] = scratch.gap;
    atMin[at] = scratch.atMin;
    atMax[at] = scratch.atMax;
    count[at] = scratch.count;
  }

  private void begin() {
    if (size == min.length) {
      int longer = 2 * size;
      min = Arrays.copyOf(min, longer);
      max = Arrays.copyOf(max, longer);
      sum = Arrays.copyOf(sum, longer);
      gap = Arrays.copyOf(gap, longer);
      atMin = Arrays.copyOf(atMin, longer);
      atMax = Arrays.copyOf(atMax, longer);
      count = Arrays.copyOf(count, longer);
    }
    scratch.clear();
    min[size] = scratch.min;
    max[size] = scratch.max;
    sum[size] = 0;
    gap[size] = 0;
    atMin[size] = -1;
    atMax[size] = -1;
    count[size] = 0;
    size++;
  }

  void addTo(long row, RangeSummary out) {
    int at = (int) (row >> bits);
    out.add(min[at], max[at], sum[at], gap[at], atMin[at], atMax[at], count[at]);
  }

  double gap(long row) {
    return gap[(int) (row >> bits)];
  }

  double min(long row) {
    return min[(int) (row >> bits)];
  }

  double max(long row) {
    return max[(int) (row >> bits)];
  }

  void clear() {
    size = 0;
  }
}
