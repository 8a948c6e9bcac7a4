package skein.core.profile;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/**
 * The last frames, one row of {@link FrameField} each, off heap. Values may be set until the row
 * leaves, since the GPU answers frames later. One thread; allocates nothing after construction.
 */
public final class FrameLog implements AutoCloseable {
  /** A value that nothing has measured. */
  public static final long UNKNOWN = -1;

  private static final int FIELDS = FrameField.values().length;

  private final HostBuffer buffer;
  private final MemorySegment rows;
  private final int capacity;
  private final long start;
  private long next;

  /**
   * A log of the last {@code capacity} frames.
   *
   * @throws OutOfMemoryError when the system gives no more memory
   */
  public FrameLog(MemoryLedger ledger, int capacity) {
    this(ledger, capacity, 0);
  }

  /** A log whose first frame has the number {@code start}. */
  public FrameLog(MemoryLedger ledger, int capacity, long start) {
    this.capacity = capacity;
    this.start = start;
    this.next = start;
    buffer = new HostBuffer(ledger, "profile.frames", 8L * capacity * FIELDS);
    rows = buffer.segment();
  }

  /** The frames as they are now, for another thread; whoever asks closes it. */
  public FrameLog copy(MemoryLedger ledger) {
    FrameLog log = new FrameLog(ledger, capacity, start);
    log.next = next;
    log.rows.copyFrom(rows);
    return log;
  }

  /** Begins the row of the next frame, all values {@link #UNKNOWN}, and returns its number. */
  public long begin() {
    long place = place(next);
    for (int f = 0; f < FIELDS; f++) {
      rows.set(ValueLayout.JAVA_LONG, place + 8L * f, UNKNOWN);
    }
    rows.set(ValueLayout.JAVA_LONG, place + 8L * FrameField.FRAME.place(), next);
    return next++;
  }

  /** Sets a value of a frame; of one that is no longer held, nothing. */
  public void set(long frame, FrameField field, long value) {
    if (holds(frame)) {
      rows.set(ValueLayout.JAVA_LONG, place(frame) + 8L * field.place(), value);
    }
  }

  /** A value of a frame, {@link #UNKNOWN} where nothing measured it or the frame is not held. */
  public long get(long frame, FrameField field) {
    return holds(frame)
        ? rows.get(ValueLayout.JAVA_LONG, place(frame) + 8L * field.place())
        : UNKNOWN;
  }

  /** Number of the oldest frame held. */
  public long first() {
    return Math.max(start, next - capacity);
  }

  /** Number of the frame that begins next. */
  public long next() {
    return next;
  }

  private boolean holds(long frame) {
    return frame >= first() && frame < next;
  }

  private long place(long frame) {
    return frame % capacity * 8 * FIELDS;
  }

  @Override
  public void close() {
    buffer.close();
  }
}
