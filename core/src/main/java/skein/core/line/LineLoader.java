package skein.core.line;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.load.SlabLoader;
import skein.core.queue.QueueMeter;
import skein.core.queue.SlabQueue;
import skein.core.source.LineProjection;

/** A running load of lines. */
public interface LineLoader extends SlabLoader {
  /** Slabs of all series, each series' in x order, for the render thread to poll. */
  LineQueue lines();

  LineProjection projection();

  /** What positions of a series are offsets from; null before its first slab is offered. */
  @Nullable SeriesOrigin origin(int series);

  /** The median distance of neighbours along x once all rows are here; 0 before. */
  double medianSpacing();

  /** True when the source lay in another order and was read again in the order of x. */
  boolean ordered();

  /** Log2 of the rows of a whole slab. */
  int slabBits();

  /**
   * The blocks behind the mapped slabs of all series, in the order of {@link LineSlab#blocks}, once
   * all of those have been offered; null where lines are in memory.
   */
  default @Nullable SlabSet mapped() {
    return null;
  }

  /** No slabs of points come from lines. */
  @Override
  SlabQueue queue();

  @Override
  default List<QueueMeter> queues() {
    return lines().meters();
  }

  @Override
  default @Nullable SlabSet takeClustered() {
    return null;
  }
}
