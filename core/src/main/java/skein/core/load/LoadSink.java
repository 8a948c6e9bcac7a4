package skein.core.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.block.BlockSlab;
import skein.core.block.RowCounts;
import skein.core.block.SeriesOrigin;
import skein.core.measure.DataStage;
import skein.core.queue.SlabQueue;

/**
 * Where the lanes of a load put their slabs and their counts: one at a time into the queue, which
 * has one producer, and summed into the progress.
 */
final class LoadSink {
  private final SlabQueue queue;
  private final LoadProgress progress;
  private final List<BlockSlab> delivered = new ArrayList<>();
  private final List<RowCounts> counts = new ArrayList<>();
  private final Object sums = new Object();
  private long waited;
  private long built;

  LoadSink(SlabQueue queue, LoadProgress progress) {
    this.queue = queue;
    this.progress = progress;
  }

  /** Waits for room; false when the queue was closed, and the slab stays the caller's. */
  boolean put(BlockSlab slab) {
    synchronized (delivered) {
      if (!queue.put(slab)) {
        return false;
      }
      delivered.add(slab);
      return true;
    }
  }

  /** Meters slabs that a lane has built of a batch. */
  void built(long bytes, long nanos) {
    progress.stages.add(DataStage.BLOCK, bytes, nanos);
  }

  /** Slabs that the queue has taken, which the loader reads on; once no lane runs. */
  List<BlockSlab> delivered() {
    return delivered;
  }

  /** A lane's share in the counts, for {@link #publish}. */
  RowCounts newShare() {
    synchronized (sums) {
      RowCounts share = new RowCounts();
      counts.add(share);
      return share;
    }
  }

  /** Takes over what a lane has counted so far, and the nanoseconds it waited and built since. */
  void publish(
      RowCounts share, RowCounts now, @Nullable SeriesOrigin origin, long waitNanos, long nanos) {
    synchronized (sums) {
      share.set(now);
      waited += waitNanos;
      built += nanos;
      progress.sourceNanos = waited / counts.size();
      progress.buildNanos = built / counts.size();
      if (origin != null) {
        progress.origin = origin;
      }
      progress.show(sum());
    }
  }

  /** The counts of all lanes. */
  RowCounts sum() {
    synchronized (sums) {
      RowCounts all = new RowCounts();
      counts.forEach(all::add);
      return all;
    }
  }
}
