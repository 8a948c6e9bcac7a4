package skein.core.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Counts rows into a small grid over all data, for a picture while they are read: a chunk at a time
 * as it goes to the spool, so that only the counts of its partition are touched. One thread counts,
 * any thread may read.
 */
final class PreviewCounter {
  /** log2 of the side of the grid. */
  static final int BITS = 9;

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  private final SpoolLevel level;

  /** Row-major from the bottom. */
  final int[] cells = new int[1 << (2 * BITS)];

  PreviewCounter(SpoolLevel level) {
    this.level = level;
  }

  /** Counts the records of a chunk that is held at a place. */
  void count(int partition, MemorySegment memory, long from, int bytes) {
    if (level.wide) {
      countWide(memory, from, from + bytes);
    } else {
      countNarrow(partition, memory, from, from + bytes);
    }
  }

  private void countNarrow(int partition, MemorySegment memory, long from, long to) {
    int inner = BITS - level.bits;
    int column = (partition & ((1 << level.bits) - 1)) << inner;
    int line = partition >>> level.bits << inner;
    int first = line << BITS | column;
    int shiftX = AxisGrid.LOW_BITS - inner;
    for (long at = from; at < to; at += SpoolLevel.NARROW_BYTES) {
      int rest = memory.get(INT, at + 8);
      if (rest >>> 16 != 0) {
        int x = (int) ((memory.get(LONG, at) & AxisGrid.LOW) >>> shiftX);
        int y = (rest & 0xffff) >>> (16 - inner);
        cells[first + (y << BITS | x)]++;
      }
    }
  }

  private void countWide(MemorySegment memory, long from, long to) {
    int shiftX = level.x.bits - BITS;
    int shiftY = level.y.bits - BITS;
    for (long at = from; at < to; at += SpoolLevel.WIDE_BYTES) {
      if (memory.get(SHORT, at + 16) != 0) {
        int x = (int) (level.x.place(memory.get(DOUBLE, at)) >>> shiftX);
        int y = (int) (level.y.place(memory.get(DOUBLE, at + 8)) >>> shiftY);
        cells[y << BITS | x]++;
      }
    }
  }
}
