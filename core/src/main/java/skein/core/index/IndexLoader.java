package skein.core.index;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import skein.core.block.SlabSet;
import skein.core.load.LoadFaults;
import skein.core.load.LoadProgress;
import skein.core.load.LoadWorker;
import skein.core.load.SlabLoader;
import skein.core.lod.CountPyramid;
import skein.core.queue.QueueMeter;
import skein.core.queue.SlabQueue;
import skein.core.residency.BlockCheck;
import skein.core.source.ColourMode;
import skein.core.source.DataSource;
import skein.core.source.Projection;

/**
 * Brings a series by its index: opens it, or builds it first on a thread of its own. No slab comes
 * through the queue; while the index is built {@link #preview} shows the rows read so far, then the
 * mapped set comes as the clustered one. The index stays open until the loader is closed, which has
 * to be after its slabs are out of use.
 */
public final class IndexLoader implements SlabLoader {
  private final IndexCache cache;
  private final DataSource source;
  private final Projection projection;
  private final SlabQueue queue = new SlabQueue(2);
  private final IndexProgress progress = new IndexProgress(new LoadProgress());
  private final List<QueueMeter> queues = List.of(progress.load().batches);
  private final AtomicReference<@Nullable SlabSet> mapped = new AtomicReference<>();
  private final LoadWorker worker;
  private volatile IndexCache.@Nullable Found found;

  private IndexLoader(IndexCache cache, DataSource source, Projection projection) {
    this.cache = cache;
    this.source = source;
    this.projection = projection;
    this.worker =
        new LoadWorker(
            "skein-index", progress.load(), this::open, e -> LoadFaults.indexing(source, e));
  }

  /** Begins; the source must stay open until the loader is closed. */
  public static IndexLoader start(IndexCache cache, DataSource source, Projection projection) {
    IndexLoader loader = new IndexLoader(cache, source, projection);
    loader.worker.start();
    return loader;
  }

  @Override
  public SlabQueue queue() {
    return queue;
  }

  /** The batches read ahead while the index is built. */
  @Override
  public List<QueueMeter> queues() {
    return queues;
  }

  @Override
  public LoadProgress progress() {
    return progress.load();
  }

  /** Counts of the rows read so far while the index is built, then of all rows; null at first. */
  @Override
  public @Nullable CountPyramid preview() {
    IndexCache.Found opened = found;
    return opened == null ? progress.preview() : opened.index().pyramid();
  }

  /** The index once it is open, for as long as this loader is. */
  public @Nullable BlockIndex index() {
    IndexCache.Found opened = found;
    return opened == null ? null : opened.index();
  }

  @Override
  public @Nullable BlockCheck check() {
    IndexCache.Found opened = found;
    return opened == null ? null : opened::verify;
  }

  /** Takes the name from damaged files, so that they are built again when wanted next. */
  @Override
  public void discard() {
    IndexCache.Found opened = found;
    if (opened != null) {
      cache.discard(opened);
    }
  }

  @Override
  public @Nullable SlabSet takeClustered() {
    return mapped.getAndSet(null);
  }

  @Override
  public void cancel() {
    worker.cancel();
  }

  private LoadProgress.Phase open() {
    IndexCache.Found opened = cache.obtain(source, projection, progress, worker::cancelled);
    if (opened == null) {
      return LoadProgress.Phase.CANCELLED;
    }
    found = opened;
    ColourMode mode = projection.colourMode();
    mapped.set(opened.index().slabs(mode, opened.planes()));
    progress.load().share = 1;
    return LoadProgress.Phase.DONE;
  }

  @Override
  public void close() {
    cancel();
    queue.close();
    worker.join();
    IndexCache.Found opened = found;
    found = null;
    if (opened != null) {
      opened.close();
    }
  }
}
