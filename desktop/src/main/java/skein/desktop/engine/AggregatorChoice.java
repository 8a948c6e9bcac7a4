package skein.desktop.engine;

import java.util.Locale;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.gpu.GpuAggregator;
import skein.core.gpu.GpuContext;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/**
 * The aggregator of this run and why it was chosen: a software GL never computes on the "GPU"; on a
 * real one both count the same blocks and the faster wins.
 *
 * @param reason for people, one line
 */
public record AggregatorChoice(Aggregator aggregator, String reason) {
  /** What the user asked for. */
  public enum Wish {
    AUTO,
    GPU,
    CPU
  }

  private static final int TRIAL_BLOCKS = 256;
  private static final int TRIAL_PASSES = 5;
  private static final long LEAST_NANOS = 1_000;

  /**
   * A GPU that the trial finds slower by less than this still wins: slices that have not learnt its
   * rate yet hide it. One that counted 600 Grows/s showed 0.7 in trials, where 16 threads showed
   * 1.2.
   */
  private static final double TRIAL_HANDICAP = 8;

  /** Makes the aggregator; the caller closes it. */
  public static AggregatorChoice make(GpuContext gpu, MemoryLedger host, Wish wish) {
    int threads = Runtime.getRuntime().availableProcessors();
    return switch (wish) {
      case GPU ->
          new AggregatorChoice(
              new GpuAggregator(gpu, ShaderSource.shipped()), "forced by --aggregator gpu");
      case CPU ->
          new AggregatorChoice(new CpuAggregator(host, threads), "forced by --aggregator cpu");
      case AUTO -> measure(gpu, host, threads);
    };
  }

  private static AggregatorChoice measure(GpuContext gpu, MemoryLedger host, int threads) {
    if (gpu.isSoftware()) {
      return new AggregatorChoice(
          new CpuAggregator(host, threads), "OpenGL is software here, CPU threads count faster");
    }
    Aggregator onGpu = new GpuAggregator(gpu, ShaderSource.shipped());
    Aggregator onCpu = new CpuAggregator(host, threads);
    double gpuRate;
    double cpuRate;
    try (SlabSet trial = trial(host)) {
      gpuRate = rate(onGpu, trial);
      cpuRate = rate(onCpu, trial);
      onGpu.forget(trial);
    }
    String reason =
        String.format(
            Locale.ROOT, "measured: GPU %.0f, CPU %.0f M rows/s", gpuRate / 1e6, cpuRate / 1e6);
    boolean gpuWins = gpuRate * TRIAL_HANDICAP >= cpuRate;
    (gpuWins ? onCpu : onGpu).close();
    return new AggregatorChoice(gpuWins ? onGpu : onCpu, reason);
  }

  /**
   * Rows a second, without what a pass over nothing takes: starting it and reading a grid back
   * weigh on a GPU's small trial and hardly on its frames.
   */
  private static double rate(Aggregator aggregator, SlabSet slabs) {
    long forever = System.nanoTime() + 2_000_000_000L;
    while (aggregator.pendingBytes(slabs) > 0 && System.nanoTime() < forever) {
      aggregator.upload(slabs, Long.MAX_VALUE);
    }
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
    java.util.SplittableRandom random = new java.util.SplittableRandom(1);
    for (long i = 0; i < (long) rows * TRIAL_BLOCKS; i++) {
      coords.segment().setAtIndex(java.lang.foreign.ValueLayout.JAVA_INT, i, random.nextInt());
    }
    SlabSet set = new SlabSet(ColourMode.COUNT);
    set.add(new BlockSlab(first, count, bounds, coords, null, null));
    return set;
  }
}
