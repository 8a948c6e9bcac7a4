package skein.core.index;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.core.memory.Lease;
import skein.core.memory.MemoryLedger;

/**
 * One thread's way into the partitions of a level: a buffer for each, written to the spool when it
 * is full.
 */
final class SpoolWriter implements AutoCloseable {
  /** Looks at the records of a chunk while they are near. */
  @FunctionalInterface
  interface Full {
    void chunk(int partition, MemorySegment memory, long at, int bytes);
  }

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;
  private static final long FARTHEST = 0xffff;

  /** Every so many rows one is compared with the one compared before in its partition. */
  private static final int SAMPLE = 16;

  private final Spool spool;
  private final int writer;
  private final SpoolLevel level;
  private final Lease buffer;
  private final MemorySegment memory;
  private final int record;
  private final int chunkBytes;

  /** For each partition where its next record goes, then the row of its last record. */
  private final long[] state;

  private final int[] marks;
  private final Full full;
  private final double[] sampled;
  private long[] placesX = new long[0];
  private long[] placesY = new long[0];
  private long collisions;

  /**
   * @param writer which of the spool's writers this thread is
   * @param chunkBytes bytes of a partition's buffer, a power of two
   * @param full told of each chunk before it goes to the spool
   */
  SpoolWriter(
      MemoryLedger ledger, Spool spool, int writer, SpoolLevel level, int chunkBytes, Full full) {
    int partitions = level.partitions();
    this.spool = spool;
    this.full = full;
    this.writer = writer;
    this.level = level;
    this.chunkBytes = chunkBytes;
    this.record = level.recordBytes();
    this.state = new long[2 * partitions];
    this.marks = new int[partitions];
    this.sampled = new double[level.wide ? 0 : 2 * partitions];
    this.buffer = ledger.scratch().lease("index.spool", (long) partitions * chunkBytes);
    this.memory = Bare.of(buffer.segment());
    for (int p = 0; p < partitions; p++) {
      state[2 * p] = (long) p * chunkBytes;
    }
  }

  /** Rows that differ and have the same place, among those compared: places are too coarse. */
  long collisions() {
    return collisions;
  }

  /** Writes n positions; fastest where row numbers grow from call to call. */
  void write(double[] x, double[] y, long[] row, int n) throws IOException {
    if (placesX.length < n) {
      placesX = new long[n];
      placesY = new long[n];
    }
    level.x.places(x, n, placesX);
    level.y.places(y, n, placesY);
    if (level.wide) {
      writeWide(x, y, row, n);
    } else {
      compare(x, y, n);
      writeNarrow(row, n);
    }
  }

  private int partition(int i) {
    return (int)
        ((placesY[i] >>> AxisGrid.LOW_BITS << level.bits) | (placesX[i] >>> AxisGrid.LOW_BITS));
  }

  private void compare(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += SAMPLE) {
      int p = partition(i);
      double otherX = sampled[2 * p];
      double otherY = sampled[2 * p + 1];
      if (otherX != x[i] && level.x.quantum != 0 && level.x.place(otherX) == placesX[i]) {
        collisions++;
      }
      if (otherY != y[i] && level.y.quantum != 0 && level.y.place(otherY) == placesY[i]) {
        collisions++;
      }
      sampled[2 * p] = x[i];
      sampled[2 * p + 1] = y[i];
    }
  }

  private void writeNarrow(long[] row, int n) throws IOException {
    int bits = level.bits;
    for (int i = 0; i < n; i++) {
      long px = placesX[i];
      long py = placesY[i];
      int p = (int) ((py >>> AxisGrid.LOW_BITS << bits) | (px >>> AxisGrid.LOW_BITS));
      long at = state[2 * p];
      long distance = row[i] - state[2 * p + 1];
      if (distance <= 0 || distance > FARTHEST || (at & (chunkBytes - 1)) == 0) {
        at = begin(p, row[i]);
        distance = 1;
      }
      long lowY = py & AxisGrid.LOW;
      memory.set(LONG, at, (px & AxisGrid.LOW) | (lowY << AxisGrid.LOW_BITS));
      memory.set(INT, at + 8, (int) (lowY >>> 24 | distance << 16));
      advance(p, at, row[i]);
    }
  }

  private void writeWide(double[] x, double[] y, long[] row, int n) throws IOException {
    for (int i = 0; i < n; i++) {
      int p = partition(i);
      long at = state[2 * p];
      long distance = row[i] - state[2 * p + 1];
      if (distance <= 0 || distance > FARTHEST || (at & (chunkBytes - 1)) == 0) {
        at = begin(p, row[i]);
        distance = 1;
      }
      memory.set(DOUBLE, at, x[i]);
      memory.set(DOUBLE, at + 8, y[i]);
      memory.set(SHORT, at + 16, (short) distance);
      advance(p, at, row[i]);
    }
  }

  private void advance(int p, long at, long row) throws IOException {
    long next = at + record;
    state[2 * p] = next;
    state[2 * p + 1] = row;
    if (next > (p + 1L) * chunkBytes - 2L * record) {
      flush(p);
    }
  }

  /** Writes a mark that the next record counts from; returns where that goes. */
  private long begin(int p, long row) {
    long at = state[2 * p];
    memory.set(LONG, at, row - 1);
    memory.set(SHORT, at + record - 2, (short) 0);
    marks[p]++;
    return at + record;
  }

  private void flush(int p) throws IOException {
    long start = (long) p * chunkBytes;
    int bytes = (int) (state[2 * p] - start);
    full.chunk(p, memory, start, bytes);
    long at = spool.append(writer, memory.asSlice(start, bytes));
    level.add(p, at, bytes, bytes / record - marks[p]);
    state[2 * p] = start;
    marks[p] = 0;
  }

  /** Writes what is held. */
  void flush() throws IOException {
    for (int p = 0; p < marks.length; p++) {
      if (marks[p] > 0) {
        flush(p);
      }
    }
  }

  @Override
  public void close() {
    buffer.close();
  }
}
