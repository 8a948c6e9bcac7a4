package skein.perf;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * Something of ours held against a plain loop that does the same kind of work on as much memory.
 * Both run in short slices in turns, by the processor time of the calling thread, so that waiting
 * for a processor does not count.
 */
final class SmokeFigure {
  private static final int LEAST_PAIRS = 300;
  private static final long WARM_UP_NANOS = 1_000_000_000;

  /** Longest that a warm-up waits for its processor time. */
  private static final long MOST_WARM_UP_NANOS = 8_000_000_000L;

  private static final long SLICE_NANOS = 1_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final String name;
  private final Runnable ours;
  private final Runnable plain;
  private final LongSupplier clock;

  SmokeFigure(String name, Runnable ours, Runnable plain) {
    boolean tells = THREADS.isCurrentThreadCpuTimeSupported();
    this.clock = tells ? THREADS::getCurrentThreadCpuTime : System::nanoTime;
    this.name = name;
    this.ours = ours;
    this.plain = plain;
  }

  String name() {
    return name;
  }

  /** The same with each run of ours longer by a share of its processor time. */
  SmokeFigure slowedBy(double share) {
    Runnable slowed =
        () -> {
          long start = clock.getAsLong();
          ours.run();
          long now = clock.getAsLong();
          long end = now + Math.round((now - start) * share);
          while (clock.getAsLong() < end) {
            Thread.onSpinWait();
          }
        };
    return new SmokeFigure(name, slowed, plain);
  }

  /** Compiles both, then measures until both floors are sure or a time has passed. */
  SmokeResult measure(long mostNanos) {
    long oursRuns = runsOfSlice(ours);
    long plainRuns = runsOfSlice(plain);
    Floor oursFloor = new Floor();
    Floor plainFloor = new Floor();
    long start = System.nanoTime();
    int pairs = 0;
    do {
      oursFloor.add(nanos(ours, oursRuns));
      plainFloor.add(nanos(plain, plainRuns));
      pairs++;
    } while ((pairs < LEAST_PAIRS || !(oursFloor.agrees() && plainFloor.agrees()))
        && System.nanoTime() - start < mostNanos);
    return new SmokeResult(
        name, oursFloor.least(), plainFloor.least(), oursFloor.agrees() && plainFloor.agrees());
  }

  /** Warms up; returns how many runs take a slice's time. */
  private long runsOfSlice(Runnable work) {
    long start = System.nanoTime();
    long from = clock.getAsLong();
    while (clock.getAsLong() - from < WARM_UP_NANOS
        && System.nanoTime() - start < MOST_WARM_UP_NANOS) {
      work.run();
    }
    double least = Double.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      least = Math.min(least, nanos(work, 1));
    }
    return Math.max(1, Math.round(SLICE_NANOS / least));
  }

  /** What one of some runs takes. */
  private double nanos(Runnable work, long runs) {
    long start = clock.getAsLong();
    for (long i = 0; i < runs; i++) {
      work.run();
    }
    return (double) Math.max(1, clock.getAsLong() - start) / runs;
  }
}
