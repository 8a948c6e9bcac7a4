package skein.core.index;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/** Reads chunks of a level back: positions and row numbers. One thread. */
final class SpoolReader implements AutoCloseable {
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;
  private static final long LOW = (1L << AxisGrid.LOW_BITS) - 1;

  private final Spool spool;
  private final HostBuffer buffer;
  private final MemorySegment memory;

  /** Rows of the chunk read last; valid up to what {@link #read} returned. */
  final double[] x;

  final double[] y;
  final long[] row;
  final long[] placeX;
  final long[] placeY;

  SpoolReader(MemoryLedger ledger, Spool spool, int chunkBytes) {
    this.spool = spool;
    this.buffer = new HostBuffer(ledger, "index.spool", chunkBytes + 8L);
    this.memory = buffer.segment();
    int rows = chunkBytes / SpoolLevel.NARROW_BYTES;
    this.x = new double[rows];
    this.y = new double[rows];
    this.row = new long[rows];
    this.placeX = new long[rows];
    this.placeY = new long[rows];
  }

  /** Reads a chunk of a partition; returns its rows. */
  int read(SpoolLevel level, int partition, int chunk) throws IOException {
    int bytes = level.bytes(chunk);
    spool.read(memory.asSlice(0, bytes).asByteBuffer(), level.start(chunk));
    return level.wide ? wide(level, bytes) : narrow(level, partition, bytes);
  }

  private int narrow(SpoolLevel level, int partition, int bytes) {
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
      row[n] = last;
      placeX[n] = highX | (low & LOW);
      placeY[n] = highY | (low >>> 40) | ((rest & 0xffffL) << 24);
      n++;
    }
    for (int i = 0; i < n; i++) {
      x[i] = level.x.position(placeX[i]);
    }
    for (int i = 0; i < n; i++) {
      y[i] = level.y.position(placeY[i]);
    }
    return n;
  }

  private int wide(SpoolLevel level, int bytes) {
    int n = 0;
    long last = 0;
    for (long at = 0; at < bytes; at += SpoolLevel.WIDE_BYTES) {
      int distance = memory.get(SHORT, at + 16) & 0xffff;
      if (distance == 0) {
        last = memory.get(LONG, at);
        continue;
      }
      last += distance;
      row[n] = last;
      x[n] = memory.get(DOUBLE, at);
      y[n] = memory.get(DOUBLE, at + 8);
      placeX[n] = level.x.place(x[n]);
      placeY[n] = level.y.place(y[n]);
      n++;
    }
    return n;
  }

  @Override
  public void close() {
    buffer.close();
  }
}
