package skein.perf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.CpuGrid;
import skein.core.aggregate.GridSpec;
import skein.core.batch.ColumnBatch;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.Clusterer;
import skein.core.block.SlabSet;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

/**
 * The CPU aggregator over a full view against a plain scalar loop over the same blocks and against
 * brute force over float pairs, all on two threads in one process, in turns; medians. Prints
 * Markdown. Arguments: million rows (20), rounds (15).
 */
public final class AggregateBench {
  private static final int THREADS = 2;

  private final MemoryLedger ledger = new MemoryLedger();
  private final int batches;
  private final int rounds;

  private AggregateBench(int batches, int rounds) {
    this.batches = batches;
    this.rounds = rounds;
  }

  public static void main(String[] args) {
    int millions = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 15;
    int batches = Math.max(1, millions * 1_000_000 / BlockBuilder.CAPACITY);
    new AggregateBench(batches, rounds).run();
  }

  private void run() {
    long rows = (long) batches * BlockBuilder.CAPACITY;
    try (Arena arena = Arena.ofShared()) {
      MemorySegment floats = arena.allocate(rows * 8, 64);
      try (SlabSet set = load(floats);
          CpuAggregator aggregator = new CpuAggregator(ledger, THREADS);
          CpuGrid grid = aggregator.createGrid("bench")) {
        Machine.printHeader("CPU aggregator");
        System.out.printf(
            Locale.ROOT,
            "%,d rows in %d blocks, full view, %d threads, medians of %d. Ours includes clearing,"
                + " adding up and the statistics.%n%n",
            rows,
            set.blocks(),
            THREADS,
            rounds);
        System.out.println(
            "| grid | ours Mpoints/s | plain loop | float pairs | ours / plain | ours / floats |");
        System.out.println("|---|---|---|---|---|---|");
        compare(set, floats, aggregator, grid, 1280, 720);
        compare(set, floats, aggregator, grid, 1920, 1080);
      }
    }
  }

  private SlabSet load(MemorySegment floats) {
    BlockBuilder builder = new BlockBuilder(ledger, ArrayBatch.PROJECTION);
    List<BlockSlab> staged = new ArrayList<>();
    for (int b = 0; b < batches; b++) {
      try (ArrayBatch batch = new ArrayBatch(BlockBuilder.CAPACITY, b)) {
        copy(batch, floats, (long) b * BlockBuilder.CAPACITY);
        builder.add(batch, 0);
        BlockSlab slab = builder.build();
        if (slab != null) {
          staged.add(slab);
        }
      }
    }
    SlabSet set =
        new Clusterer(ledger, ArrayBatch.PROJECTION, () -> false).cluster(staged, builder.counts());
    staged.forEach(BlockSlab::close);
    if (set == null) {
      throw new IllegalStateException("cancelled");
    }
    return set;
  }

  private static void copy(ArrayBatch batch, MemorySegment floats, long first) {
    for (int i = 0; i < batch.rows(); i++) {
      double x = batch.data(ColumnBatch.X).getAtIndex(ValueLayout.JAVA_DOUBLE, i);
      double y = batch.data(ColumnBatch.Y).getAtIndex(ValueLayout.JAVA_DOUBLE, i);
      floats.setAtIndex(ValueLayout.JAVA_FLOAT, 2 * (first + i), (float) x);
      floats.setAtIndex(ValueLayout.JAVA_FLOAT, 2 * (first + i) + 1, (float) y);
    }
  }

  private void compare(
      SlabSet set,
      MemorySegment floats,
      CpuAggregator aggregator,
      CpuGrid grid,
      int width,
      int height) {
    GridSpec spec = new GridSpec(width, height, 0, 1, 0, 1, ColourMode.COUNT);
    int[][] grids = new int[THREADS][width * height];
    long rows = set.rows();
    double[] ours = new double[rounds];
    double[] plain = new double[rounds];
    double[] pairs = new double[rounds];
    for (int i = -5; i < rounds; i++) {
      int slot = Math.max(0, i);
      ours[slot] = time(() -> count(aggregator, grid, spec, set));
      plain[slot] =
          time(() -> fork(m -> PlainLoops.blocks(set, grids[m], width, height, m, THREADS)));
      pairs[slot] =
          time(
              () ->
                  fork(
                      m -> {
                        long from = rows * m / THREADS;
                        long to = rows * (m + 1) / THREADS;
                        PlainLoops.floats(floats, from, to, grids[m], width, height);
                      }));
    }
    if (grid.stats().total != rows) {
      throw new IllegalStateException("lost rows: counted=" + grid.stats().total);
    }
    report(width + " x " + height, rows, median(ours), median(plain), median(pairs));
  }

  private static void count(CpuAggregator aggregator, CpuGrid grid, GridSpec spec, SlabSet set) {
    aggregator.restart(grid, spec);
    if (!aggregator.advance(grid, set, System.nanoTime() + 60_000_000_000L)) {
      throw new IllegalStateException("over a minute");
    }
  }

  private static double time(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static void fork(IntConsumer work) {
    Thread other = Thread.ofPlatform().start(() -> work.accept(1));
    work.accept(0);
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void report(String grid, long rows, double ours, double plain, double pairs) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.0f | %.2f | %.2f |%n",
        grid,
        rows / ours / 1e6,
        rows / plain / 1e6,
        rows / pairs / 1e6,
        plain / ours,
        pairs / ours);
  }
}
