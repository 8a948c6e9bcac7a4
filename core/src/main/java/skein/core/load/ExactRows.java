package skein.core.load;

import org.jspecify.annotations.Nullable;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.fault.SkeinException;
import skein.core.memory.MemoryLedger;
import skein.core.query.RowWindow;
import skein.core.query.SqlFaults;
import skein.core.source.DataSource;
import skein.core.source.Projection;

/**
 * Fetches the rows of a window from the source by SQL, for zooms deeper than the codes of a block
 * can tell positions apart: int64 and double as the source has them, coded anew within the window,
 * on a thread of its own ({@link NewestFetch}).
 */
public final class ExactRows implements AutoCloseable {
  /** Most rows fetched for a window; where there are more, blocks draw it. */
  public static final long MOST_ROWS = 2_000_000;

  private final MemoryLedger ledger;
  private final DataSource source;
  private final Projection projection;
  private final NewestFetch<RowWindow, ExactWindow> fetch;

  /** Starts the thread; the source stays the caller's and open until this is closed. */
  public ExactRows(MemoryLedger ledger, DataSource source, Projection projection) {
    this.ledger = ledger;
    this.source = source;
    this.projection = projection;
    this.fetch = new NewestFetch<>(this::fetch);
  }

  /** Asks for the rows of a window. */
  public void request(RowWindow window) {
    fetch.request(window);
  }

  /** Drops the request that runs. */
  public void cancel() {
    fetch.request(null);
  }

  /** The newest answer not polled before, which the caller closes, or null. */
  public @Nullable ExactWindow poll() {
    return fetch.poll();
  }

  private ExactWindow fetch(RowWindow window, NewestFetch.Stops stops) {
    SlabSet slabs = new SlabSet(projection.colourMode());
    try (BatchStream stream = source.streamWithin(projection, window, MOST_ROWS + 1)) {
      stops.reads(stream::cancel);
      return build(stream, window, slabs);
    } catch (SkeinException e) {
      slabs.close();
      return failed(window, e.why());
    } catch (RuntimeException | Error e) {
      slabs.close();
      return failed(window, SqlFaults.reason(e));
    }
  }

  private ExactWindow build(BatchStream stream, RowWindow window, SlabSet slabs) {
    BlockBuilder builder = new BlockBuilder(ledger, projection);
    try {
      boolean more = true;
      while (more) {
        more = take(stream, builder, slabs);
      }
      add(builder, slabs);
    } finally {
      builder.discard();
    }
    SeriesOrigin origin = builder.origin();
    if (builder.counts().rows > MOST_ROWS) {
      slabs.close();
      return new ExactWindow(window, anchor(window), null, "");
    }
    return new ExactWindow(window, origin == null ? anchor(window) : origin, slabs, "");
  }

  private static boolean take(BatchStream stream, BlockBuilder builder, SlabSet slabs) {
    try (ColumnBatch batch = stream.next()) {
      if (batch == null) {
        return false;
      }
      for (int row = 0; row < batch.rows(); ) {
        row = builder.add(batch, row);
        if (builder.full()) {
          add(builder, slabs);
        }
      }
      return true;
    }
  }

  private static void add(BlockBuilder builder, SlabSet slabs) {
    BlockSlab slab = builder.build();
    if (slab != null) {
      slab.dropResidual();
      slabs.add(slab);
    }
  }

  private static ExactWindow failed(RowWindow window, String why) {
    return new ExactWindow(window, anchor(window), null, why);
  }

  private static SeriesOrigin anchor(RowWindow window) {
    return new SeriesOrigin(window.baseX(), window.baseY());
  }

  @Override
  public void close() {
    fetch.close();
  }
}
