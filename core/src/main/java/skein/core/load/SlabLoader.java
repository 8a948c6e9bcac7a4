package skein.core.load;

import org.jspecify.annotations.Nullable;
import skein.core.block.SlabSet;
import skein.core.queue.SlabQueue;

/**
 * One running load: reads a stream on a worker thread, offers provisional slabs as they come, then
 * clusters all rows into final blocks.
 */
public interface SlabLoader extends AutoCloseable {
  /** Provisional slabs in source order, for the render thread to poll. */
  SlabQueue queue();

  LoadProgress progress();

  /**
   * The clustered generation, once, when clustering is done; the caller owns it. From then on the
   * loader reads no provisional slab any more and the caller may close them; those still in the
   * queue are freed, for their rows are in the set. Null before. Consumer's thread.
   */
  @Nullable SlabSet takeClustered();

  /** Asks the load to stop; returns at once. What was delivered stays. */
  void cancel();

  /** Cancels, waits for the worker to stop, frees what nobody took. */
  @Override
  void close();
}
