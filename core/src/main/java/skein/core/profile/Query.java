package skein.core.profile;

import org.jspecify.annotations.Nullable;

/**
 * Measures a query as a {@link QueryEvent}; while nobody records, it does nothing and holds
 * nothing. For try-with-resources on the thread that waits for the answer.
 */
public final class Query implements AutoCloseable {
  private static final Query IDLE = new Query(null);

  private final @Nullable QueryEvent event;

  private Query(@Nullable QueryEvent event) {
    this.event = event;
  }

  /** Begins a query asked for a purpose, a short dotted name such as {@code hover}. */
  public static Query begin(String purpose, String sql) {
    QueryEvent event = new QueryEvent();
    if (!event.isEnabled()) {
      return IDLE;
    }
    event.purpose = purpose;
    event.sql = sql;
    event.begin();
    event.startNanos = System.nanoTime();
    return new Query(event);
  }

  /** Says how many rows the answer has. */
  public void rows(long rows) {
    if (event != null) {
      event.rows = rows;
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
