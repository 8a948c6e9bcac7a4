package skein.core.lod;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import skein.core.block.SlabSet;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Work;

/**
 * Builds the pyramids of sets in memory and reads those of mapped indexes, one after the other on a
 * thread of its own. Asked and polled by the render thread.
 */
public final class PyramidWorker implements AutoCloseable {
  private final MemoryLedger ledger;
  private final ExecutorService worker;
  private final Set<SlabSet> wanted = ConcurrentHashMap.newKeySet();
  private final Map<SlabSet, CountPyramid> built = new ConcurrentHashMap<>();

  /**
   * Starts the thread.
   *
   * @param onThread run first by it: to lower its priority
   */
  public PyramidWorker(MemoryLedger ledger, Runnable onThread) {
    this.ledger = ledger;
    this.worker =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("skein-lod").daemon().factory());
    worker.execute(onThread);
  }

  /** Begins to build the pyramid of a set, after those asked for before. */
  public void build(SlabSet slabs) {
    wanted.add(slabs);
    worker.execute(() -> run(slabs));
  }

  private void run(SlabSet slabs) {
    if (!wanted.contains(slabs)) {
      return;
    }
    CountPyramid pyramid = null;
    try (Work work = Work.begin("lod.build")) {
      work.amount(slabs.rows(), 0);
      pyramid = PyramidBuilder.build(ledger, slabs, () -> !wanted.contains(slabs));
    } catch (IllegalStateException | OutOfMemoryError e) {
      LoggerFactory.getLogger(PyramidWorker.class).debug("no pyramid", e);
    }
    if (pyramid != null) {
      built.put(slabs, pyramid);
      if (!wanted.contains(slabs)) {
        drop(slabs);
      }
    }
  }

  /** Reads a mapped pyramid, so that its levels are ready, coarse ones first. */
  public void load(CountPyramid pyramid) {
    worker.execute(
        () -> {
          try {
            pyramid.load();
          } catch (IllegalStateException | InternalError e) {
            LoggerFactory.getLogger(PyramidWorker.class).debug("reading a pyramid", e);
          }
        });
  }

  /** The pyramid of a set, once, when it is built; the caller owns it. */
  public @Nullable CountPyramid take(SlabSet slabs) {
    return built.remove(slabs);
  }

  /** Gives up a set's pyramid, built or not; returns at once. */
  public void cancel(SlabSet slabs) {
    wanted.remove(slabs);
    drop(slabs);
  }

  private void drop(SlabSet slabs) {
    CountPyramid pyramid = built.remove(slabs);
    if (pyramid != null) {
      pyramid.close();
    }
  }

  /** Waits until what was begun has ended: from then on no set and no mapping is read. */
  public void await() {
    try {
      worker.submit(() -> {}).get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("a pyramid is still being read", e);
    }
  }

  @Override
  public void close() {
    wanted.clear();
    worker.shutdown();
    try {
      if (!worker.awaitTermination(30, TimeUnit.SECONDS)) {
        LoggerFactory.getLogger(PyramidWorker.class).warn("a pyramid is still being read");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    built.values().forEach(CountPyramid::close);
    built.clear();
  }
}
