package skein.perf.gpu;

import java.util.Arrays;
import java.util.Locale;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.SlabSet;
import skein.core.gpu.GpuAggregator;

/** Measures passes of a GPU aggregator over a set and compares their grids with the CPU's. */
final class KernelTimes {
  private static final long FAR = 60_000_000_000L;

  /** A GPU at rest takes that long to reach its clocks. */
  static final long WARM_UP_NANOS = 1_000_000_000L;

  private final GpuAggregator gpu;
  private final SlabSet slabs;
  private final int rounds;

  KernelTimes(GpuAggregator gpu, SlabSet slabs, int rounds) {
    this.gpu = gpu;
    this.slabs = slabs;
    this.rounds = rounds;
  }

  /** Moves all to the GPU; GB/s. */
  double upload(GridSpec spec) {
    try (DensityGrid grid = gpu.createGrid("bench.grid")) {
      return fill(gpu, grid, slabs, spec);
    }
  }

  /** Brings all blocks of a view to the GPU: a mapped set's come as passes wish for them. GB/s. */
  static double fill(GpuAggregator gpu, DensityGrid grid, SlabSet slabs, GridSpec spec) {
    gpu.poolBytes(Long.MAX_VALUE / 2);
    gpu.restart(grid, spec);
    long begun = System.nanoTime();
    long bytes = 0;
    while (gpu.pendingBytes(slabs) > 0
        || !gpu.advance(grid, slabs, System.nanoTime() + 1_000_000_000L)) {
      if (System.nanoTime() > begun + FAR) {
        throw new IllegalStateException("blocks do not fit: pending=" + gpu.pendingBytes(slabs));
      }
      bytes += gpu.upload(slabs, 256L << 20);
    }
    return bytes / (double) (System.nanoTime() - begun);
  }

  /** A line of the table; {@code expected} is the CPU's grid. */
  String line(String name, GridSpec spec, int[] expected) {
    double[] kernel = new double[rounds];
    double[] wall = new double[rounds];
    try (DensityGrid grid = gpu.createGrid("bench.grid")) {
      long warm = System.nanoTime() + WARM_UP_NANOS;
      do {
        pass(grid, spec);
      } while (System.nanoTime() < warm);
      for (int i = 0; i < rounds; i++) {
        wall[i] = pass(grid, spec) / 1e6;
        kernel[i] = gpu.passNanos() / 1e6;
      }
      int[] counts = new int[spec.cells()];
      grid.readCounts(counts);
      boolean equal = Arrays.equals(counts, expected) && grid.stats().total == sum(expected);
      return line(name, median(kernel), max(kernel), median(wall), equal);
    }
  }

  /** From clearing to the facts; nanoseconds. */
  private long pass(DensityGrid grid, GridSpec spec) {
    long begun = System.nanoTime();
    gpu.restart(grid, spec);
    gpu.advance(grid, slabs, begun + FAR);
    while (!grid.complete() || !grid.statsReady()) {
      Thread.onSpinWait();
      gpu.advance(grid, slabs, begun + FAR);
    }
    return System.nanoTime() - begun;
  }

  private String line(String name, double kernel, double worst, double wall, boolean equal) {
    // Software renderers do not tell times.
    boolean told = kernel > 0;
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %.2f | %s |",
        name,
        told ? String.format(Locale.ROOT, "%.3f", kernel) : "n/a",
        told ? String.format(Locale.ROOT, "%.3f", worst) : "n/a",
        told ? String.format(Locale.ROOT, "%.0f", slabs.rows() / kernel / 1e6) : "n/a",
        wall,
        equal ? "yes" : "NO");
  }

  /** What the CPU counts. */
  static int[] expected(CpuAggregator cpu, SlabSet slabs, GridSpec spec) {
    Aggregator by = cpu;
    try (DensityGrid grid = by.createGrid("bench.check")) {
      by.restart(grid, spec);
      while (!by.advance(grid, slabs, System.nanoTime() + FAR)) {
        Thread.onSpinWait();
      }
      int[] counts = new int[spec.cells()];
      grid.readCounts(counts);
      return counts;
    }
  }

  private static long sum(int[] counts) {
    long sum = 0;
    for (int count : counts) {
      sum += Integer.toUnsignedLong(count);
    }
    return sum;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }
}
