package skein.core.line;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import skein.core.block.BlockCodec;
import skein.core.block.BlockSlab;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/**
 * Rows of one series in x order: full blocks but for the last, and over each of them buckets of 64,
 * 1,024 and 16,384 rows. A bucket holds, in 40 bytes,
 *
 * <pre>
 *   0  double min     8  double max     16  double sum     24  double gap
 *   32 int row of min     36 int row of max, both within the slab, the first of equals
 * </pre>
 *
 * where gap is the largest distance along x from a row of the bucket to the row before it (which
 * may lie in the bucket or slab before), infinite where the line breaks. Before the buckets lies
 * one bit a row: set when the line breaks before that row.
 *
 * <p>Immutable after construction; any thread reads; closed by its one owner.
 */
public final class LineSlab implements AutoCloseable {
  /** Log2 of the rows of a bucket of each level. */
  static final int[] LEVEL_BITS = {6, 10, 14};

  private static final int BUCKET = 40;
  private static final int MAX = 8;
  private static final int SUM = 16;
  private static final int GAP = 24;
  private static final int AT_MIN = 32;
  private static final int AT_MAX = 36;
  private static final int ROW_BITS = 6;
  private static final int BLOCK_BITS = 14;
  private static final int BLOCK_MASK = BlockSlab.MAX_ROWS - 1;
  private static final double UNIT = 1.0 / BlockCodec.RESIDUAL_UNITS;
  private static final double FAR = Double.MAX_VALUE / 4;

  private final int series;
  private final int generation;
  private final int rows;
  private final BlockSlab blocks;
  private final MemorySegment coords;
  private final MemorySegment residual;
  private final double[] bounds;
  private final HostBuffer summary;
  private final MemorySegment held;
  private final long[] levelAt = new long[LEVEL_BITS.length];

  /**
   * Takes ownership of the blocks and sums them up.
   *
   * @param series which of the load's series this belongs to
   * @param generation which reading of the source the rows come from
   * @param blocks rows in x order, with residuals
   * @param breaks bit r of word r / 64 is set when the line breaks before row r
   * @param before position of the row before the first; NaN when there is none
   */
  public LineSlab(
      MemoryLedger ledger,
      int series,
      int generation,
      BlockSlab blocks,
      long[] breaks,
      double before) {
    this.series = series;
    this.generation = generation;
    this.blocks = blocks;
    this.rows = Math.toIntExact(blocks.rows());
    this.coords = blocks.coords();
    this.residual = Objects.requireNonNull(blocks.residual(), "residual");
    this.bounds = new double[blocks.blocks() * BlockSlab.BOUNDS];
    for (int b = 0; b < blocks.blocks(); b++) {
      int at = b * BlockSlab.BOUNDS;
      bounds[at] = blocks.loX(b);
      bounds[at + 1] = blocks.hiX(b);
      bounds[at + 2] = blocks.stepX(b);
      bounds[at + 3] = blocks.loY(b);
      bounds[at + 4] = blocks.hiY(b);
      bounds[at + 5] = blocks.stepY(b);
    }
    int words = (rows + 63) >> ROW_BITS;
    long bytes = 8L * words;
    for (int level = 0; level < LEVEL_BITS.length; level++) {
      levelAt[level] = bytes;
      bytes += (long) BUCKET * buckets(level);
    }
    this.summary = allocate(ledger, bytes, blocks);
    this.held = summary.segment();
    MemorySegment.copy(breaks, 0, held, ValueLayout.JAVA_LONG, 0, words);
    sumUp(before);
  }

  private static HostBuffer allocate(MemoryLedger ledger, long bytes, BlockSlab owned) {
    try {
      return new HostBuffer(ledger, "line.buckets", bytes);
    } catch (OutOfMemoryError e) {
      owned.close();
      throw e;
    }
  }

  private void sumUp(double before) {
    double last = before;
    for (int bucket = 0; bucket < buckets(0); bucket++) {
      last = sumRows(bucket, last);
    }
    for (int level = 1; level < LEVEL_BITS.length; level++) {
      for (int bucket = 0; bucket < buckets(level); bucket++) {
        sumBuckets(level, bucket);
      }
    }
  }

