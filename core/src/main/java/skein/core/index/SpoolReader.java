package skein.core.index;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads chunks of a level back: positions, row numbers and places. One thread. */
final class SpoolReader {
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  private final Spool spool;

  /** Room for the rows of a chunk. */
  final PlacedRows rows = new PlacedRows();

  /** Places of the chunk read last; valid up to what {@link #read} returned. */
  final long[] placeX;

  final long[] placeY;

  SpoolReader(Spool spool, int chunkBytes) {
    this.spool = spool;
    int most = chunkBytes / SpoolLevel.NARROW_BYTES;
    this.rows.reserve(most);
    this.placeX = new long[most];
    this.placeY = new long[most];
  }

  /** Reads a chunk of a partition into {@link #rows}; returns how many it has. */
  int read(SpoolLevel level, int partition, int chunk) throws IOException {
    return read(level, partition, chunk, rows, 0);
  }

  /** Reads a chunk of a partition to where there is room; returns its rows. */
  int read(SpoolLevel level, int partition, int chunk, PlacedRows to, int first)
      throws IOException {
    MemorySegment memory = Bare.of(spool.read(level.start(chunk), level.bytes(chunk)));
    return level.wide
        ? wide(level, memory, to, first)
        : narrow(level, partition, memory, to, first);
  }

  private int narrow(
      SpoolLevel level, int partition, MemorySegment memory, PlacedRows to, int first) {
    long[] row = to.row;
    long bytes = memory.byteSize();
    long highX = (long) (partition & ((1 << level.bits) - 1)) << AxisGrid.LOW_BITS;
    long highY = (long) (partition >>> level.bits) << AxisGrid.LOW_BITS;
    int n = 0;
    long at = 0;
    long last = 0;
    for (; at < bytes; at += SpoolLevel.NARROW_BYTES) {
      long low = memory.get(LONG, at);
      int rest = memory.get(INT, at + 8);
      if (rest >>> 16 == 0) {
        last = low;
        continue;
      }
      last += rest >>> 16;
      row[first + n] = last;
      placeX[n] = highX | (low & AxisGrid.LOW);
      placeY[n] = highY | (low >>> 40) | ((rest & 0xffffL) << 24);
      n++;
    }
    for (int i = 0; i < n; i++) {
      to.x[first + i] = level.x.position(placeX[i]);
    }
    for (int i = 0; i < n; i++) {
      to.y[first + i] = level.y.position(placeY[i]);
    }
    return n;
  }

  private int wide(SpoolLevel level, MemorySegment memory, PlacedRows to, int first) {
    long bytes = memory.byteSize();
    int n = 0;
    long last = 0;
    for (long at = 0; at < bytes; at += SpoolLevel.WIDE_BYTES) {
      int distance = memory.get(SHORT, at + 16) & 0xffff;
      if (distance == 0) {
        last = memory.get(LONG, at);
        continue;
      }
      last += distance;
      double x = memory.get(DOUBLE, at);
      double y = memory.get(DOUBLE, at + 8);
      to.row[first + n] = last;
      to.x[first + n] = x;
      to.y[first + n] = y;
      placeX[n] = level.x.place(x);
      placeY[n] = level.y.place(y);
      n++;
    }
    return n;
  }
}
