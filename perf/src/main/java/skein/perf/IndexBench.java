package skein.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import skein.core.axis.AxisScale;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;
import skein.core.block.BlockSlab;
import skein.core.index.BlockIndex;
import skein.core.index.IndexBuilder;
import skein.core.index.IndexProgress;
import skein.core.load.LoadProgress;
import skein.core.memory.FileAdvice;
import skein.core.memory.MemoryLedger;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/**
 * How long an index takes to build, against DuckDB alone handing out the same two columns as Arrow
 * batches in the same process, and how long it takes to open. Prints Markdown.
 *
 * <p>Arguments: a file with columns x and y, rounds (3), the folder for the index (the file's own),
 * "cold" to have the system forget the file before each scan and each build.
 */
public final class IndexBench {
  private final MemoryLedger ledger;
  private final DataSource source;
  private final Projection projection;
  private final Path folder;
  private final boolean cold;

  private IndexBench(MemoryLedger ledger, DataSource source, Path folder, boolean cold) {
    this.cold = cold;
    this.ledger = ledger;
    this.source = source;
    this.folder = folder;
    this.projection = source.project("x", "y", null, null, AxisScale.LINEAR, AxisScale.LINEAR);
  }

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    Path folder = args.length > 2 ? Path.of(args[2]) : file.resolveSibling("");
    boolean cold = args.length > 3 && args[3].equals("cold");
    MemoryLedger ledger = new MemoryLedger();
    Machine.printHeader("Index build");
    System.out.println(
        "| round | rows | DuckDB s | build s | ratio | read s | blocks | fill | B/row | open ms |"
            + " anonymous MiB |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(file.toString(), null, null))) {
      IndexBench bench = new IndexBench(ledger, source, folder, cold);
      for (int round = 1; round <= rounds; round++) {
        bench.round(round);
      }
    }
  }

  private void forget() {
    for (Path file : cold ? source.files() : List.<Path>of()) {
      try (FileAdvice advice = new FileAdvice(file)) {
        advice.forget(0, file.toFile().length());
      }
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

  private void round(int round) throws IOException {
    forget();
    double alone = scan();
    forget();
    Path index = folder.resolve("bench.index");
    IndexProgress progress = new IndexProgress(new LoadProgress());
    long start = System.nanoTime();
    new IndexBuilder(ledger, source, projection, progress, () -> false)
        .build(index, folder.resolve("bench.spool"), "bench");
    double built = (System.nanoTime() - start) / 1e9;
    long opening = System.nanoTime();
    try (BlockIndex opened = BlockIndex.open(index)) {
      double millis = (System.nanoTime() - opening) / 1e6;
      System.out.printf(
          Locale.ROOT,
          "| %d | %,d | %.2f | %.2f | %.2f | %.2f | %,d | %.3f | %.2f | %.1f | %d |%n",
          round,
          opened.rows(),
          alone,
          built,
          built / alone,
          progress.load().readNanos / 1e9,
          opened.blocks(),
          (double) opened.rows() / opened.blocks() / BlockSlab.MAX_ROWS,
          (double) opened.bytes() / opened.rows(),
          millis,
          progress.peakAnonymousBytes() >> 20);
    }
    Files.delete(index);
  }
}
