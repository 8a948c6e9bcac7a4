package skein.core.thread;

import java.util.concurrent.locks.LockSupport;

/** Waiting: for workers, and for a time. */
public final class Threads {
  /** Nearer to its time a sleep is not worth beginning. */
  private static final long NEAR_NANOS = 20_000;

  private Threads() {}

  /** Waits until {@link System#nanoTime} shows a time, or just before it. */
  public static void sleepUntil(long nanoTime) {
    long left = nanoTime - System.nanoTime();
    while (left > NEAR_NANOS) {
      LockSupport.parkNanos(left);
      left = nanoTime - System.nanoTime();
    }
  }

  /**
   * Waits for the end of a thread, however often the waiting is interrupted; an interrupt is kept
   * for later. Returns at once for one that was never started.
   */
  public static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
