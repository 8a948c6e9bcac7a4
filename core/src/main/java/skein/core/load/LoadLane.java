package skein.core.load;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import skein.core.batch.ColumnBatch;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.RowCounts;
import skein.core.block.SeriesOrigin;
import skein.core.profile.Work;

/**
 * One thread's part of a load: takes the next batch of the feed, builds its slabs, takes the next.
 * A batch is built where it was read, while it is still in that core's cache.
 */
final class LoadLane {
  /** Longest that plotted rows wait for a full slab before they are shown. */
  private static final long FLUSH_NANOS = 100_000_000;

  private final LoadFeed feed;
  private final LoadSink sink;
  private final BooleanSupplier stopped;
  private final BlockBuilder builder;
  private final RowCounts share;
  private long lastSlabNanos = System.nanoTime();
  private long before = System.nanoTime();
  private long handing;
  private long bytes;
  private boolean refused;

  LoadLane(LoadFeed feed, LoadSink sink, BooleanSupplier stopped, BlockBuilder builder) {
    this.feed = feed;
    this.sink = sink;
    this.stopped = stopped;
    this.builder = builder;
    this.share = sink.newShare();
  }

  /** Goes on until a row is plotted; null when none is, or the load has stopped. */
  @Nullable SeriesOrigin findOrigin() {
    while (builder.origin() == null && !stop()) {
      if (!step()) {
        return null;
      }
    }
    return builder.origin();
  }

  /** Goes on to the end. False when nobody takes the slabs any more. */
  boolean run() {
    boolean more = true;
    while (more && !stop()) {
      more = step();
    }
    if (!stop()) {
      long from = System.nanoTime();
      deliver();
      meter(System.nanoTime() - from);
    }
    return !refused;
  }

  /** Frees rows that became no slab. */
  void discard() {
    builder.discard();
  }

  private boolean stop() {
    return refused || stopped.getAsBoolean();
  }

  /** Builds the next batch; false at the end. */
  private boolean step() {
    ColumnBatch batch = feed.next();
    long now = System.nanoTime();
    long waited = now - before;
    if (batch != null) {
      try (batch;
          Work work = Work.begin("load.build")) {
        work.amount(batch.rows(), 0);
        take(batch);
      }
    }
    before = System.nanoTime();
    if (batch != null) {
      meter(before - now);
    }
    publish(waited, before - now);
    return batch != null;
  }

  private void take(ColumnBatch batch) {
    int row = 0;
    while (row < batch.rows() && !stop()) {
      row = builder.add(batch, row);
      if (builder.full() || System.nanoTime() - lastSlabNanos > FLUSH_NANOS) {
        deliver();
      }
    }
  }

  private void deliver() {
    BlockSlab slab = builder.build();
    lastSlabNanos = System.nanoTime();
    publish(0, 0);
    if (slab != null) {
      long size = slab.coordBytes();
      if (sink.put(slab)) {
        bytes += size;
      } else {
        slab.close();
        refused = true;
      }
      handing += System.nanoTime() - lastSlabNanos;
    }
  }

  /** Books what was built in a time; waiting for room in the queue is not building. */
  private void meter(long nanos) {
    sink.built(bytes, Math.max(0, nanos - handing));
    bytes = 0;
    handing = 0;
  }

  private void publish(long waited, long built) {
    sink.publish(share, builder.counts(), builder.origin(), waited, built);
  }
}