  private double sumRows(int bucket, double before) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double gap = 0;
    int atMin = 0;
    int atMax = 0;
    double last = before;
    int end = Math.min(rows, (bucket + 1) << ROW_BITS);
    for (int r = bucket << ROW_BITS; r < end; r++) {
      double v = y(r);
      if (v < min) {
        min = v;
        atMin = r;
      }
      if (v > max) {
        max = v;
        atMax = r;
      }
      sum += v;
      double at = x(r);
      double step = breaksBefore(r) ? Double.POSITIVE_INFINITY : at - last;
      gap = step > gap ? step : gap;
      last = at;
    }
    put(0, bucket, min, max, sum, gap, atMin, atMax);
    return last;
  }

  private void sumBuckets(int level, int bucket) {
    int fan = LEVEL_BITS[level] - LEVEL_BITS[level - 1];
    int end = Math.min(buckets(level - 1), (bucket + 1) << fan);
    RangeSummary all = new RangeSummary();
    for (int child = bucket << fan; child < end; child++) {
      addBucket(level - 1, child, 0, all);
    }
    put(level, bucket, all.min, all.max, all.sum, all.gap, (int) all.atMin, (int) all.atMax);
  }

  private void put(
      int level, int bucket, double min, double max, double sum, double gap, int atMin, int atMax) {
    long at = levelAt[level] + (long) BUCKET * bucket;
    held.set(ValueLayout.JAVA_DOUBLE, at, min);
    held.set(ValueLayout.JAVA_DOUBLE, at + MAX, max);
    held.set(ValueLayout.JAVA_DOUBLE, at + SUM, sum);
    held.set(ValueLayout.JAVA_DOUBLE, at + GAP, gap);
    held.set(ValueLayout.JAVA_INT, at + AT_MIN, atMin);
    held.set(ValueLayout.JAVA_INT, at + AT_MAX, atMax);
  }

  /** Which of the load's series this belongs to. */
  public int series() {
    return series;
  }

  /** Which reading of the source the rows come from: a newer one replaces all older. */
  public int generation() {
    return generation;
  }

  public int rows() {
    return rows;
  }

  /** Bytes of rows and buckets. */
  public long bytes() {
    return coords.byteSize() + residual.byteSize() + summary.bytes();
  }

  int buckets(int level) {
    return (rows + (1 << LEVEL_BITS[level]) - 1) >> LEVEL_BITS[level];
  }

  /** Position of a row along x, an offset from the origin. */
  public double x(int row) {
    return decode(row, 0, (row >> BLOCK_BITS) * BlockSlab.BOUNDS);
  }

  /** Position of a row along y, an offset from the origin. */
  public double y(int row) {
    return decode(row, 16, (row >> BLOCK_BITS) * BlockSlab.BOUNDS + 3);
  }

  private double decode(int row, int shift, int at) {
    long place = blocks.coordsAt(row >> BLOCK_BITS) + 4L * (row & BLOCK_MASK);
    int code = coords.get(ValueLayout.JAVA_INT, place) >>> shift & 0xffff;
    int rest = residual.get(ValueLayout.JAVA_INT, place) >>> shift & 0xffff;
    double lo = bounds[at];
    double hi = bounds[at + 1];
    double v =
        Math.max(Math.abs(lo), Math.abs(hi)) < FAR
            ? lo + (code - rest * UNIT) * bounds[at + 2]
            : BlockCodec.decode(lo, bounds[at + 2], code, rest);
    return Math.max(lo, Math.min(v, hi));
  }

  /** True when the line breaks before a row: a null or NaN lies between. */
  public boolean breaksBefore(int row) {
    return (held.get(ValueLayout.JAVA_LONG, 8L * (row >> ROW_BITS)) >>> (row & 63) & 1) != 0;
  }

  /** Adds rows of one bucket of 64 to a summary, without their gaps. */
  void addRows(int from, int to, long base, RangeSummary out) {
    for (int r = from; r < to; r++) {
      out.add(y(r), base + r);
    }
    if ((held.get(ValueLayout.JAVA_LONG, 8L * (from >> ROW_BITS)) & mask(from, to)) != 0) {
      out.gap = Double.POSITIVE_INFINITY;
    }
  }

  private static long mask(int from, int to) {
    long upTo = (to & 63) == 0 ? -1 : (1L << to) - 1;
    return upTo & (-1L << from);
  }

  /** Adds a bucket to a summary. */
  void addBucket(int level, int bucket, long base, RangeSummary out) {
    long at = levelAt[level] + (long) BUCKET * bucket;
    double min = held.get(ValueLayout.JAVA_DOUBLE, at);
    double max = held.get(ValueLayout.JAVA_DOUBLE, at + MAX);
    int count = Math.min(rows, (bucket + 1) << LEVEL_BITS[level]) - (bucket << LEVEL_BITS[level]);
    out.add(
        min,
        max,
        held.get(ValueLayout.JAVA_DOUBLE, at + SUM),
        held.get(ValueLayout.JAVA_DOUBLE, at + GAP),
        base + held.get(ValueLayout.JAVA_INT, at + AT_MIN),
        base + held.get(ValueLayout.JAVA_INT, at + AT_MAX),
        count);
  }

  double bucketGap(int level, int bucket) {
    return held.get(ValueLayout.JAVA_DOUBLE, levelAt[level] + (long) BUCKET * bucket + GAP);
  }

  double bucketMin(int level, int bucket) {
    return held.get(ValueLayout.JAVA_DOUBLE, levelAt[level] + (long) BUCKET * bucket);
  }

  double bucketMax(int level, int bucket) {
    return held.get(ValueLayout.JAVA_DOUBLE, levelAt[level] + (long) BUCKET * bucket + MAX);
  }

  @Override
  public void close() {
    blocks.close();
    summary.close();
  }
}
