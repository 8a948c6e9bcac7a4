package skein.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;
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
 * the same two columns as Arrow batches; both in one process, in turns. Prints Markdown.
 *
 * <p>Arguments: rows (100,000,000), rounds (3), file to use or make (a temporary one).
 */
public final class LoadBench {
  private final DataSource source;
  private final Projection projection;
  private final MemoryLedger ledger;

  private LoadBench(DataSource source, MemoryLedger ledger) {
    this.source = source;
    this.ledger = ledger;
    this.projection = source.project("x", "y", null, null, AxisScale.LINEAR, AxisScale.LINEAR);
  }

  public static void main(String[] args) throws IOException, SQLException {
    long rows = args.length > 0 ? Long.parseLong(args[0]) : 100_000_000L;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    Path file = args.length > 2 ? Path.of(args[2]) : Files.createTempFile("skein", ".parquet");
    if (!Files.exists(file) || Files.size(file) == 0) {
      generate(file, rows);
    }
    MemoryLedger ledger = new MemoryLedger();
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(file.toString(), null, null))) {
      new LoadBench(source, ledger).run(rounds);
    } finally {
      if (args.length <= 2) {
        Files.delete(file);
      }
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

  private void run(int rounds) {
    Machine.printHeader("Load to clustered blocks");
    System.out.println(
        "| round | rows | DuckDB alone s | picture complete s | ratio | clustered s | ratio |"
            + " build s | peak B/row | B/row after |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    for (int round = 1; round <= rounds; round++) {
      double alone = scan();
      load(round, alone);
    }
  }

  private double scan() {
    long start = System.nanoTime();
    long rows = 0;
    try (BatchStream stream = source.stream(projection)) {
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        rows += batch.rows();
        batch.close();
      }
    }
    if (rows == 0) {
      throw new IllegalStateException("no rows");
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private void load(int round, double alone) {
    long peak = 0;
    StreamLoader loader = StreamLoader.start(ledger, source, projection);
    SlabSet staged = new SlabSet(projection.colourMode());
    try (loader) {
      LoadProgress progress = loader.progress();
      @Nullable SlabSet done = null;
      while (done == null && !failed(progress)) {
        for (BlockSlab slab = loader.queue().poll(); slab != null; slab = loader.queue().poll()) {
          staged.add(slab);
        }
        peak = Math.max(peak, blockBytes());
        done = loader.takeClustered();
        LockSupport.parkNanos(2_000_000);
      }
      if (done != null) {
        try (SlabSet clustered = done) {
          staged.close();
          report(round, alone, progress, peak, clustered);
        }
      }
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
      int round, double alone, LoadProgress progress, long peak, SlabSet clustered) {
    double total = (progress.readNanos + progress.clusterNanos) / 1e9;
    long rows = clustered.rows();
    System.out.printf(
        Locale.ROOT,
        "| %d | %,d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
        round,
        rows,
        alone,
        progress.readNanos / 1e9,
        progress.readNanos / 1e9 / alone,
        total,
        total / alone,
        progress.buildNanos / 1e9,
        (double) peak / rows,
        (double) blockBytes() / rows);
  }
}
