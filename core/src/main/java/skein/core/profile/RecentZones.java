package skein.core.profile;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/**
 * Durations of the zones of a span of time, copied off heap so that another thread can look at them
 * while recording goes on. Filled by the collecting thread without allocation, then handed over as
 * a whole; one thread at a time.
 *
 * <p>Where it has no room for all, the same limit holds for each lane, the highest for which there
 * is room, and lanes with more zones keep their newest.
 */
public final class RecentZones implements AutoCloseable {
  /** Zones that it has room for. */
  static final int MOST = 1 << 15;

  private static final int RECORD = 16;

  private final HostBuffer buffer;
  private final MemorySegment zones;
  private final ZoneSink counter = this::count;
  private final ZoneSink sink = this::add;

  /** Zones of each lane: those in the span, then those kept. */
  private int[] counts = new int[0];

  private int lanes;
  private int lane;
  private int skip;
  private int kept;

  /**
   * Empty.
   *
   * @throws OutOfMemoryError when the system gives no more memory
   */
  public RecentZones(MemoryLedger ledger) {
    buffer = new HostBuffer(ledger, "profile.recent", (long) MOST * RECORD);
    zones = buffer.segment();
  }

  /**
   * Copies the zones that touch the span in place of those before. The collecting thread; allocates
   * only when there are more lanes than ever before.
   */
  public void read(Recorded data, long from, long to) {
    lanes = data.lanes();
    if (counts.length < lanes) {
      counts = new int[lanes];
    }
    Arrays.fill(counts, 0);
    for (lane = 0; lane < lanes; lane++) {
      ZoneHistory history = data.history(lane);
      if (history != null) {
        history.between(from, to, counter);
      }
    }
    int limit = limit();
    kept = 0;
    for (lane = 0; lane < lanes; lane++) {
      ZoneHistory history = data.history(lane);
      skip = Math.max(0, counts[lane] - limit);
      counts[lane] -= skip;
      if (history != null) {
        history.between(from, to, sink);
      }
    }
  }

  private void count(int zone, long start, long end, int depth, long value) {
    counts[lane]++;
  }

  /** The most zones of a lane for which there is room. */
  private int limit() {
    int low = 0;
    int high = MOST;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      long sum = 0;
      for (int i = 0; i < lanes; i++) {
        sum += Math.min(counts[i], middle);
      }
      if (sum <= MOST) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private void add(int zone, long start, long end, int depth, long value) {
    if (skip > 0) {
      skip--;
      return;
    }
    long at = (long) kept++ * RECORD;
    zones.set(ValueLayout.JAVA_LONG, at, end - start);
    zones.set(ValueLayout.JAVA_LONG, at + 8, zone);
  }

  /** Lanes that were read. */
  int lanes() {
    return lanes;
  }

  /** Hands over the zones of a lane in the order in which they ended, as if all began at 0. */
  void replay(int of, ZoneSink to) {
    long at = 0;
    for (int i = 0; i < of; i++) {
      at += (long) counts[i] * RECORD;
    }
    for (int i = 0; i < counts[of]; i++, at += RECORD) {
      long nanos = zones.get(ValueLayout.JAVA_LONG, at);
      to.zone((int) zones.get(ValueLayout.JAVA_LONG, at + 8), 0, nanos, 0, 0);
    }
  }

  @Override
  public void close() {
    buffer.close();
  }
}
