package skein.core.residency;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skein.core.block.SlabSet;
import skein.core.thread.Threads;

/**
 * Brings the blocks of mapped sets into memory and lets them go, within one byte budget for all.
 * Its few worker threads sleep while nothing is asked for. Sets are added and closed by any thread;
 * the rest of a set belongs to the render thread.
 */
public final class Residency implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Residency.class);

  /** Usual workers: most wait for the disk, which gives more when asked for more at a time. */
  public static final int THREADS = 8;

  /** Part of the budget that is left to what is needed at once, and to what comes and goes. */
  private static final int UNASKED = 10;

  private final HostBudget budget;
  private final Thread[] workers;
  private final Runnable onThread;
  private final AtomicBoolean failed = new AtomicBoolean();
  private volatile ResidentSet[] sets = {};
  private volatile @Nullable ResidentSet lacking;
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
  public synchronized ResidentSet add(SlabSet slabs, BlockCheck check, Runnable onDamage) {
    ResidentSet set = new ResidentSet(this, slabs, check, onDamage, budget);
    ResidentSet[] more = Arrays.copyOf(sets, sets.length + 1);
    more[sets.length] = set;
    sets = more;
    return set;
  }

  synchronized void forget(ResidentSet set) {
    sets = Arrays.stream(sets).filter(s -> s != set).toArray(ResidentSet[]::new);
    hasEnough(set);
  }

  /** A set does not lack room any more. */
  void hasEnough(ResidentSet set) {
    if (lacking == set) {
      lacking = null;
    }
  }

  /**
   * Has the other sets give up what they hold beyond an equal part of the budget, for one that
   * holds less, or that has nothing left to give up itself. Render thread.
   */
  void takeFromOthers(ResidentSet set, long bytes) {
    ResidentSet[] all = sets;
    long part = budget.limit() / Math.max(1, all.length);
    if (all.length < 2 || set.residentBytes() >= part) {
      return;
    }
    lacking = set;
    long left = bytes;
    for (int i = 0; i < all.length && left > 0; i++) {
      long beyond = all[i] == set ? 0 : all[i].residentBytes() - part;
      left -= beyond > 0 ? all[i].giveUp(Math.min(beyond, left)) : 0;
    }
    if (left < bytes) {
      wake();
    }
  }

  public HostBudget budget() {
    return budget;
  }

  /** Whether a set may take in what nobody asks for. */
  boolean hasRoom(ResidentSet set) {
    ResidentSet other = lacking;
    return budget.used() < budget.limit() - budget.share(0) && (other == null || other == set);
  }

  /** Bytes that one set may ask for at a time. */
  long askable() {
    long limit = budget.limit();
    return (limit - limit / UNASKED) / Math.max(1, sets.length);
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
        worked |= work(set);
      }
      if (!worked) {
        LockSupport.park(this);
      }
    }
  }

  /** A failure costs this piece of work, which is asked for again, never the worker. */
  private boolean work(ResidentSet set) {
    try {
      return set.work();
    } catch (Throwable e) {
      if (failed.compareAndSet(false, true)) {
        LOG.warn("reading a block of an index", e);
      }
      return false;
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
