package skein.core.index;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.line.LineLoader;
import skein.core.line.LineQueue;
import skein.core.line.LineSlab;
import skein.core.load.LoadFaults;
import skein.core.load.LoadProgress;
import skein.core.load.LoadWorker;
import skein.core.queue.QueueMeter;
import skein.core.queue.SlabQueue;
import skein.core.residency.BlockCheck;
import skein.core.source.DataSource;
import skein.core.source.LineProjection;

/**
 * Brings lines by their index: opens it, or builds it first on a thread of its own. While it is
 * built slabs without rows come, drawn by what their blocks come to; then those of the mapped file
 * replace them. The index stays open until the loader is closed, after its slabs are out of use.
 */
public final class IndexedLineLoader implements LineLoader {
  private static final int QUEUE_SLABS = 1 << 14;
  private static final int MAPPED = 2;

  private final SequenceCache cache;
  private final DataSource source;
  private final LineProjection projection;
  private final LineQueue lines = new LineQueue(QUEUE_SLABS);
  private final SlabQueue none = new SlabQueue(2);
  private final IndexProgress progress = new IndexProgress(new LoadProgress());
  private final List<QueueMeter> queues = List.of(lines.meter(), progress.load().batches);
  private final LoadWorker worker;
  private volatile SequenceCache.@Nullable Found found;
  private volatile SeriesOrigin @Nullable [] origins;
  private volatile @Nullable SlabSet mapped;

  private IndexedLineLoader(IndexCache cache, DataSource source, LineProjection projection) {
    this.cache = new SequenceCache(cache);
    this.source = source;
    this.projection = projection;
    this.worker =
        new LoadWorker(
            "skein-index", progress.load(), this::open, e -> LoadFaults.indexing(source, e));
  }

  /** Begins; the source must stay open until the loader is closed. */
  public static IndexedLineLoader start(
      IndexCache cache, DataSource source, LineProjection projection) {
    IndexedLineLoader loader = new IndexedLineLoader(cache, source, projection);
    loader.worker.start();
    return loader;
  }

  @Override
  public LineQueue lines() {
    return lines;
  }

  @Override
  public LineProjection projection() {
    return projection;
  }

  @Override
  public @Nullable SeriesOrigin origin(int series) {
    SeriesOrigin[] known = origins;
    return known == null || series >= known.length ? null : known[series];
  }

  @Override
  public double medianSpacing() {
    SequenceIndex index = index();
    return index == null ? 0 : index.meta().median();
  }

  @Override
  public boolean ordered() {
    SequenceIndex index = index();
    return index != null && index.meta().ordered();
  }

  @Override
  public int slabBits() {
    return SequenceIndex.SLAB_BITS;
  }

  /** The index once it is open, for as long as this loader is. */
  public @Nullable SequenceIndex index() {
    SequenceCache.Found opened = found;
    return opened == null ? null : opened.index();
  }

  @Override
  public SlabQueue queue() {
    return none;
  }

  @Override
  public @Nullable SlabSet mapped() {
    return mapped;
  }

  @Override
  public List<QueueMeter> queues() {
    return queues;
  }

  @Override
  public LoadProgress progress() {
    return progress.load();
  }

  @Override
  public @Nullable BlockCheck check() {
    SequenceIndex index = index();
    return index == null ? null : index::verify;
  }

  /** Takes the name from a damaged file, so that it is built again when wanted next. */
  @Override
  public void discard() {
    SequenceCache.Found opened = found;
    if (opened != null) {
      cache.discard(opened);
    }
  }

  @Override
  public void cancel() {
    worker.cancel();
  }

  private LoadProgress.Phase open() {
    SequenceCache.Found opened =
        cache.obtain(source, projection, progress, worker::cancelled, this::preview);
    if (opened == null) {
      return LoadProgress.Phase.CANCELLED;
    }
    found = opened;
    origins = opened.index().meta().origins().toArray(SeriesOrigin[]::new);
    List<LineSlab> slabs = opened.index().slabs(MAPPED);
    for (LineSlab slab : slabs) {
      if (!lines.put(slab)) {
        return LoadProgress.Phase.CANCELLED;
      }
    }
    mapped = SequenceIndex.blocks(slabs);
    progress.load().share = 1;
    return LoadProgress.Phase.DONE;
  }

  private void preview(LineSlab slab, SeriesOrigin[] known) {
    origins = known;
    if (!lines.put(slab)) {
      worker.cancel();
    }
  }

  @Override
  public void close() {
    cancel();
    lines.close();
    none.close();
    worker.join();
    lines.close();
    SequenceCache.Found opened = found;
    found = null;
    if (opened != null) {
      opened.close();
    }
  }
}
