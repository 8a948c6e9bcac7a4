package skein.core.batch;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBResultSet;
import org.duckdb.QueryProgress;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;
import skein.core.profile.Work;
import skein.core.query.SqlSession;

/** Batches of a query that DuckDB runs while they are read; owns its session and its allocator. */
public final class ArrowBatchStream implements BatchStream {
  /** Rows a batch: the size at which DuckDB exports fastest. */
  public static final int BATCH_ROWS = 262_144;

  private final SqlSession session;
  private final BufferAllocator allocator;
  private final String sql;
  private final long knownRows;
  private final FaultProbe probe;
  private final AtomicInteger shares = new AtomicInteger(1);
  private @Nullable DuckDBPreparedStatement statement;
  private @Nullable DuckDBResultSet result;
  private @Nullable ArrowReader reader;
  private volatile boolean cancelled;
  private volatile double progress;
  private long rows;
  private boolean ended;
  private boolean closed;

  /** Finds the true cause of a failure that a streamed result hides. */
  @FunctionalInterface
  public interface FaultProbe {
    /** The failure to report for {@code hidden}. */
    SkeinException explain(Throwable hidden);
  }

  /**
   * Takes ownership of the session and of the allocator.
   *
   * @param knownRows rows that the query will give if that is known, else -1
   */
  public ArrowBatchStream(
      SqlSession session, BufferAllocator allocator, String sql, long knownRows, FaultProbe probe) {
    this.session = session;
    this.allocator = allocator;
    this.sql = sql;
    this.knownRows = knownRows;
    this.probe = probe;
    this.progress = knownRows > 0 ? 0 : -1;
  }

  @Override
  public @Nullable ColumnBatch next() {
    if (ended || cancelled) {
      return null;
    }
    try {
      ArrowReader open = reader == null ? start() : reader;
      while (!cancelled && load(open)) {
        int count = open.getVectorSchemaRoot().getRowCount();
        rows += count;
        progress = share();
        if (count > 0) {
          shares.incrementAndGet();
          return new ArrowBatch(open.getVectorSchemaRoot(), this::release);
        }
      }
      ended = true;
      progress = cancelled ? progress : 1;
      return null;
    } catch (SQLException | IOException | RuntimeException | OutOfMemoryError e) {
      ended = true;
      if (cancelled) {
        return null;
      }
      throw probe.explain(e);
    }
  }

  private static boolean load(ArrowReader from) throws IOException {
    try (Work work = Work.begin("source.batch")) {
      boolean more = from.loadNextBatch();
      work.amount(more ? from.getVectorSchemaRoot().getRowCount() : 0, 0);
      return more;
    }
  }

  private ArrowReader start() throws SQLException {
    DuckDBPreparedStatement made = session.prepare(sql);
    statement = made;
    DuckDBResultSet rowsOf = (DuckDBResultSet) made.executeQuery();
    result = rowsOf;
    ArrowReader opened = (ArrowReader) rowsOf.arrowExportStream(allocator, BATCH_ROWS);
    reader = opened;
    return opened;
  }

  private double share() throws SQLException {
    if (knownRows > 0) {
      return Math.min(1, (double) rows / knownRows);
    }
    DuckDBPreparedStatement running = statement;
    @Nullable QueryProgress known = running == null ? null : running.getQueryProgress();
    double percentage = known == null ? -1 : known.getPercentage();
    return percentage < 0 ? progress : Math.min(1, Math.max(progress, percentage / 100));
  }

  @Override
  public double progress() {
    return progress;
  }

  @Override
  public void cancel() {
    cancelled = true;
    session.cancel();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    quietly(reader);
    quietly(result);
    quietly(statement);
    session.close();
    release();
  }

  /**
   * The allocator goes with the last of the stream and its batches; it fails if anything leaked.
   */
  private void release() {
    if (shares.decrementAndGet() == 0) {
      allocator.close();
    }
  }

  private void quietly(@Nullable AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) {
      session.fail(e);
    }
  }
}
