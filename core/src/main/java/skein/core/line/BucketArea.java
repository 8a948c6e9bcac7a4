package skein.core.line;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The fine buckets of one block of a sequence, {@value #BYTES} bytes: one bit a row, set when the
 * line breaks before that row, then buckets of 64 rows and of 1,024 rows. A bucket holds, in 40
 * bytes, little-endian,
 *
 * <pre>
 *   0  double min     8  double max     16  double sum     24  double gap
 *   32 int row of min     36 int row of max, both within the block, the first of equals
 * </pre>
 *
 * where gap is the largest distance along x from a row of the bucket to the row before it (which
 * may lie in the bucket or block before), infinite where the line breaks. Pure functions over
 * memory and the place of an area in it.
 */
public final class BucketArea {
  /** Bytes of an area, a multiple of 64. */
  public static final int BYTES = 12_928;

  /** Levels of an area; log2 of their rows are the first of {@link LineSlab#LEVEL_BITS}. */
  static final int LEVELS = 2;

  private static final int BUCKET = 40;
  private static final int MAX = 8;
  private static final int SUM = 16;
  private static final int GAP = 24;
  private static final int AT_MIN = 32;
  private static final int AT_MAX = 36;
  private static final int[] STARTS = {2_048, 12_288};
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private BucketArea() {}

  private static long place(long area, int level, int bucket) {
    return area + STARTS[level] + (long) BUCKET * bucket;
  }

  static boolean breaksBefore(MemorySegment memory, long area, int row) {
    return (bits(memory, area, row) >>> (row & 63) & 1) != 0;
  }

  /** True when the line breaks before one of some rows, all of one bucket of 64. */
  static boolean breaksWithin(MemorySegment memory, long area, int row, int count) {
    long mask = count == 64 ? -1 : ((1L << count) - 1) << row;
    return (bits(memory, area, row) & mask) != 0;
  }

  private static long bits(MemorySegment memory, long area, int row) {
    return memory.get(ValueLayout.JAVA_LONG, area + 8L * (row >> 6));
  }

  /** Number within its block of a bucket counted through a slab. */
  static int within(int level, int bucket) {
    return bucket & ((1 << (LineSlab.BLOCK_BITS - LineSlab.LEVEL_BITS[level])) - 1);
  }

  static void putBits(MemorySegment memory, long area, long[] breaks, int from, int words) {
    MemorySegment.copy(breaks, from, memory, ValueLayout.JAVA_LONG, area, words);
  }

  static void put(MemorySegment memory, long area, int level, int bucket, RangeSummary all) {
    long at = place(area, level, bucket);
    memory.set(DOUBLE, at, all.min);
    memory.set(DOUBLE, at + MAX, all.max);
    memory.set(DOUBLE, at + SUM, all.sum);
    memory.set(DOUBLE, at + GAP, all.gap);
    memory.set(INT, at + AT_MIN, (int) all.atMin);
    memory.set(INT, at + AT_MAX, (int) all.atMax);
  }

  /** Adds a bucket to a summary; its rows count from a base. */
  static void add(
      MemorySegment memory,
      long area,
      int level,
      int bucket,
      long base,
      int count,
      RangeSummary out) {
    long at = place(area, level, bucket);
    out.add(
        memory.get(DOUBLE, at),
        memory.get(DOUBLE, at + MAX),
        memory.get(DOUBLE, at + SUM),
        memory.get(DOUBLE, at + GAP),
        base + memory.get(INT, at + AT_MIN),
        base + memory.get(INT, at + AT_MAX),
        count);
  }

  static double min(MemorySegment memory, long area, int level, int bucket) {
    return memory.get(DOUBLE, place(area, level, bucket));
  }

  static double max(MemorySegment memory, long area, int level, int bucket) {
    return memory.get(DOUBLE, place(area, level, bucket) + MAX);
  }

  static double gap(MemorySegment memory, long area, int level, int bucket) {
    return memory.get(DOUBLE, place(area, level, bucket) + GAP);
  }
}
