package skein.desktop.contract;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Makes files with DuckDB and asks it what the program should have counted. */
public final class ContractData implements AutoCloseable {
  private final Connection connection;

  public ContractData() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  /** A path as a SQL text. */
  public static String sql(Path file) {
    return "'" + file.toString().replace("'", "''") + "'";
  }

  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Writes a query's rows into a file, Parquet unless the format says otherwise. */
  public Path write(Path file, String query, String format) throws SQLException {
    execute("COPY (" + query + ") TO " + sql(file) + " (FORMAT " + format + ")");
    return file;
  }

  public Path parquet(Path file, String query) throws SQLException {
    return write(file, query, "parquet");
  }

  public long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Cells as "col,row" with their counts, from a query with the columns col and row. */
  Map<String, Long> cells(String query) throws SQLException {
    String sql =
        "SELECT CAST(col AS BIGINT), CAST(row AS BIGINT), count(*) FROM ("
            + query
            + ") GROUP BY ALL";
    Map<String, Long> out = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        out.put(rows.getLong(1) + "," + rows.getLong(2), rows.getLong(3));
      }
    }
    return out;
  }

  /** A text and a number a row. */
  Map<String, Long> counts(String query) throws SQLException {
    Map<String, Long> out = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        out.put(rows.getString(1), rows.getLong(2));
      }
    }
    return out;
  }

  /** Two columns of doubles, in the file's order. */
  double[][] pairs(String query, int rows) throws SQLException {
    double[][] out = new double[rows][2];
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      for (double[] pair : out) {
        result.next();
        pair[0] = result.getDouble(1);
        pair[1] = result.getDouble(2);
      }
    }
    return out;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
