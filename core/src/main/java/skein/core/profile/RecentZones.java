package skein.core.profile;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/**
 * Durations of the zones of a span of time, copied off heap so that another thread can look at them
 * while recording goes on. Filled by the collecting thread without allocation, then handed over as
 * a whole; one thread at a time.
 */
public final class RecentZones implements AutoCloseable {
  /** Zones that it has room for; later ones are left out. */
  private static final int MOST = 1 << 15;

  private static final int RECORD = 16;

  private final HostBuffer buffer;
  private final MemorySegment zones;
  private final ZoneSink sink = this::add;
  private int count;
  private int lanes;
  private int lane;

  /**
   * Empty.
   *
   * @throws OutOfMemoryError when the system gives no more memory
   */
  public RecentZones(MemoryLedger ledger) {
    buffer = new HostBuffer(ledger, "profile.recent", (long) MOST * RECORD);
    zones = buffer.segment();
  }

  /** Copies the zones that touch the span in place of those before. The collecting thread. */
  public void read(Recorded data, long from, long to) {
    count = 0;
    lanes = data.lanes();
    for (lane = 0; lane < lanes; lane++) {
      ZoneHistory history = data.history(lane);
      if (history != null) {
        history.between(from, to, sink);
      }
    }
  }

  private void add(int zone, long start, long end, int depth, long value) {
    if (count < MOST) {
      long at = (long) count++ * RECORD;
      zones.set(ValueLayout.JAVA_LONG, at, end - start);
      zones.set(ValueLayout.JAVA_INT, at + 8, zone);
      zones.set(ValueLayout.JAVA_INT, at + 12, lane);
    }
  }

  /** Lanes that were read. */
  int lanes() {
    return lanes;
  }

  /** Hands over the zones of a lane in the order in which they ended, as if all began at 0. */
  void replay(int of, ZoneSink to) {
    for (int i = 0; i < count; i++) {
      long at = (long) i * RECORD;
      if (zones.get(ValueLayout.JAVA_INT, at + 12) == of) {
        long nanos = zones.get(ValueLayout.JAVA_LONG, at);
        to.zone(zones.get(ValueLayout.JAVA_INT, at + 8), 0, nanos, 0, 0);
      }
    }
  }

  @Override
  public void close() {
    buffer.close();
  }
}
