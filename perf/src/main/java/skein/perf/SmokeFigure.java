package skein.perf;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Something of ours held against a plain loop that does the same kind of work. The figure is the
 * ratio of their times, so that it says the same on a fast and on a slow machine; of one thread's
 * work that is processor time, so that waiting for a processor does not count. Both run in short
 * rounds in turns, and of each the shortest counts.
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
  private final LongSupplier clock;

  private SmokeFigure(String name, Runnable ours, Runnable plain, LongSupplier clock) {
    this.clock = clock;
    this.name = name;
    this.ours = ours;
    this.plain = plain;
  }

  /** Work of the calling thread alone. */
  static SmokeFigure ofThread(String name, Runnable ours, Runnable plain) {
    boolean tells = THREADS.isCurrentThreadCpuTimeSupported();
    LongSupplier clock = tells ? THREADS::getCurrentThreadCpuTime : System::nanoTime;
    return new SmokeFigure(name, ours, plain, clock);
  }

  /** Work that other threads have a part in: by the clock. */
  static SmokeFigure ofAll(String name, Runnable ours, Runnable plain) {
    return new SmokeFigure(name, ours, plain, System::nanoTime);
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

  private void warmUp(Runnable work) {
    long start = System.nanoTime();
    long from = clock.getAsLong();
    while (clock.getAsLong() - from < WARM_UP_NANOS
        && System.nanoTime() - start < MOST_WARM_UP_NANOS) {
      work.run();
    }
  }

  private long nanos(Runnable work) {
    long start = clock.getAsLong();
    work.run();
    return clock.getAsLong() - start;
  }
}
