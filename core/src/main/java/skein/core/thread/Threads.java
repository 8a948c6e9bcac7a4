package skein.core.thread;

/** Waiting for workers. */
public final class Threads {
  private Threads() {}

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
