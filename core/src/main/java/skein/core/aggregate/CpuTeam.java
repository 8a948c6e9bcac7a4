package skein.core.aggregate;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import skein.core.profile.Work;

/**
 * The caller and some helper threads that work on one job at a time. Helpers run only while {@link
 * #run} does; nothing is allocated. One calling thread.
 */
public final class CpuTeam implements AutoCloseable {
  /** Work that all members do at the same time. */
  public interface Job {
    void work(int member);
  }

  private static final int SPINS = 2_000;

  private static final long PARK_NANOS = 10_000;

  private final Thread[] helpers;
  private final AtomicInteger running = new AtomicInteger();
  private volatile @Nullable Job job;
  private volatile int epoch;
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;

  /**
   * @param members threads at work in {@link #run}, the caller's among them
   */
  public CpuTeam(int members) {
    helpers = new Thread[members - 1];
    for (int i = 0; i < helpers.length; i++) {
      int member = i + 1;
      helpers[i] =
          Thread.ofPlatform().name("skein-count-" + member).daemon().start(() -> help(member));
    }
  }

  public int members() {
    return helpers.length + 1;
  }

  /** Lets every member work and returns when all are done; throws what a member threw. */
  public void run(Job next) {
    if (closed) {
      throw new IllegalStateException("team is closed");
    }
    failure = null;
    job = next;
    running.set(helpers.length);
    signal();
    try {
      next.work(0);
    } finally {
      await();
      job = null;
    }
    Throwable failed = failure;
    if (failed != null) {
      throw new IllegalStateException("counting failed: " + failed, failed);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void signal() {
    epoch++;
    for (int i = 0; i < helpers.length; i++) {
      LockSupport.unpark(helpers[i]);
    }
  }

  private void await() {
    int spins = 0;
    while (running.get() > 0) {
      if (++spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(this, PARK_NANOS);
      }
    }
  }

  private void help(int member) {
    int seen = 0;
    while (!closed) {
      if (epoch == seen) {
        LockSupport.park(this);
        continue;
      }
      seen++;
      try {
        Job current = job;
        if (current != null) {
          try (Work _ = Work.begin("aggregate.count")) {
            current.work(member);
          }
        }
      } catch (Throwable e) {
        failure = e;
      } finally {
        running.decrementAndGet();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }
}
