package skein.core.profile;

import skein.core.measure.Spread;

/** Pauses of the collector, safepoints and queries: how many, how long. Any thread. */
public final class JvmFacts {
  /** How many, and nanoseconds: all together, 99th percentile, the longest. */
  public record Sum(long count, long totalNanos, long p99Nanos, long maxNanos) {}

  private static final class Measure {
    private final Spread spread = new Spread();
    private long count;
    private long total;

    private void add(long nanos) {
      spread.record(nanos);
      count++;
      total += nanos;
    }

    private Sum sum() {
      return new Sum(count, total, spread.percentile(99), spread.max());
    }
  }

  private final Measure pauses = new Measure();
  private final Measure safepoints = new Measure();
  private final Measure queries = new Measure();

  synchronized void pause(long nanos) {
    pauses.add(nanos);
  }

  synchronized void safepoint(long nanos) {
    safepoints.add(nanos);
  }

  synchronized void query(long nanos) {
    queries.add(nanos);
  }

  public synchronized Sum pauses() {
    return pauses.sum();
  }

  public synchronized Sum safepoints() {
    return safepoints.sum();
  }

  public synchronized Sum queries() {
    return queries.sum();
  }
}
