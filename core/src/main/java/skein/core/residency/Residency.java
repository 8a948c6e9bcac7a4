package skein.core.residency;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import skein.core.block.SlabSet;
import skein.core.thread.Threads;

/**
 * Brings the blocks of mapped sets into memory and lets them go, within one byte budget for all.
 * Its few worker threads sleep while nothing is asked for. Sets are added and closed by any thread;
 * the rest of a set belongs to the render thread.
 */
public final class Residency implements AutoCloseable {
  /** Usual workers: most wait for the disk, which gives more when asked for more at a time. */
  public static final int THREADS = 8;

  /** Part of the budget that is left to what is needed at once, and to what comes and goes. */
  private static final int UNASKED = 10;

  private final HostBudget budget;
  private final Thread[] workers;
  private final Runnable onThread;
  private final List<ResidentSet> sets = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * Starts the workers.
   *
   * @param onThread run first by each worker: to lower its priority
   */
  public Residency(HostBudget budget, int threads, Runnable onThread) {
    this.budget = budget;
    this.onThread = onThread;
    this.workers = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      workers[i] = Thread.ofPlatform().name("skein-resident-" + i).daemon().start(this::run);
    }
  }

  /**
   * Takes on a mapped set none of whose blocks are resident; the caller closes the result.
   *
   * @param onDamage run once, by a worker, when the first damaged block is found
   */
  public ResidentSet add(SlabSet slabs, BlockCheck check, Runnable onDamage) {
    ResidentSet set = new ResidentSet(this, slabs, check, onDamage, budget);
    sets.add(set);
    return set;
  }

  void forget(ResidentSet set) {
    sets.remove(set);
  }

  public HostBudget budget() {
    return budget;
  }

  boolean hasRoom() {
    return budget.used() < budget.limit() - budget.share(0);
  }

  /** Bytes that one set may ask for at a time. */
  long askable() {
    long limit = budget.limit();
    return (limit - limit / UNASKED) / Math.max(1, sets.size());
  }

  void wake() {
    for (int i = 0; i < workers.length; i++) {
      LockSupport.unpark(workers[i]);
    }
  }

  private void run() {
    onThread.run();
    while (!closed) {
      boolean worked = false;
      for (ResidentSet set : sets) {
        worked |= set.work();
      }
      if (!worked) {
        LockSupport.park(this);
      }
    }
  }

  /** Stops the workers, after the blocks that they are reading. */
  @Override
  public void close() {
    closed = true;
    wake();
    for (Thread worker : workers) {
      Threads.join(worker);
    }
  }
}
