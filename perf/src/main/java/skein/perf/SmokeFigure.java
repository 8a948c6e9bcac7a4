package skein.perf;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/**
 * Something of ours held against a plain loop that does the same kind of work. The figure is the
 * ratio of their processor times on this thread, so that it says the same on a fast and on a slow
 * machine, and waiting for a processor does not count: both run in short rounds in turns, and of
 * each the shortest counts.
 */
final class SmokeFigure {
  private static final int ROUNDS = 25;
  private static final long WARM_UP_NANOS = 500_000_000;

  /** Longest that a warm-up waits for its processor time. */
  private static final long MOST_WARM_UP_NANOS = 10_000_000_000L;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final String name;
  private final Runnable ours;
  private final Runnable plain;

  SmokeFigure(String name, Runnable ours, Runnable plain) {
    this.name = name;
    this.ours = ours;
    this.plain = plain;
  }

  String name() {
    return name;
  }

  /** Nanoseconds of the shortest round of ours, and of the plain loop. */
  record Measured(long ours, long plain) {
    double ratio() {
      return (double) ours / plain;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%.3f (%.2f ms / %.2f ms)", ratio(), ours / 1e6, plain / 1e6);
    }
  }

  /** Compiles both, then measures. */
  Measured measure() {
    warmUp(ours);
    warmUp(plain);
    long leastOurs = Long.MAX_VALUE;
    long leastPlain = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      leastOurs = Math.min(leastOurs, nanos(ours));
      leastPlain = Math.min(leastPlain, nanos(plain));
    }
    return new Measured(leastOurs, leastPlain);
  }

  private static void warmUp(Runnable work) {
    long start = System.nanoTime();
    long from = clock();
    while (clock() - from < WARM_UP_NANOS && System.nanoTime() - start < MOST_WARM_UP_NANOS) {
      work.run();
    }
  }

  private static long nanos(Runnable work) {
    long start = clock();
    work.run();
    return clock() - start;
  }

  /** Processor time of this thread where the system tells, else the time. */
  private static long clock() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
