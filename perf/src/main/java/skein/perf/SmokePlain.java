package skein.perf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import skein.core.batch.ColumnBatch;

/**
 * What figures are held against: the same work, on as much memory, in the plainest loops that do
 * it. They stay as they are while what is measured changes. One thread.
 */
final class SmokePlain implements AutoCloseable {
  private static final int CELLS = 64;
  private static final int RECORD = 32;

  private final Arena arena = Arena.ofShared();
  private final double[] x;
  private final double[] y;
  private final double[] sortedX;
  private final double[] sortedY;
  private final byte[] cell;
  private final int[] starts = new int[CELLS + 1];
  private final MemorySegment codes;
  private final MemorySegment residuals;
  private final MemorySegment ring;
  private final MemorySegment history;
  private final int ringRecords;
  private final int historyRecords;
  private int ringAt;
  private int historyAt;
  private final Map<String, AtomicLong> booked = new ConcurrentHashMap<>();
  private final LongAdder hits = new LongAdder();
  private final ThreadLocal<long[]> shelf = ThreadLocal.withInitial(() -> new long[8]);
  private long[] lent = new long[0];
  private long sum;

  /**
   * @param rows most rows that are quantised
   * @param ringRecords records of the ring, then of what keeps them
   */
  SmokePlain(int rows, int ringRecords, int historyRecords) {
    x = new double[rows];
    y = new double[rows];
    sortedX = new double[rows];
    sortedY = new double[rows];
    cell = new byte[rows];
    codes = arena.allocate(rows * 4L, 64);
    residuals = arena.allocate(rows * 4L, 64);
    this.ringRecords = ringRecords;
    this.historyRecords = historyRecords;
    ring = arena.allocate((long) ringRecords * RECORD, 64);
    history = arena.allocate((long) historyRecords * RECORD, 64);
    booked.put("a", new AtomicLong());
    booked.put("b", new AtomicLong());
  }

  /** Reads positions from 0 to 1, sorts them into cells, finds codes and what they leave. */
  void quantise(ColumnBatch batch) {
    int n = batch.rows();
    Arrays.fill(starts, 0);
    read(batch.data(ColumnBatch.X), x, n);
    read(batch.data(ColumnBatch.Y), y, n);
    for (int i = 0; i < n; i++) {
      int c = (int) (x[i] * 7.99) | (int) (y[i] * 7.99) << 3;
      cell[i] = (byte) c;
      starts[c + 1]++;
    }
    for (int c = 1; c <= CELLS; c++) {
      starts[c] += starts[c - 1];
    }
    for (int i = 0; i < n; i++) {
      int to = starts[cell[i]]++;
      sortedX[to] = x[i];
      sortedY[to] = y[i];
    }
    encode(n);
    sum += codes.getAtIndex(ValueLayout.JAVA_INT, n - 1);
  }

  private static void read(MemorySegment from, double[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = from.getAtIndex(ValueLayout.JAVA_DOUBLE, i) - 0.5;
    }
    for (int i = 0; i < n; i++) {
      to[i] += 0.5;
    }
  }

  private void encode(int n) {
    double lo = 1;
    double hi = 0;
    for (int i = 0; i < n; i++) {
      lo = Math.min(lo, Math.min(sortedX[i], sortedY[i]));
      hi = Math.max(hi, Math.max(sortedX[i], sortedY[i]));
    }
    double step = Math.nextUp((hi - lo) / 65_535);
    for (int i = 0; i < n; i++) {
      double qx = (sortedX[i] - lo) / step;
      double qy = (sortedY[i] - lo) / step;
      int cx = (int) qx;
      int cy = (int) qy;
      codes.setAtIndex(ValueLayout.JAVA_INT, i, cx | cy << 16);
      int rest = (int) ((qx - cx) * 65_536) | (int) ((qy - cy) * 65_536) << 16;
      residuals.setAtIndex(ValueLayout.JAVA_INT, i, rest);
    }
  }

  /** What lending and booking from one account to another and back take at least. */
  void lend(int times) {
    for (int i = 0; i < times; i++) {
      lent = shelf.get();
      hits.increment();
      lent = new long[6];
      for (int k = 0; k < 2; k++) {
        AtomicLong from = booked.get(k == 0 ? "a" : "b");
        AtomicLong to = booked.get(k == 0 ? "b" : "a");
        if (from != null && to != null) {
          from.addAndGet(-i);
          from.decrementAndGet();
          to.addAndGet(i);
          to.incrementAndGet();
        }
      }
      sum += lent.length;
    }
  }

  /** Writes the times of zones into a ring, then moves them to where they are kept. */
  void stamp(int zones) {
    int from = ringAt;
    for (int i = 0; i < zones; i++) {
      long begin = System.nanoTime();
      put(ring, ringAt, begin, System.nanoTime(), i);
      ringAt = ringAt + 1 == ringRecords ? 0 : ringAt + 1;
    }
    for (int i = 0; i < zones; i++) {
      long at = (long) from * RECORD;
      put(
          history,
          historyAt,
          ring.get(ValueLayout.JAVA_LONG, at),
          ring.get(ValueLayout.JAVA_LONG, at + 8),
          ring.get(ValueLayout.JAVA_LONG, at + 16));
      from = from + 1 == ringRecords ? 0 : from + 1;
      historyAt = historyAt + 1 == historyRecords ? 0 : historyAt + 1;
    }
  }

  private static void put(MemorySegment to, int record, long a, long b, long c) {
    long at = (long) record * RECORD;
    to.set(ValueLayout.JAVA_LONG, at, a);
    to.set(ValueLayout.JAVA_LONG, at + 8, b);
    to.set(ValueLayout.JAVA_LONG, at + 16, c);
    to.set(ValueLayout.JAVA_LONG, at + 24, 0L);
  }

  /** Keeps what was computed from being left out. */
  long sum() {
    return sum;
  }

  @Override
  public void close() {
    arena.close();
  }
}
