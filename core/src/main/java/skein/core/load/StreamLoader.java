package skein.core.load;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import skein.core.batch.BatchStream;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.Clusterer;
import skein.core.block.Crew;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.fault.SkeinException;
import skein.core.measure.DataStage;
import skein.core.memory.MemoryLedger;
import skein.core.queue.SlabQueue;
import skein.core.source.DataSource;
import skein.core.source.Projection;

/**
 * Loads a source's stream: a thread and its helpers take batches in turns and make slabs of them
 * for the queue, then the clustered generation. The first plotted row is known before helpers
 * start. The loader keeps reading the slabs that it has delivered until {@link #takeClustered()}
 * has answered or the load has ended; whoever closes slabs earlier must {@link #close()} the loader
 * first.
 */
public final class StreamLoader implements SlabLoader {
  private static final int QUEUE_SLABS = 64;

  /** More lanes than this only wait for each other: they read in turns. */
  private static final int MOST_LANES = 4;

  private final MemoryLedger ledger;
  private final DataSource source;
  private final Projection projection;
  private final SlabQueue queue = new SlabQueue(QUEUE_SLABS);
  private final LoadProgress progress = new LoadProgress();
  private final LoadSink sink = new LoadSink(queue, progress);
  private final Crew crew;
  private final Clusterer clusterer;
  private final AtomicReference<@Nullable SlabSet> clustered = new AtomicReference<>();
  private final LoadWorker worker;
  private volatile @Nullable BatchStream stream;

  private StreamLoader(MemoryLedger ledger, DataSource source, Projection projection) {
    this.source = source;
    this.projection = projection;
    this.ledger = ledger;
    int lanes = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_LANES);
    this.worker = new LoadWorker("skein-load", progress, this::load, this::fault);
    this.crew = new Crew("skein-load", lanes, worker::cancelled);
    this.clusterer = new Clusterer(ledger, projection, worker::cancelled);
  }

  /** Starts to load; the source must stay open until the loader is closed. */
  public static StreamLoader start(MemoryLedger ledger, DataSource source, Projection projection) {
    StreamLoader loader = new StreamLoader(ledger, source, projection);
    loader.worker.start();
    return loader;
  }

  @Override
  public SlabQueue queue() {
    return queue;
  }

  @Override
  public LoadProgress progress() {
    return progress;
  }

  @Override
  public @Nullable SlabSet takeClustered() {
    SlabSet set = clustered.getAndSet(null);
    if (set != null) {
      queue.drain();
    }
    return set;
  }

  @Override
  public void cancel() {
    worker.cancel();
    BatchStream running = stream;
    if (running != null) {
      running.cancel();
    }
  }

  @Override
  public void close() {
    cancel();
    queue.close();
    worker.join();
    queue.drain();
    SlabSet untaken = takeClustered();
    if (untaken != null) {
      untaken.close();
    }
  }

  private LoadProgress.Phase load() {
    long start = System.nanoTime();
    try {
      read();
      progress.readNanos = System.nanoTime() - start;
      if (worker.cancelled()) {
        return LoadProgress.Phase.CANCELLED;
      }
      progress.share = 1;
      progress.phase = LoadProgress.Phase.CLUSTERING;
      long from = System.nanoTime();
      SlabSet set = clusterer.cluster(sink.delivered(), sink.sum());
      progress.clusterNanos = System.nanoTime() - from;
      if (set == null) {
        return LoadProgress.Phase.CANCELLED;
      }
      progress.stages.add(DataStage.BLOCK, bytes(set), progress.clusterNanos);
      clustered.set(set);
      return LoadProgress.Phase.DONE;
    } finally {
      sink.delivered().forEach(BlockSlab::dropResidual);
      sink.delivered().clear();
    }
  }

  private SkeinException fault(Throwable cause) {
    String need = "16 bytes a row are needed while loading";
    return LoadFaults.loading(source, need, progress.rows, cause);
  }

  private static long bytes(SlabSet set) {
    long sum = 0;
    for (int i = 0; i < set.size(); i++) {
      sum += set.get(i).coordBytes();
    }
    return sum;
  }

  private void read() {
    try (BatchStream opened = source.stream(projection)) {
      stream = opened;
      LoadFeed feed = new LoadFeed(opened, progress);
      LoadLane first = lane(feed, null);
      try {
        SeriesOrigin origin = first.findOrigin();
        if (origin != null) {
          crew.run(member -> build(feed, member == 0 ? first : lane(feed, origin)));
        }
      } finally {
        first.discard();
      }
    } finally {
      stream = null;
    }
  }

  private LoadLane lane(LoadFeed feed, @Nullable SeriesOrigin origin) {
    BlockBuilder builder = new BlockBuilder(ledger, projection, origin);
    return new LoadLane(feed, sink, crew::stopped, builder);
  }

  /** One member's work; its failure ends the others' waiting for the source. */
  private void build(LoadFeed feed, LoadLane lane) {
    try {
      if (!lane.run()) {
        worker.cancel();
      }
    } catch (RuntimeException | Error e) {
      feed.cancel();
      throw e;
    } finally {
      lane.discard();
    }
  }
}
