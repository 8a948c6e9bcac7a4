package skein.core.profile;

import java.time.Instant;

/**
 * {@code System.nanoTime} of JFR's instants. Each pair says how far they are apart at least; the
 * nearest of the last {@link #PAIRS} is taken, since a thread may have been stopped between the
 * two. One thread.
 */
final class EventClock {
  /** Pairs looked back at; the clocks drift apart by less than 20 us meanwhile. */
  static final int PAIRS = 16;

  private final long[] leads = new long[PAIRS];
  private int taken;
  private long lead;

  boolean known() {
    return taken > 0;
  }

  /** Takes an instant and the time of zones just before it. */
  void add(Instant instant, long nanos) {
    leads[taken++ % PAIRS] = nanos - epoch(instant);
    lead = leads[0];
    for (int i = 1; i < Math.min(taken, PAIRS); i++) {
      lead = Math.max(lead, leads[i]);
    }
  }

  long nanos(Instant instant) {
    return epoch(instant) + lead;
  }

  private static long epoch(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }
}
