package skein.perf;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Something of ours held against a plain loop that does the same kind of work. The figure is the
 * ratio of their processor times, so that it says the same on a fast and on a slow machine and
 * waiting for a processor does not count. Both run in many short slices in turns, and of each the
 * cheapest slice counts: what disturbs only makes slices dearer.
 */
final class SmokeFigure {
  private static final int LEAST_TURNS = 8;
  private static final long WARM_UP_NANOS = 500_000_000;

  /** Longest that a warm-up waits for its processor time. */
  private static final long MOST_WARM_UP_NANOS = 10_000_000_000L;

  /** A slice of one thread's work, whose clock tells nanoseconds. */
  private static final long THREAD_SLICE_NANOS = 5_000_000;

  /** A slice of all threads' work, whose clock tells hundredths of a second. */
  private static final long PROCESS_SLICE_NANOS = 400_000_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final String name;
  private final Runnable ours;
  private final Runnable plain;
  private final LongSupplier clock;
  private final long slice;

  private SmokeFigure(
      String name, Runnable ours, Runnable plain, LongSupplier clock, long sliceNanos) {
    this.clock = clock;
    this.name = name;
    this.ours = ours;
    this.plain = plain;
    this.slice = sliceNanos;
  }

  /** Work of the calling thread alone. */
  static SmokeFigure ofThread(String name, Runnable ours, Runnable plain) {
    boolean tells = THREADS.isCurrentThreadCpuTimeSupported();
    LongSupplier clock = tells ? THREADS::getCurrentThreadCpuTime : System::nanoTime;
    return new SmokeFigure(name, ours, plain, clock, THREAD_SLICE_NANOS);
  }

  /** Work that other threads have a part in. */
  static SmokeFigure ofProcess(String name, Runnable ours, Runnable plain) {
    LongSupplier clock =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system::getProcessCpuTime
            : System::nanoTime;
    return new SmokeFigure(name, ours, plain, clock, PROCESS_SLICE_NANOS);
  }

  String name() {
    return name;
  }

  /** Nanoseconds of ours and of the plain loop, each in its cheapest slice. */
  record Measured(double ours, double plain) {
    double ratio() {
      return ours / plain;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%.3f (%.3f ms / %.3f ms)", ratio(), ours / 1e6, plain / 1e6);
    }
  }

  /**
   * Compiles both, then measures.
   *
   * @param enough ratio at which a few turns will do
   * @param mostNanos for how long to go on while the ratio is above that
   */
  Measured measure(double enough, long mostNanos) {
    warmUp(ours);
    warmUp(plain);
    long start = System.nanoTime();
    Measured least = new Measured(nanos(ours), nanos(plain));
    for (int turn = 1;
        turn < LEAST_TURNS || (!(least.ratio() <= enough) && System.nanoTime() - start < mostNanos);
        turn++) {
      least =
          new Measured(Math.min(least.ours(), nanos(ours)), Math.min(least.plain(), nanos(plain)));
    }
    return least;
  }

  private void warmUp(Runnable work) {
    long start = System.nanoTime();
    long from = clock.getAsLong();
    while (clock.getAsLong() - from < WARM_UP_NANOS
        && System.nanoTime() - start < MOST_WARM_UP_NANOS) {
      work.run();
    }
  }

  /** What one run takes, by a slice of them. */
  private double nanos(Runnable work) {
    long start = clock.getAsLong();
    long runs = 0;
    long now;
    do {
      work.run();
      runs++;
      now = clock.getAsLong();
    } while (now - start < slice);
    return (double) (now - start) / runs;
  }
}
