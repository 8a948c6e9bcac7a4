package skein.core.profile;

import java.util.concurrent.atomic.AtomicLong;
import skein.core.measure.Spread;

/**
 * Pauses of the collector, safepoints and queries: how many, how long. Written by one thread, read
 * by any.
 */
public final class JvmFacts {
  /** How many, and nanoseconds: all together, 99th percentile, the longest. */
  public record Sum(long count, long totalNanos, long p99Nanos, long maxNanos) {}

  private static final class Measure {
    private final Spread spread = new Spread();
    private final AtomicLong newest = new AtomicLong();
    private long count;
    private long total;
    private volatile Sum sum = new Sum(0, 0, 0, 0);

    private void add(long nanos) {
      spread.record(nanos);
      newest.accumulateAndGet(nanos, Math::max);
      count++;
      total += nanos;
      sum = new Sum(count, total, spread.percentile(99), spread.max());
    }
  }

  private final Measure pauses = new Measure();
  private final Measure safepoints = new Measure();
  private final Measure queries = new Measure();

  void pause(long nanos) {
    pauses.add(nanos);
  }

  void safepoint(long nanos) {
    safepoints.add(nanos);
  }

  void query(long nanos) {
    queries.add(nanos);
  }

  /** The longest pause since the last call, 0 when there was none; for one reader. */
  public long takePause() {
    return pauses.newest.getAndSet(0);
  }

  /** Likewise the longest query. */
  public long takeQuery() {
    return queries.newest.getAndSet(0);
  }

  public Sum pauses() {
    return pauses.sum;
  }

  public Sum safepoints() {
    return safepoints.sum;
  }

  public Sum queries() {
    return queries.sum;
  }
}
