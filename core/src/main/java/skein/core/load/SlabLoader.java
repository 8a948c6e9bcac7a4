package skein.core.load;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.block.SlabSet;
import skein.core.lod.CountPyramid;
import skein.core.measure.DataStage;
import skein.core.measure.StageMeters;
import skein.core.queue.QueueMeter;
import skein.core.queue.SlabQueue;
import skein.core.residency.BlockCheck;

/**
 * One running load: reads a stream on a worker thread, offers provisional slabs as they come, then
 * clusters all rows into final blocks.
 */
public interface SlabLoader extends AutoCloseable {
  /** Provisional slabs in source order, for the render thread to poll. */
  SlabQueue queue();

  /** What goes through its queues, for people. */
  default List<QueueMeter> queues() {
    return queue().meters();
  }

  /** Adds up what went through its stages by now. Any thread; allocates nothing. */
  default void addStages(StageMeters to) {
    to.addAll(progress().stages);
    List<QueueMeter> queues = queues();
    for (int i = 0; i < queues.size(); i++) {
      QueueMeter queue = queues.get(i);
      to.add(DataStage.QUEUE, queue.taken(), queue.bytes(), queue.insideNanos());
    }
  }

  LoadProgress progress();

  /**
   * The clustered generation, once, when clustering is done; the caller owns it. From then on the
   * loader reads no provisional slab any more and the caller may close them; those still in the
   * queue are freed, for their rows are in the set. Null before. Consumer's thread.
   */
  @Nullable SlabSet takeClustered();

  /**
   * Counts on levels of halving resolution that the loader brings along, maybe before any row: of
   * the rows read so far or, later, of all. Null while there are none. The loader owns them.
   */
  default @Nullable CountPyramid preview() {
    return null;
  }

  /** Checks the blocks of a mapped set; null for sets in memory. */
  default @Nullable BlockCheck check() {
    return null;
  }

  /** A block of the mapped set is damaged: sees to it that the file is not used again. A worker. */
  default void discard() {}

  /** Asks the load to stop; returns at once. What was delivered stays. */
  void cancel();

  /** Cancels, waits for the worker to stop, frees what nobody took. */
  @Override
  void close();
}
