package skein.core.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.duckdb.DuckDBResultSet;

/** Writes the same rows in every format. */
final class SourceFiles {
  private SourceFiles() {}

  static void sql(String... statements) {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the rows of a query; the format follows from the name. Returns the location to open. */
  static String write(Path file, String query) throws IOException, SQLException {
    String name = file.getFileName().toString();
    String path = file.toString().replace("'", "''");
    if (name.endsWith(".duckdb")) {
      sql(
          "ATTACH '" + path + "' AS f",
          "CREATE TABLE f.\"my \"\"rows\"\"\" AS " + query,
          "CREATE TABLE f.other AS SELECT 1 AS a");
      return file + "::my \"rows\"";
    }
    if (name.endsWith(".arrow") || name.endsWith(".arrows")) {
      arrow(file, query, name.endsWith(".arrow"));
      return file.toString();
    }
    String format =
        name.contains(".csv")
            ? "csv, header"
            : name.contains(".tsv")
                ? "csv, header, delim '\t'"
                : name.contains("json") ? "json" : "parquet";
    String packed = name.endsWith(".gz") ? ", compression gzip" : "";
    sql("COPY (" + query + ") TO '" + path + "' (FORMAT " + format + packed + ")");
    return file.toString();
  }

  private static void arrow(Path file, String query, boolean random)
      throws IOException, SQLException {
    try (RootAllocator allocator = new RootAllocator();
        var connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        DuckDBResultSet rows = (DuckDBResultSet) statement.executeQuery(query);
        ArrowReader reader = (ArrowReader) rows.arrowExportStream(allocator, 2048);
        OutputStream out = Files.newOutputStream(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      try (ArrowWriter writer =
          random
              ? new ArrowFileWriter(root, null, channel)
              : new ArrowStreamWriter(root, null, Channels.newChannel(out))) {
        writer.start();
        while (reader.loadNextBatch()) {
          writer.writeBatch();
        }
        writer.end();
      }
    }
  }
}
