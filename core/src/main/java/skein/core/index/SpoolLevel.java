package skein.core.index;

import java.util.Arrays;

/**
 * One division of rows into partitions, a power of two a side: how a row is written, and which
 * chunks of the spool belong to which partition.
 *
 * <p>A narrow record is 12 bytes: 40 bits of each axis' place below the bits that the partition
 * says, and the distance from the row written before, u16. A wide one is 18 bytes with both
 * positions as doubles. A distance of 0 marks a record that holds, in its first 8 bytes, the row
 * that the next record counts from; each chunk begins with one.
 */
final class SpoolLevel {
  static final int NARROW_BYTES = 12;
  static final int WIDE_BYTES = 18;

  /** log2 of the most partitions a side. */
  static final int MAX_BITS = 6;

  final AxisGrid x;
  final AxisGrid y;

  /** log2 of the partitions a side. */
  final int bits;

  final boolean wide;
  private final int[] last;
  private final long[] rows;
  private int[] before = new int[1024];
  private long[] at = new long[1024];
  private int[] length = new int[1024];
  private int chunks;

  SpoolLevel(AxisGrid x, AxisGrid y, int bits, boolean wide) {
    this.x = x;
    this.y = y;
    this.bits = bits;
    this.wide = wide;
    this.last = new int[partitions()];
    this.rows = new long[partitions()];
    Arrays.fill(last, -1);
  }

  int partitions() {
    return 1 << (2 * bits);
  }

  int recordBytes() {
    return wide ? WIDE_BYTES : NARROW_BYTES;
  }

  /** Adds a chunk of a partition. */
  synchronized void add(int partition, long start, int bytes, int rowCount) {
    if (chunks == at.length) {
      before = Arrays.copyOf(before, chunks * 2);
      at = Arrays.copyOf(at, chunks * 2);
      length = Arrays.copyOf(length, chunks * 2);
    }
    before[chunks] = last[partition];
    at[chunks] = start;
    length[chunks] = bytes;
    last[partition] = chunks++;
    rows[partition] += rowCount;
  }

  long rows(int partition) {
    return rows[partition];
  }

  /** A chunk of a partition, or -1; {@link #next} gives the others. */
  int first(int partition) {
    return last[partition];
  }

  int next(int chunk) {
    return before[chunk];
  }

  long start(int chunk) {
    return at[chunk];
  }

  int bytes(int chunk) {
    return length[chunk];
  }
}
