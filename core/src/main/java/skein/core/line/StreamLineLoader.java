package skein.core.line;

import org.jspecify.annotations.Nullable;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;
import skein.core.block.SeriesOrigin;
import skein.core.fault.SkeinException;
import skein.core.load.LoadFaults;
import skein.core.load.LoadProgress;
import skein.core.load.LoadWorker;
import skein.core.measure.DataStage;
import skein.core.memory.MemoryLedger;
import skein.core.queue.SlabQueue;
import skein.core.source.DataSource;
import skein.core.source.LineProjection;

/**
 * Loads lines on a worker thread: rows as they lie in the source while they rise along x; at the
 * first row that does not, the source is read again in the order of x, which DuckDB sorts beyond
 * memory where it has to. Slabs carry the number of their reading: a newer one replaces all older.
 */
public final class StreamLineLoader implements LineLoader {
  private static final int QUEUE_SLABS = 64;

  private final DataSource source;
  private final LineProjection projection;
  private final LineQueue lines = new LineQueue(QUEUE_SLABS);
  private final SlabQueue none = new SlabQueue(2);
  private final LoadProgress progress = new LoadProgress();
  private final LineReader reader;
  private final LoadWorker worker;
  private volatile @Nullable BatchStream stream;
  private volatile SeriesOrigin @Nullable [] origins;
  private volatile double medianSpacing;
  private volatile boolean ordered;
  private long handing;
  private long bytes;

  private StreamLineLoader(MemoryLedger ledger, DataSource source, LineProjection projection) {
    this.source = source;
    this.projection = projection;
    this.reader = new LineReader(ledger, projection, this::offer);
    this.worker = new LoadWorker("skein-load", progress, this::load, this::fault);
  }

  /** Starts to load; the source must stay open until the loader is closed. */
  public static StreamLineLoader start(
      MemoryLedger ledger, DataSource source, LineProjection projection) {
    StreamLineLoader loader = new StreamLineLoader(ledger, source, projection);
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
    return known == null ? null : known[series];
  }

  @Override
  public int slabBits() {
    return LineSeries.slabBits(projection.series());
  }

  @Override
  public double medianSpacing() {
    return medianSpacing;
  }

  @Override
  public boolean ordered() {
    return ordered;
  }

  @Override
  public SlabQueue queue() {
    return none;
  }

  @Override
  public LoadProgress progress() {
    return progress;
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
    lines.close();
    worker.join();
    lines.close();
  }

  private LoadProgress.Phase load() {
    long start = System.nanoTime();
    try {
      if (!read(false) && !worker.cancelled()) {
        ordered = true;
        progress.phase = LoadProgress.Phase.ORDERING;
        reader.restart();
        read(true);
      }
    } finally {
      progress.readNanos = System.nanoTime() - start;
      reader.release();
    }
    if (worker.cancelled()) {
      return LoadProgress.Phase.CANCELLED;
    }
    progress.share = 1;
    medianSpacing = reader.medianSpacing();
    return LoadProgress.Phase.DONE;
  }

  private SkeinException fault(Throwable cause) {
    return LoadFaults.loading(
        source, "9 bytes a value are needed, 2 more a channel", progress.rows, cause);
  }

  /** Reads all rows; false when they do not rise along x. */
  private boolean read(boolean inOrder) {
    try (BatchStream opened = source.lines(projection, inOrder)) {
      stream = opened;
      long before = System.nanoTime();
      long waited = progress.sourceNanos;
      long built = progress.buildNanos;
      while (!worker.cancelled()) {
        ColumnBatch batch = opened.next();
        progress.read(batch, before);
        long now = System.nanoTime();
        waited += now - before;
        progress.sourceNanos = waited;
        if (batch == null) {
          break;
        }
        try (batch) {
          take(batch);
        }
        before = System.nanoTime();
        meter(before - now);
        built += before - now;
        progress.buildNanos = built;
        progress.share = opened.progress();
        if (!inOrder && !reader.sorted()) {
          return false;
        }
      }
      long from = System.nanoTime();
      if (!worker.cancelled() && !reader.finish()) {
        worker.cancel();
      }
      meter(System.nanoTime() - from);
      publish();
      return true;
    } finally {
      stream = null;
    }
  }

  /** Books what was built in a time; waiting for room in the queue is not building. */
  private void meter(long nanos) {
    progress.stages.add(DataStage.BLOCK, bytes, Math.max(0, nanos - handing));
    bytes = 0;
    handing = 0;
  }

  /** The origins are known to the render thread before it sees a slab. */
  private boolean offer(LineSlab slab, long[] ids) {
    origins = reader.origins();
    long from = System.nanoTime();
    long size = slab.bytes();
    boolean taken = lines.put(slab);
    bytes += taken ? size : 0;
    handing += System.nanoTime() - from;
    return taken;
  }

  private void take(ColumnBatch batch) {
    if (!reader.take(batch)) {
      worker.cancel();
    }
    publish();
  }

  private void publish() {
    if (reader.origins() == null) {
      progress.rows = reader.rows();
      return;
    }
    progress.show(reader.counts());
  }
}
