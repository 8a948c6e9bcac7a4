package skein.core.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.Clusterer;
import skein.core.block.RowCounts;
import skein.core.block.SlabSet;
import skein.core.fault.SkeinException;
import skein.core.memory.MemoryLedger;
import skein.core.queue.SlabQueue;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.thread.Threads;

/**
 * Loads a source's stream: one thread reads ahead, one turns batches into slabs for the queue and
 * then makes the clustered generation. The loader keeps reading the slabs that it has delivered
 * until {@link #takeClustered()} has answered or the load has ended; whoever closes slabs earlier
 * must {@link #close()} the loader first.
 */
public final class StreamLoader implements SlabLoader {
  private static final int QUEUE_SLABS = 64;

  /** Longest that plotted rows wait for a full slab before they are shown. */
  private static final long FLUSH_NANOS = 100_000_000;

  private final DataSource source;
  private final Projection projection;
  private final SlabQueue queue = new SlabQueue(QUEUE_SLABS);
  private final LoadProgress progress = new LoadProgress();
  private final BlockBuilder builder;
  private final Clusterer clusterer;
  private final List<BlockSlab> delivered = new ArrayList<>();
  private final AtomicReference<@Nullable SlabSet> clustered = new AtomicReference<>();
  private final Thread worker;
  private volatile @Nullable BatchStream stream;
  private volatile boolean cancelled;
  private long lastSlabNanos;

  private StreamLoader(MemoryLedger ledger, DataSource source, Projection projection) {
    this.source = source;
    this.projection = projection;
    this.builder = new BlockBuilder(ledger, projection);
    this.clusterer = new Clusterer(ledger, projection, () -> cancelled);
    this.worker = Thread.ofPlatform().name("skein-load").daemon().unstarted(this::run);
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
    cancelled = true;
    BatchStream running = stream;
    if (running != null) {
      running.cancel();
    }
  }

  @Override
  public void close() {
    cancel();
    queue.close();
    Threads.join(worker);
    queue.drain();
    SlabSet untaken = takeClustered();
    if (untaken != null) {
      untaken.close();
    }
  }

  private void run() {
    long start = System.nanoTime();
    LoadProgress.Phase end;
    try {
      end = load(start);
    } catch (SkeinException e) {
      progress.failure = e;
      end = cancelled ? LoadProgress.Phase.CANCELLED : LoadProgress.Phase.FAILED;
    } catch (OutOfMemoryError e) {
      progress.failure = outOfMemory(e);
      end = LoadProgress.Phase.FAILED;
    } catch (RuntimeException | Error e) {
      progress.failure = unexpected(e);
      end = LoadProgress.Phase.FAILED;
    }
    progress.totalNanos = System.nanoTime() - start;
    progress.phase = end;
  }

  private LoadProgress.Phase load(long start) {
    try {
      read();
      progress.readNanos = System.nanoTime() - start;
      if (cancelled) {
        return LoadProgress.Phase.CANCELLED;
      }
      progress.share = 1;
      progress.phase = LoadProgress.Phase.CLUSTERING;
      long from = System.nanoTime();
      SlabSet set = clusterer.cluster(delivered, builder.counts());
      progress.clusterNanos = System.nanoTime() - from;
      if (set == null) {
        return LoadProgress.Phase.CANCELLED;
      }
      clustered.set(set);
      return LoadProgress.Phase.DONE;
    } finally {
      delivered.forEach(BlockSlab::dropResidual);
      delivered.clear();
    }
  }

  private void read() {
    long before = System.nanoTime();
    long waited = 0;
    long built = 0;
    try (BatchStream opened = new BatchPump(() -> source.stream(projection))) {
      stream = opened;
      lastSlabNanos = System.nanoTime();
      while (!cancelled) {
        ColumnBatch batch = opened.next();
        long now = System.nanoTime();
        waited += now - before;
        progress.sourceNanos = waited;
        if (batch == null) {
          break;
        }
        try (batch) {
          take(batch);
        }
        progress.share = opened.progress();
        before = System.nanoTime();
        built += before - now;
        progress.buildNanos = built;
      }
      if (!cancelled) {
        deliver();
      }
    } finally {
      stream = null;
    }
  }

  private void take(ColumnBatch batch) {
    int row = 0;
    while (row < batch.rows() && !cancelled) {
      row = builder.add(batch, row);
      if (builder.full() || System.nanoTime() - lastSlabNanos > FLUSH_NANOS) {
        deliver();
      }
    }
    publish();
  }

  private void deliver() {
    BlockSlab slab = builder.build();
    lastSlabNanos = System.nanoTime();
    publish();
    if (slab == null) {
      return;
    }
    if (queue.put(slab)) {
      delivered.add(slab);
    } else {
      slab.close();
      cancelled = true;
    }
  }

  private void publish() {
    RowCounts counts = builder.counts();
    progress.origin = builder.origin();
    progress.nulls = counts.nulls;
    progress.nans = counts.nans;
    progress.infinites = counts.infinites;
    progress.nonPositive = counts.nonPositive;
    progress.rows = counts.rows;
    progress.loX = counts.loX;
    progress.hiX = counts.hiX;
    progress.loY = counts.loY;
    progress.hiY = counts.hiY;
  }

  private SkeinException outOfMemory(OutOfMemoryError e) {
    return new SkeinException(
        SkeinException.Kind.ENVIRONMENT,
        "not enough memory for " + source.request().location(),
        "16 bytes a row are needed while loading, " + builder.counts().rows + " rows were read",
        "use --where or --sql to load fewer rows, or a machine with more memory",
        e);
  }

  private SkeinException unexpected(Throwable e) {
    return new SkeinException(
        SkeinException.Kind.ENVIRONMENT,
        "loading " + source.request().location() + " stopped",
        String.valueOf(e),
        "run again with --debug and report the trace",
        e);
  }
}
