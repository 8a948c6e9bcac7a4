package skein.desktop.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import skein.components.SeriesComponent;
import skein.core.block.SlabSet;
import skein.core.load.SlabLoader;
import skein.core.query.RowLookup;
import skein.core.source.DataSource;

/** Closes what a series held on a thread of its own: its loader may need a while to stop. */
final class SeriesRetirer implements AutoCloseable {
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("skein-retire").daemon().factory());

  /** Empties the component; the aggregator has forgotten its slabs already. */
  void retire(SeriesComponent s) {
    SlabLoader loader = s.loader;
    RowLookup lookup = s.lookup;
    DataSource source = s.source;
    SlabSet slabs = s.slabs;
    SlabSet incoming = s.incoming;
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
    worker.execute(() -> close(loader, lookup, source, slabs, incoming));
  }

  private static void close(
      @Nullable SlabLoader loader,
      @Nullable RowLookup lookup,
      @Nullable DataSource source,
      @Nullable SlabSet slabs,
      @Nullable SlabSet incoming) {
    AutoCloseable[] inOrder = {loader, slabs, incoming, lookup, source};
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
      org.slf4j.LoggerFactory.getLogger(SeriesRetirer.class).warn("closing a series", e);
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
