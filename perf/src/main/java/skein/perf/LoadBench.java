package skein.perf;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.batch.ArrowBatchStream;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.load.LoadProgress;
import skein.core.load.StreamLoader;
import skein.core.memory.MemoryLedger;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/**
 * How long a Parquet file takes from its rows to clustered blocks, against DuckDB alone handing out
 * the same two columns as Arrow batches; both in one process, in turns. Prints Markdown, a table a
 * file; CPU is that of the whole process, the picture's with the share of clustering that has run
 * by then.
 *
 * <p>Arguments: rows (100,000,000), rounds (3), files with columns x and y to use, or to make where
 * there is none (a temporary one).
 */
public final class LoadBench {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Path file;
  private final DataSource source;
  private final Projection projection;
  private final MemoryLedger ledger;

  private LoadBench(Path file, DataSource source, MemoryLedger ledger) {
    this.file = file;
    this.source = source;
    this.ledger = ledger;
    this.projection = source.project("x", "y", null, null, AxisScale.LINEAR, AxisScale.LINEAR);
  }

  public static void main(String[] args) throws IOException, SQLException {
    long rows = args.length > 0 ? Long.parseLong(args[0]) : 100_000_000L;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    Machine.printHeader("Load to clustered blocks");
    if (args.length > 2) {
      for (String file : Arrays.asList(args).subList(2, args.length)) {
        measure(Path.of(file), rows, rounds);
      }
      return;
    }
    Path file = Files.createTempFile("skein", ".parquet");
    try {
      measure(file, rows, rounds);
    } finally {
      Files.delete(file);
    }
  }

  private static void measure(Path file, long rows, int rounds) throws IOException, SQLException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      generate(file, rows);
    }
    MemoryLedger ledger = new MemoryLedger();
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(file.toString(), null, null))) {
      System.out.println(file.getFileName() + ", " + Files.size(file) + " bytes:");
      System.out.println();
      new LoadBench(file, source, ledger).run(rounds);
    }
  }

  /** A drifting time series: x a timestamp-like int64, y a double, spread with long tails. */
  private static void generate(Path file, long rows) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT i * 1000 + hash(i) % 997 AS x, sqrt(-2 * ln((hash(i + 1) % 1000003 + 1) /"
              + " 1000004.0)) * cos(hash(i + 2) % 1000003 / 159155.0) * (1 + i / 3e7) AS y FROM"
              + " range("
              + rows
              + ") t(i)) TO '"
              + file
              + "' (FORMAT parquet)");
    }
  }

  private void run(int rounds) throws SQLException, IOException {
    System.out.println(
        "| round | rows | DuckDB alone s | CPU s | picture complete s | CPU s | ratio | clustered s"
            + " | ratio | peak B/row | B/row after |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      ratios[round] = round(round + 1);
    }
    Arrays.sort(ratios);
    System.out.printf(
        Locale.ROOT, "%nMedian ratio of the picture: %.2f%n%n", ratios[(rounds - 1) / 2]);
  }

  private double round(int number) throws SQLException, IOException {
    long cpu = SYSTEM.getProcessCpuTime();
    double alone = scan();
    double aloneCpu = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
    System.out.printf(Locale.ROOT, "| %d |", number);
    return load(alone, aloneCpu);
  }

  /** DuckDB with its own settings but for the order of rows, which it need not keep. */
  private double scan() throws SQLException, IOException {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    try (RootAllocator allocator = new RootAllocator();
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        Statement statement = connection.createStatement()) {
      statement.execute("SET preserve_insertion_order = false");
      long start = System.nanoTime();
      String sql = "SELECT x, y FROM read_parquet('" + file + "')";
      try (DuckDBResultSet result = (DuckDBResultSet) statement.executeQuery(sql);
          ArrowReader reader =
              (ArrowReader) result.arrowExportStream(allocator, ArrowBatchStream.BATCH_ROWS)) {
        long rows = 0;
        while (reader.loadNextBatch()) {
          rows += reader.getVectorSchemaRoot().getRowCount();
        }
        if (rows == 0) {
          throw new IllegalStateException("no rows");
        }
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private double load(double alone, double aloneCpu) {
    long peak = 0;
    long cpuFrom = SYSTEM.getProcessCpuTime();
    double readCpu = 0;
    StreamLoader loader = StreamLoader.start(ledger, source, projection);
    SlabSet staged = new SlabSet(projection.colourMode());
    try (loader) {
      LoadProgress progress = loader.progress();
      @Nullable SlabSet done = null;
      while (done == null && !failed(progress)) {
        for (BlockSlab slab = loader.queue().poll(); slab != null; slab = loader.queue().poll()) {
          staged.add(slab);
        }
        if (readCpu == 0 && progress.readNanos > 0) {
          readCpu = (SYSTEM.getProcessCpuTime() - cpuFrom) / 1e9;
        }
        peak = Math.max(peak, blockBytes());
        done = loader.takeClustered();
        LockSupport.parkNanos(2_000_000);
      }
      if (done != null) {
        try (SlabSet clustered = done) {
          staged.close();
          report(alone, aloneCpu, readCpu, progress, peak, clustered);
        }
      }
      return progress.readNanos / 1e9 / alone;
    } finally {
      staged.close();
    }
  }

  private long blockBytes() {
    return ledger.totalBytes() - ledger.bytes("arrow");
  }

  private static boolean failed(LoadProgress progress) {
    if (progress.failure != null) {
      throw progress.failure;
    }
    return progress.phase == LoadProgress.Phase.CANCELLED;
  }

  private void report(
      double alone,
      double aloneCpu,
      double readCpu,
      LoadProgress progress,
      long peak,
      SlabSet clustered) {
    double total = (progress.readNanos + progress.clusterNanos) / 1e9;
    long rows = clustered.rows();
    System.out.printf(
        Locale.ROOT,
        " %,d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
        rows,
        alone,
        aloneCpu,
        progress.readNanos / 1e9,
        readCpu,
        progress.readNanos / 1e9 / alone,
        total,
        total / alone,
        (double) peak / rows,
        (double) blockBytes() / rows);
  }
}
