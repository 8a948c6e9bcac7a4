package skein.core.lod;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import skein.core.block.SlabSet;
import skein.core.memory.MemoryLedger;

/**
 * Builds the pyramids of sets in memory and reads those of mapped indexes, one after the other on a
 * thread of its own; the newest wish wins. Asked and polled by the render thread.
 */
public final class PyramidWorker implements AutoCloseable {
  private record Built(SlabSet slabs, @Nullable CountPyramid pyramid) {}

  private final MemoryLedger ledger;
  private final ExecutorService worker;
  private final AtomicReference<@Nullable Built> built = new AtomicReference<>();
  private volatile @Nullable SlabSet wanted;

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

  /** Begins to build the pyramid of a set, in place of the one begun before. */
  public void build(SlabSet slabs) {
    wanted = slabs;
    worker.execute(() -> run(slabs));
  }

  private void run(SlabSet slabs) {
    if (wanted != slabs) {
      return;
    }
    CountPyramid pyramid = null;
    try {
      pyramid = PyramidBuilder.build(ledger, slabs, () -> wanted != slabs);
    } catch (IllegalStateException | OutOfMemoryError e) {
      LoggerFactory.getLogger(PyramidWorker.class).debug("no pyramid", e);
    }
    close(built.getAndSet(new Built(slabs, pyramid)));
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
    Built now = built.get();
    return now != null && now.slabs == slabs && built.compareAndSet(now, null) ? now.pyramid : null;
  }

  /** Gives up what is being built; returns at once. */
  public void cancel() {
    wanted = null;
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

  private static void close(@Nullable Built held) {
    CountPyramid pyramid = held == null ? null : held.pyramid;
    if (pyramid != null) {
      pyramid.close();
    }
  }

  @Override
  public void close() {
    cancel();
    worker.shutdown();
    try {
      if (!worker.awaitTermination(30, TimeUnit.SECONDS)) {
        LoggerFactory.getLogger(PyramidWorker.class).warn("a pyramid is still being read");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(built.getAndSet(null));
  }
}
