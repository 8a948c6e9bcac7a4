package skein.core.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import skein.core.query.SqlText;

/**
 * Writes runs of an order's rows into files. One DuckDB stands behind all makers; each runs its
 * queries on its own thread alone, so that rows keep their order and nothing waits in memory for
 * rows before it. One thread, but {@link #cancel}.
 */
final class PartMaker implements AutoCloseable {
  /** What DuckDB may hold; a row group for each maker is far less. */
  private static final String MEMORY = "2GB";

  /** Few values are worth a dictionary; where there are many, looking for one takes long. */
  private static final String OPTIONS =
      "(FORMAT parquet, USE_TMP_FILE false, DICTIONARY_SIZE_LIMIT 1000)";

  private final GenerateOrder order;
  private final DuckDBConnection connection;
  private final Object lock = new Object();
  private @Nullable Statement running;
  private boolean cancelled;

  private PartMaker(GenerateOrder order, DuckDBConnection connection) {
    this.order = order;
    this.connection = connection;
  }

  /** The first of some makers. */
  static PartMaker start(GenerateOrder order) throws SQLException, IOException {
    Properties properties = new Properties();
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    DuckDBConnection connection =
        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET memory_limit = '" + MEMORY + "'");
      statement.execute("SET temp_directory = ''");
      statement.execute("SET threads = 1");
      statement.execute("SET preserve_insertion_order = false");
      statement.execute(GenerateSql.macros());
      return new PartMaker(order, connection);
    } catch (SQLException | IOException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  /** Another one. */
  PartMaker twin() throws SQLException {
    return new PartMaker(order, connection.duplicate());
  }

  /** The names of all columns of the shape. */
  List<String> columns() throws SQLException, IOException {
    List<String> names = new ArrayList<>();
    String query = "SELECT * FROM (" + GenerateSql.query(order, 0, 1) + ") LIMIT 0";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      ResultSetMetaData columns = rows.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        names.add(columns.getColumnName(i));
      }
    }
    return names;
  }

  /**
   * Writes rows into a file, which is removed again when that fails.
   *
   * @param selection columns as in a SELECT
   * @return false when cancelled
   */
  boolean make(String selection, long from, long to, Path file) throws SQLException, IOException {
    String rows = "SELECT " + selection + " FROM (" + GenerateSql.query(order, from, to) + ")";
    boolean made = false;
    try (Statement statement = connection.createStatement()) {
      synchronized (lock) {
        if (cancelled) {
          return false;
        }
        running = statement;
      }
      statement.execute("COPY (" + rows + ") TO " + SqlText.text(file.toString()) + " " + OPTIONS);
      made = true;
    } catch (SQLException e) {
      if (!isCancelled()) {
        throw e;
      }
    } finally {
      synchronized (lock) {
        running = null;
      }
      if (!made) {
        Files.deleteIfExists(file);
      }
    }
    return made;
  }

  private boolean isCancelled() {
    synchronized (lock) {
      return cancelled;
    }
  }

  /** Ends what is being made; nothing is made any more. Any thread. */
  void cancel() throws SQLException {
    synchronized (lock) {
      cancelled = true;
      if (running != null) {
        running.cancel();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
