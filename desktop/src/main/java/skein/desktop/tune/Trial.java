package skein.desktop.tune;

import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

/** Counts 4.2 million rows with an aggregator and tells its rates. Render thread, at the start. */
final class Trial implements AutoCloseable {
  private static final int TRIAL_BLOCKS = 256;
  private static final int TRIAL_PASSES = 5;
  private static final long LEAST_NANOS = 1_000;
  private static final long MOST_NANOS = 2_000_000_000L;

  private final SlabSet slabs;

  Trial(MemoryLedger host) {
    slabs = trial(host);
  }

  /**
   * Bytes a second until all blocks are where the aggregator counts them; NaN where they are there
   * already.
   *
   * @param finish waits until all that was sent has arrived
   */
  double upload(Aggregator aggregator, Runnable finish) {
    long bytes = aggregator.pendingBytes(slabs);
    if (bytes == 0) {
      return Double.NaN;
    }
    long start = System.nanoTime();
    while (aggregator.pendingBytes(slabs) > 0 && System.nanoTime() - start < MOST_NANOS) {
      aggregator.upload(slabs, Long.MAX_VALUE);
    }
    finish.run();
    long sent = bytes - aggregator.pendingBytes(slabs);
    return Math.max(1, sent) * 1e9 / Math.max(LEAST_NANOS, System.nanoTime() - start);
  }

  /**
   * Rows a second, without what a pass over nothing takes: starting it and reading a grid back
   * weigh on a GPU's small trial and hardly on its frames.
   */
  double rate(Aggregator aggregator) {
    long forever = System.nanoTime() + MOST_NANOS;
    long whole = best(aggregator, slabs, 0, forever);
    long nothing = best(aggregator, slabs, 100, forever);
    return slabs.rows() * 1e9 / Math.max(LEAST_NANOS, whole - nothing);
  }

  /** Nanoseconds of the best pass over a view that begins at {@code lo} on both axes. */
  private static long best(Aggregator aggregator, SlabSet slabs, double lo, long forever) {
    GridSpec spec = new GridSpec(1024, 1024, lo, lo + 16, lo, lo + 16, ColourMode.COUNT);
    long best = Long.MAX_VALUE;
    try (DensityGrid grid = aggregator.createGrid("trial")) {
      int[] counts = new int[spec.cells()];
      for (int i = 0; i < TRIAL_PASSES; i++) {
        long start = System.nanoTime();
        aggregator.restart(grid, spec);
        while (!aggregator.advance(grid, slabs, forever) && System.nanoTime() < forever) {
          Thread.onSpinWait();
        }
        grid.readCounts(counts);
        best = Math.min(best, System.nanoTime() - start);
      }
    }
    return best;
  }

  /** Uniform blocks on a 16 by 16 lattice. */
  private static SlabSet trial(MemoryLedger host) {
    int rows = BlockSlab.MAX_ROWS;
    int[] first = new int[TRIAL_BLOCKS];
    int[] count = new int[TRIAL_BLOCKS];
    double[] bounds = new double[TRIAL_BLOCKS * BlockSlab.BOUNDS];
    for (int b = 0; b < TRIAL_BLOCKS; b++) {
      first[b] = b * rows;
      count[b] = rows;
      int at = b * BlockSlab.BOUNDS;
      int column = b % 16;
      int row = b / 16;
      bounds[at] = column;
      bounds[at + 1] = column + 1;
      bounds[at + 2] = 1 / 65_535.0;
      bounds[at + 3] = row;
      bounds[at + 4] = row + 1;
      bounds[at + 5] = 1 / 65_535.0;
    }
    HostBuffer coords = new HostBuffer(host, "trial", 4L * rows * TRIAL_BLOCKS);
    SplittableRandom random = new SplittableRandom(1);
    for (long i = 0; i < (long) rows * TRIAL_BLOCKS; i++) {
      coords.segment().setAtIndex(ValueLayout.JAVA_INT, i, random.nextInt());
    }
    SlabSet set = new SlabSet(ColourMode.COUNT);
    set.add(new BlockSlab(first, count, bounds, coords, null));
    return set;
  }

  @Override
  public void close() {
    slabs.close();
  }
}
