package skein.perf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.CpuGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.index.BlockIndex;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

/**
 * How fast the CPU aggregator counts the blocks of an index file: whole view and zoomed in 2, 4 and
 * 8 times about the middle, 1280 x 720 cells, nothing else at work. The first pass also brings the
 * file into memory. Prints Markdown. Argument: the index file.
 */
public final class IndexPassBench {
  private static final int THREADS = 2;
  private static final int ROUNDS = 4;

  private IndexPassBench() {}

  public static void main(String[] args) throws IOException {
    MemoryLedger ledger = new MemoryLedger();
    try (BlockIndex index = BlockIndex.open(Path.of(args[0]));
        SlabSet set = index.slabs();
        CpuAggregator aggregator = new CpuAggregator(ledger, THREADS);
        CpuGrid grid = aggregator.createGrid("bench")) {
      admit(set);
      Machine.printHeader("Passes over an index of " + index.rows() + " rows");
      System.out.println("| zoom | rows counted | ms of each pass | Mrows/s of the last |");
      System.out.println("|---|---|---|---|");
      for (int zoom = 1; zoom <= 8; zoom *= 2) {
        report(aggregator, grid, set, zoom, view(index, zoom));
      }
    }
  }

  private static GridSpec view(BlockIndex index, int zoom) {
    var p = index.pyramid();
    double halfX = (p.hiX() - p.loX()) / 2;
    double halfY = (p.hiY() - p.loY()) / 2;
    double midX = p.loX() + halfX;
    double midY = p.loY() + halfY;
    return new GridSpec(
        1280,
        720,
        midX - halfX / zoom,
        midX + halfX / zoom,
        midY - halfY / zoom,
        midY + halfY / zoom,
        ColourMode.COUNT);
  }

  private static void admit(SlabSet set) {
    for (int s = 0; s < set.size(); s++) {
      BlockSlab slab = set.get(s);
      for (int b = 0; b < slab.blocks(); b++) {
        slab.admit(b);
      }
    }
  }

  private static void report(
      CpuAggregator aggregator, CpuGrid grid, SlabSet set, int zoom, GridSpec spec) {
    StringBuilder millis = new StringBuilder();
    long nanos = 1;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      aggregator.restart(grid, spec);
      if (!aggregator.advance(grid, set, start + 600_000_000_000L)) {
        throw new IllegalStateException("not counted in ten minutes");
      }
      nanos = System.nanoTime() - start;
      millis.append(i == 0 ? "" : ", ").append(nanos / 1_000_000);
    }
    long rows = grid.stats().total;
    System.out.printf(
        Locale.ROOT, "| %d | %,d | %s | %d |%n", zoom, rows, millis, rows * 1_000 / nanos);
  }
}
