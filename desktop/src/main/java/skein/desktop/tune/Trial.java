package skein.desktop.tune;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.gpu.GpuAggregator;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

/** Counts some million rows with an aggregator and tells its rates. Render thread, at the start. */
final class Trial implements AutoCloseable {
  /** 4.2 million rows: some milliseconds of a CPU. */
  static final int CPU_BLOCKS = 256;

  /** 67 million rows: with fewer a fast GPU is not busy for longer than it takes to begin. */
  static final int GPU_BLOCKS = 4_096;

  /** Blocks lie on a lattice of so many columns; their rows repeat after as many blocks. */
  private static final int COLUMNS = 16;

  private static final int DISTINCT_BLOCKS = 64;
  private static final int TRIAL_PASSES = 5;

  /** Enough for a GPU at rest to raise its clock. */
  private static final int GPU_PASSES = 40;

  /** A view from here on holds nothing. */
  private static final double ELSEWHERE = 100;

  private static final long LEAST_NANOS = 1_000;
  private static final long MOST_NANOS = 2_000_000_000L;

  private final SlabSet slabs;

  Trial(MemoryLedger host, int blocks) {
    slabs = trial(host, blocks);
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
    long nothing = best(aggregator, slabs, ELSEWHERE, forever);
    return rows(whole, nothing);
  }

  /**
   * The same of a GPU by its own clock; by {@link #rate} where its driver does not tell.
   *
   * @param finish waits until the GPU has done all
   */
  double gpuRate(GpuAggregator aggregator, Runnable finish) {
    long whole = gpuBest(aggregator, spec(0), finish);
    long nothing = gpuBest(aggregator, spec(ELSEWHERE), finish);
    return whole <= 0 || nothing <= 0 ? rate(aggregator) : rows(whole, nothing);
  }

  /** GPU time of the best pass, or 0 when it is not known. */
  private long gpuBest(GpuAggregator aggregator, GridSpec spec, Runnable finish) {
    long best = Long.MAX_VALUE;
    try (DensityGrid grid = aggregator.createGrid("trial")) {
      for (int i = 0; i < GPU_PASSES; i++) {
        aggregator.restart(grid, spec);
        boolean atOnce = aggregator.advance(grid, slabs, System.nanoTime() + MOST_NANOS);
        finish.run();
        best = Math.min(best, atOnce ? aggregator.passNanos() : 0);
      }
    }
    return best;
  }

  /** Rows a second; what is left of the whole is never less than a tenth, noise aside. */
  private double rows(long whole, long nothing) {
    return slabs.rows() * 1e9 / Math.max(LEAST_NANOS, Math.max(whole / 10, whole - nothing));
  }

  /** A view of {@link #COLUMNS} by as many blocks that begins at {@code lo} on both axes. */
  private static GridSpec spec(double lo) {
    return new GridSpec(1024, 1024, lo, lo + COLUMNS, lo, lo + COLUMNS, ColourMode.COUNT);
  }

  /** Nanoseconds of the best pass over a view that begins at {@code lo} on both axes. */
  private static long best(Aggregator aggregator, SlabSet slabs, double lo, long forever) {
    GridSpec spec = spec(lo);
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

  /** Uniform blocks on a square lattice, as many on each place as there are. */
  private static SlabSet trial(MemoryLedger host, int blocks) {
    int rows = BlockSlab.MAX_ROWS;
    int[] first = new int[blocks];
    int[] count = new int[blocks];
    double[] bounds = new double[blocks * BlockSlab.BOUNDS];
    for (int b = 0; b < blocks; b++) {
      first[b] = b * rows;
      count[b] = rows;
      int at = b * BlockSlab.BOUNDS;
      int column = b % COLUMNS;
      int row = b / COLUMNS % COLUMNS;
      bounds[at] = column;
      bounds[at + 1] = column + 1;
      bounds[at + 2] = 1 / 65_535.0;
      bounds[at + 3] = row;
      bounds[at + 4] = row + 1;
      bounds[at + 5] = 1 / 65_535.0;
    }
    HostBuffer coords = HostBuffer.toFill(host, "trial", 4L * rows * blocks);
    SplittableRandom random = new SplittableRandom(1);
    long distinct = 4L * rows * Math.min(blocks, DISTINCT_BLOCKS);
    for (long at = 0; at < distinct; at += 4) {
      coords.segment().set(ValueLayout.JAVA_INT, at, random.nextInt());
    }
    for (long at = distinct; at < coords.bytes(); at += distinct) {
      MemorySegment.copy(coords.segment(), 0, coords.segment(), at, distinct);
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
