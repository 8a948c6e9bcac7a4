package skein.desktop.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skein.components.SeriesComponent;
import skein.core.block.SlabSet;
import skein.core.fault.SkeinException;
import skein.core.line.LineBrushing;
import skein.core.line.LineSet;
import skein.core.load.SlabLoader;
import skein.core.lod.CountPyramid;
import skein.core.lod.PyramidWorker;
import skein.core.query.RowLookup;
import skein.core.residency.ResidentSet;
import skein.core.select.SelectionService;
import skein.core.source.DataSource;

/**
 * Does what a series needs beside its frames, in order, on one thread: measures its columns, and
 * closes what it held, since a loader may need a while to stop.
 */
final class SeriesWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SeriesWorker.class);

  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("skein-series").daemon().factory());

  private final AtomicReference<@Nullable MeasuredColumns> measured = new AtomicReference<>();
  private final PyramidWorker pyramids;

  /**
   * Starts the thread.
   *
   * @param pyramids reads slabs and mapped levels, and is waited for before those are closed
   */
  SeriesWorker(PyramidWorker pyramids) {
    this.pyramids = pyramids;
  }

  /** Measures the columns of a source. */
  void measure(DataSource source) {
    worker.execute(
        () -> {
          try {
            measured.set(new MeasuredColumns(source, source.statistics()));
          } catch (SkeinException e) {
            LOG.debug("statistics of {}", source.request().location(), e);
          }
        });
  }

  /** The columns measured last, given once. Render thread. */
  @Nullable MeasuredColumns takeMeasured() {
    return measured.get() == null ? null : measured.getAndSet(null);
  }

  /** Closes something, after what was handed over before. */
  void close(AutoCloseable closeable) {
    worker.execute(() -> closeQuietly(closeable));
  }

  /**
   * Empties the component; the aggregator has forgotten its slabs already.
   *
   * @param answers about selections, closed with the rest; cancelled already
   */
  void retire(SeriesComponent s, @Nullable SelectionService answers) {
    SlabLoader loader = s.loader;
    RowLookup lookup = s.lookup;
    DataSource source = s.source;
    SlabSet slabs = s.slabs;
    SlabSet incoming = s.incoming;
    CountPyramid pyramid = s.pyramidLent ? null : s.pyramid;
    ResidentSet residents = s.residents;
    LineSet lines = s.lines;
    LineSet passing = s.passing;
    LineBrushing brushing = s.brushing;
    s.lines = null;
    s.passing = null;
    s.passingOf = -1;
    s.failedOf = -1;
    s.brushing = null;
    s.pyramid = null;
    s.pyramidLent = false;
    s.pyramidOf = null;
    s.residents = null;
    s.loader = null;
    s.lookup = null;
    s.source = null;
    s.slabs = null;
    s.incoming = null;
    s.origin = null;
    s.projection = null;
    if (loader != null) {
      loader.cancel();
    }
    if (source != null) {
      source.cancel();
    }
    if (slabs != null) {
      pyramids.cancel(slabs);
    }
    @Nullable AutoCloseable[] inOrder = {
      residents,
      pyramids::await,
      pyramid,
      loader,
      brushing,
      passing,
      lines,
      slabs,
      incoming,
      lookup,
      answers,
      source
    };
    worker.execute(() -> close(inOrder));
  }

  private static void close(@Nullable AutoCloseable[] inOrder) {
    for (AutoCloseable closeable : inOrder) {
      if (closeable != null) {
        closeQuietly(closeable);
      }
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.warn("closing a series", e);
    }
  }

  /** Waits until everything retired is closed. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(30, TimeUnit.SECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
