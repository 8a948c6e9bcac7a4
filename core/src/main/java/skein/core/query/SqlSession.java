package skein.core.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;
import skein.core.profile.Query;

/**
 * One DuckDB connection for one piece of work, cancelled and closed alone. What the work reads from
 * (such as an Arrow reader that a query consumes) is closed with it. Used by one thread; {@link
 * #cancel()} from any.
 */
public final class SqlSession implements AutoCloseable {
  /** Reads a result. */
  @FunctionalInterface
  public interface RowReader<T extends @Nullable Object> {
    T read(ResultSet rows) throws SQLException;
  }

  private final String subject;
  private final DuckDBConnection connection;
  private final List<AutoCloseable> inputs;
  private final Consumer<Throwable> failures;
  private final Object lock = new Object();
  private @Nullable Statement running;
  private boolean cancelled;
  private boolean closed;

  /**
   * Takes ownership of the connection and of the inputs.
   *
   * @param subject the name by which the user knows the source
   * @param inputs closed after the connection, first to last
   * @param failures told of each failure before it is thrown
   */
  public SqlSession(
      String subject,
      DuckDBConnection connection,
      List<AutoCloseable> inputs,
      Consumer<Throwable> failures) {
    this.subject = subject;
    this.connection = connection;
    this.inputs = List.copyOf(inputs);
    this.failures = failures;
  }

  public String subject() {
    return subject;
  }

  /** Runs a query and reads its whole result. */
  public <T extends @Nullable Object> T ask(String sql, RowReader<T> reader) {
    try (Query _ = Query.begin("query", sql);
        DuckDBPreparedStatement statement = prepare(sql);
        ResultSet rows = statement.executeQuery()) {
      return reader.read(rows);
    } catch (SQLException | RuntimeException | OutOfMemoryError e) {
      throw fail(e);
    } finally {
      finished();
    }
  }

  /** Runs a statement that has no result. */
  public void run(String sql) {
    try (Query _ = Query.begin("statement", sql);
        Statement statement = connection.createStatement()) {
      started(statement);
      statement.execute(sql);
    } catch (SQLException | RuntimeException | OutOfMemoryError e) {
      throw fail(e);
    } finally {
      finished();
    }
  }

  /** A prepared statement that {@link #cancel()} reaches; the caller closes it. */
  public DuckDBPreparedStatement prepare(String sql) throws SQLException {
    DuckDBPreparedStatement statement = connection.prepare(sql);
    started(statement);
    return statement;
  }

  /** The failure as a user meets it. */
  public skein.core.fault.SkeinException fail(Throwable cause) {
    failures.accept(cause);
    return SqlFaults.input(subject, cause);
  }

  /** Stops what runs; what starts later fails at once. */
  public void cancel() {
    synchronized (lock) {
      cancelled = true;
      if (running != null && !closed) {
        try {
          running.cancel();
        } catch (SQLException e) {
          failures.accept(e);
        }
      }
    }
  }

  public boolean isCancelled() {
    synchronized (lock) {
      return cancelled;
    }
  }

  private void started(Statement statement) throws SQLException {
    synchronized (lock) {
      if (cancelled) {
        statement.close();
        throw new SQLException("INTERRUPT Error: Interrupted!");
      }
      running = statement;
    }
  }

  private void finished() {
    synchronized (lock) {
      running = null;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      running = null;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      failures.accept(e);
    }
    for (AutoCloseable input : inputs) {
      try {
        input.close();
      } catch (Exception e) {
        failures.accept(e);
      }
    }
  }
}
