package skein.perf;

import java.util.Locale;

/**
 * Something of ours held against a plain loop that does the same kind of work. The figure is their
 * ratio, so that it says the same on a fast and on a slow machine: both run in short rounds in
 * turns, and of each the shortest counts, which is the one that nobody disturbed.
 */
final class SmokeFigure {
  private static final int ROUNDS = 25;
  private static final long WARM_UP_NANOS = 400_000_000;

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
    while (System.nanoTime() - start < WARM_UP_NANOS) {
      work.run();
    }
  }

  private static long nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }
}
