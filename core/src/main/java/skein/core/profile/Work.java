package skein.core.profile;

import org.jspecify.annotations.Nullable;

/**
 * Measures a piece of a worker's work as a {@link WorkEvent}; while nobody records, it does nothing
 * and holds nothing. For try-with-resources on the thread that works.
 */
public final class Work implements AutoCloseable {
  private static final Work IDLE = new Work(null);

  private final @Nullable WorkEvent event;

  private Work(@Nullable WorkEvent event) {
    this.event = event;
  }

  /** Begins a piece of the stage, a short dotted name such as {@code load.build}. */
  public static Work begin(String stage) {
    WorkEvent event = new WorkEvent();
    if (!event.isEnabled()) {
      return IDLE;
    }
    event.stage = stage;
    event.begin();
    event.startNanos = System.nanoTime();
    return new Work(event);
  }

  /** Says how much the piece was. */
  public void amount(long rows, long bytes) {
    if (event != null) {
      event.rows = rows;
      event.bytes = bytes;
    }
  }

  @Override
  public void close() {
    if (event != null) {
      event.endNanos = System.nanoTime();
      event.commit();
    }
  }
}
