package skein.core.index;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BooleanSupplier;
import skein.core.axis.AxisScale;
import skein.core.load.LoadProgress;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** Parquet files by SQL, and their indexes. */
final class IndexFixture {
  private IndexFixture() {}

  static Path parquet(Path file, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
    }
    return file;
  }

  static Projection project(DataSource source, AxisScale xScale, AxisScale yScale) {
    return source.project("x", "y", null, ColourMode.COUNT, xScale, yScale);
  }

  /** Builds an index of columns x and y beside the file. */
  static Path build(MemoryLedger ledger, Path file, AxisScale xScale, AxisScale yScale)
      throws IOException {
    return build(ledger, file, xScale, yScale, 0);
  }

  /** The same, with some of the temporary rows in memory. */
  static Path build(
      MemoryLedger ledger, Path file, AxisScale xScale, AxisScale yScale, long spoolMemory)
      throws IOException {
    return build(ledger, file, xScale, yScale, spoolMemory, new LoadProgress());
  }

  /** The same, with what is said of it meanwhile. */
  static Path build(
      MemoryLedger ledger,
      Path file,
      AxisScale xScale,
      AxisScale yScale,
      long spoolMemory,
      LoadProgress progress)
      throws IOException {
    Path index = file.resolveSibling(file.getFileName() + ".index");
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(file.toString(), null, null))) {
      IndexBuilder builder =
          new IndexBuilder(
              ledger,
              source,
              project(source, xScale, yScale),
              new IndexProgress(progress),
              () -> false,
              spoolMemory);
      if (!builder.build(index, file.resolveSibling("spool"), "test")) {
        throw new IOException("cancelled");
      }
    }
    return index;
  }

  /** Builds until {@code cancelled} says so; true when the index is whole. */
  static boolean build(MemoryLedger ledger, Path file, Path index, BooleanSupplier cancelled)
      throws IOException {
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(file.toString(), null, null))) {
      Projection projection = project(source, AxisScale.LINEAR, AxisScale.LINEAR);
      IndexProgress progress = new IndexProgress(new LoadProgress());
      return new IndexBuilder(ledger, source, projection, progress, cancelled, 0)
          .build(index, file.resolveSibling("spool"), "test");
    }
  }

  static Path build(MemoryLedger ledger, Path file) throws IOException {
    return build(ledger, file, AxisScale.LINEAR, AxisScale.LINEAR);
  }
}
