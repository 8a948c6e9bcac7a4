package skein.core.profile;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/**
 * One thread's zones: an off-heap ring that this thread alone writes and one collector reads. A
 * zone is written when it ends. With a full ring zones are left out and counted, nothing waits.
 *
 * <p>Switching recording on or off takes effect with the next outermost zone, so that beginnings
 * and ends always match. Nothing here allocates after construction.
 */
public final class Lane implements AutoCloseable {
  /** Bytes of a zone in the ring: start, end, zone and depth, value. */
  static final int RECORD = 32;

  /** Zones deeper than this are not recorded. */
  static final int MOST_DEPTH = 64;

  private static final VarHandle HEAD;
  private static final VarHandle TAIL;
  private static final VarHandle LOST;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HEAD = lookup.findVarHandle(Lane.class, "head", long.class);
      TAIL = lookup.findVarHandle(Lane.class, "tail", long.class);
      LOST = lookup.findVarHandle(Lane.class, "lost", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String name;
  private final RecordingSwitch recording;
  private final HostBuffer buffer;
  private final MemorySegment ring;
  private final long capacity;
  private final long mask;
  private final int[] zones = new int[MOST_DEPTH];
  private final long[] starts = new long[MOST_DEPTH];
  private int depth;
  private boolean on;
  private long freeUntil;

  @SuppressWarnings("UnusedVariable") // through LOST
  private long lost;

  @SuppressWarnings("UnusedVariable") // through HEAD
  private long head;

  @SuppressWarnings("UnusedVariable") // through TAIL
  private long tail;

  /**
   * A lane with room for {@code 1 << bits} zones that the collector has not read.
   *
   * @throws OutOfMemoryError when the system gives no more memory
   */
  Lane(MemoryLedger ledger, String name, RecordingSwitch recording, int bits) {
    this.name = name;
    this.recording = recording;
    this.capacity = 1L << bits;
    this.mask = capacity - 1;
    this.freeUntil = capacity;
    this.buffer = new HostBuffer(ledger, "profile.lane", capacity * RECORD);
    this.ring = buffer.segment();
  }

  public String name() {
    return name;
  }

  /** Begins a zone inside the ones begun and not ended. The lane's thread. */
  public void begin(int zone) {
    int d = depth++;
    if (d == 0) {
      on = recording.on();
    }
    if (on && d < MOST_DEPTH) {
      zones[d] = zone;
      starts[d] = System.nanoTime();
    }
  }

  /** Ends the innermost zone. The lane's thread. */
  public void end() {
    end(0);
  }

  /** Ends the innermost zone and says something of it. The lane's thread. */
  public void end(long value) {
    int d = --depth;
    if (on && d < MOST_DEPTH) {
      write(zones[d], starts[d], System.nanoTime(), d, value);
    }
  }

  /** Records a zone that was measured elsewhere. The lane's thread. */
  public void span(int zone, long start, long end, int atDepth, long value) {
    if (recording.on()) {
      write(zone, start, Math.max(start, end), atDepth, value);
    }
  }

  private void write(int zone, long start, long end, int atDepth, long value) {
    long at = (long) HEAD.get(this);
    if (at == freeUntil) {
      freeUntil = (long) TAIL.getAcquire(this) + capacity;
      if (at == freeUntil) {
        LOST.setOpaque(this, (long) LOST.get(this) + 1);
        return;
      }
    }
    long place = (at & mask) * RECORD;
    ring.set(ValueLayout.JAVA_LONG, place, start);
    ring.set(ValueLayout.JAVA_LONG, place + 8, end);
    ring.set(ValueLayout.JAVA_LONG, place + 16, (long) atDepth << 32 | zone);
    ring.set(ValueLayout.JAVA_LONG, place + 24, value);
    HEAD.setRelease(this, at + 1);
  }

  /**
   * Hands over what was recorded since the last call. One thread at a time.
   *
   * @return how many zones
   */
  public int drain(ZoneSink sink) {
    long from = (long) TAIL.get(this);
    long to = (long) HEAD.getAcquire(this);
    for (long i = from; i < to; i++) {
      long place = (i & mask) * RECORD;
      long which = ring.get(ValueLayout.JAVA_LONG, place + 16);
      sink.zone(
          (int) which,
          ring.get(ValueLayout.JAVA_LONG, place),
          ring.get(ValueLayout.JAVA_LONG, place + 8),
          (int) (which >>> 32),
          ring.get(ValueLayout.JAVA_LONG, place + 24));
    }
    TAIL.setRelease(this, to);
    return (int) (to - from);
  }

  /** Zones left out because the ring was full. Any thread. */
  public long lost() {
    return (long) LOST.getOpaque(this);
  }

  /** Frees the ring; its thread must have ended or forgotten the lane. */
  @Override
  public void close() {
    buffer.close();
  }
}
