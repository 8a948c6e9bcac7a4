package skein.core.generate;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;
import skein.core.query.SqlFaults;
import skein.core.query.SqlText;

/**
 * Writes an order's rows into a Parquet file, streaming: under a hidden name beside it first, then
 * renamed. {@link #run} once on one thread; {@link #progress} and {@link #cancel} from any.
 */
public final class RowGenerator {
  /** What DuckDB may hold; a row group for each thread is far less. */
  private static final String MEMORY = "2GB";

  private final GenerateOrder order;
  private final Path target;
  private final Path part;
  private final Object lock = new Object();
  private @Nullable DuckDBPreparedStatement running;
  private boolean cancelled;

  public RowGenerator(GenerateOrder order) {
    this.order = order;
    target = order.out().toAbsolutePath();
    Path name = target.getFileName();
    if (name == null || !name.toString().endsWith(".parquet")) {
      throw SkeinException.usage(
          order.out().toString(), "only Parquet files are written", "end its name in .parquet");
    }
    part = target.resolveSibling("." + name + "." + ProcessHandle.current().pid() + ".part");
  }

  /** Makes the file. Returns false when it was cancelled, and then leaves nothing. */
  public boolean run() {
    try {
      prepareFolder();
      try {
        copy();
        return publish();
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (SQLException e) {
      if (isCancelled()) {
        return false;
      }
      throw failure(SqlFaults.reason(e), e);
    } catch (IOException e) {
      String message = e.getMessage();
      throw failure(message == null ? e.getClass().getSimpleName() : message, e);
    }
  }

  /** Share of the rows made, 0 to 1; negative while it is not known. */
  public double progress() {
    synchronized (lock) {
      try {
        return running == null ? -1 : running.getQueryProgress().getPercentage() / 100;
      } catch (SQLException e) {
        return -1;
      }
    }
  }

  /** Stops; when it returns, {@link #run} will not make the file any more and its part is gone. */
  public void cancel() {
    synchronized (lock) {
      cancelled = true;
      try {
        if (running != null) {
          running.cancel();
        }
        Files.deleteIfExists(part);
      } catch (SQLException | IOException e) {
        // The process is ending: what is left is removed by the next run for the same file.
      }
    }
  }

  private boolean isCancelled() {
    synchronized (lock) {
      return cancelled;
    }
  }

  private SkeinException failure(String why, Exception cause) {
    return SkeinException.input(
        order.out().toString(),
        "cannot write the rows: " + why,
        "choose another place or free some space",
        cause);
  }

  /** Also removes what processes that were killed left of this file. */
  private void prepareFolder() throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException("it is a directory");
    }
    Path folder = part.getParent();
    if (folder == null) {
      return;
    }
    Files.createDirectories(folder);
    String prefix = "." + target.getFileName() + ".";
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(folder, p -> isOrphan(String.valueOf(p.getFileName()), prefix))) {
      for (Path orphan : parts) {
        Files.deleteIfExists(orphan);
      }
    }
  }

  private static boolean isOrphan(String name, String prefix) {
    if (!name.startsWith(prefix) || !name.endsWith(".part")) {
      return false;
    }
    String pid = name.substring(prefix.length(), Math.max(prefix.length(), name.length() - 5));
    return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
  }

  private void copy() throws SQLException, IOException {
    Properties properties = new Properties();
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    try (DuckDBConnection connection =
        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET memory_limit = '" + MEMORY + "'");
        statement.execute("SET temp_directory = ''");
        statement.execute("SET enable_progress_bar = true");
        statement.execute("SET enable_progress_bar_print = false");
        for (String preparation : GenerateSql.preparations(order)) {
          statement.execute(preparation);
        }
      }
      String rows = GenerateSql.selection(order, columns(connection));
      String to = SqlText.text(part.toString());
      execute(connection, "COPY (" + rows + ") TO " + to + " (FORMAT parquet, USE_TMP_FILE false)");
    }
  }

  private List<String> columns(DuckDBConnection connection) throws SQLException, IOException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM (" + GenerateSql.query(order) + ") LIMIT 0")) {
      ResultSetMetaData columns = rows.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        names.add(columns.getColumnName(i));
      }
    }
    return names;
  }

  private void execute(DuckDBConnection connection, String sql) throws SQLException {
    try (DuckDBPreparedStatement statement = connection.prepare(sql)) {
      synchronized (lock) {
        if (cancelled) {
          throw new SQLException("cancelled");
        }
        running = statement;
      }
      try {
        statement.execute();
      } finally {
        synchronized (lock) {
          running = null;
        }
      }
    }
  }

  private boolean publish() throws IOException {
    synchronized (lock) {
      if (!cancelled) {
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      }
      return !cancelled;
    }
  }
}
