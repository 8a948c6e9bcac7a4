package skein.core.line;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;
import skein.core.block.SeriesOrigin;
import skein.core.fault.SkeinException;
import skein.core.load.ExactRows;
import skein.core.load.NewestFetch;
import skein.core.memory.MemoryLedger;
import skein.core.query.SqlFaults;
import skein.core.source.DataSource;
import skein.core.source.LineProjection;

/**
 * Fetches the rows of lines around a view from the source by SQL, for zooms deeper than codes can
 * tell positions apart: int64 and double as the source has them, as offsets from near the view, on
 * a thread of its own ({@link NewestFetch}). Requests and polls come from the render thread.
 */
public final class ExactLines implements AutoCloseable {
  /** Most rows fetched for a window; where there are more, the series' own are drawn. */
  public static final long MOST_ROWS = ExactRows.MOST_ROWS;

  /** A window, and the condition that its rows pass, empty for none. */
  private record Wish(LineWindow window, String passing) {}

  /** Small slabs: most windows hold few rows. */
  private static final int SLAB_BITS = LineSlab.BLOCK_BITS;

  private final MemoryLedger ledger;
  private final DataSource source;
  private final LineProjection projection;
  private final NewestFetch<Wish, ExactLineRows> fetch;

  /** Starts the thread; the source stays the caller's and open until this is closed. */
  public ExactLines(MemoryLedger ledger, DataSource source, LineProjection projection) {
    this.ledger = ledger;
    this.source = source;
    this.projection = projection;
    this.fetch = new NewestFetch<>(this::fetch);
  }

  /**
   * Asks for the rows of a window.
   *
   * @param passing a condition that they pass, as SQL; empty for none
   */
  public void request(LineWindow window, String passing) {
    fetch.request(new Wish(window, passing));
  }

  /** Drops the request that runs. */
  public void drop() {
    fetch.request(null);
  }

  /** The newest answer not polled before, which the caller closes, or null. */
  public @Nullable ExactLineRows poll() {
    return fetch.poll();
  }

  private ExactLineRows fetch(Wish wish, NewestFetch.Stops stops) {
    LineWindow window = wish.window();
    List<LineSeries> series = new ArrayList<>();
    for (int i = 0; i < projection.series(); i++) {
      series.add(new LineSeries(SLAB_BITS));
    }
    ExactLineRows rows = new ExactLineRows(window, List.copyOf(series), "");
    try (BatchStream stream =
        source.linesWithin(projection, window.ranges(), wish.passing(), MOST_ROWS + 1)) {
      stops.reads(stream::cancel);
      if (read(stream, rows)) {
        return rows;
      }
      rows.close();
      return new ExactLineRows(window, List.of(), "");
    } catch (SkeinException e) {
      rows.close();
      return new ExactLineRows(window, List.of(), e.why());
    } catch (RuntimeException | Error e) {
      rows.close();
      return new ExactLineRows(window, List.of(), SqlFaults.reason(e));
    }
  }

  /** False when there are too many rows. */
  private boolean read(BatchStream stream, ExactLineRows to) {
    LineReader reader =
        new LineReader(
            ledger,
            projection,
            to.window(),
            SLAB_BITS,
            (slab, ids) -> {
              to.series().get(slab.series()).add(slab);
              return true;
            });
    boolean more = true;
    while (more) {
      try (ColumnBatch batch = stream.next()) {
        more = batch != null && reader.take(batch);
      }
    }
    reader.finish();
    SeriesOrigin[] origins = reader.origins();
    for (int i = 0; i < to.series().size(); i++) {
      SeriesOrigin none = new SeriesOrigin(to.window().base(), 0);
      to.series().get(i).origin(origins == null ? none : origins[i]);
    }
    return reader.rows() <= MOST_ROWS;
  }

  @Override
  public void close() {
    fetch.close();
  }
}
