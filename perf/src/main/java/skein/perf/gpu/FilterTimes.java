package skein.perf.gpu;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.CrossCounts;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.SlabSet;
import skein.core.gpu.GpuAggregator;
import skein.core.gpu.GpuContext;
import skein.core.gpu.KernelTuning;
import skein.shaders.ShaderSource;

/**
 * Measures brushing: density and the histograms of all channels under ranges that move with each
 * pass, and compares grids and histograms with the CPU's.
 */
final class FilterTimes {
  private static final long FAR = 600_000_000_000L;

  private final GpuContext context;
  private final CpuAggregator cpu;
  private final SlabSet slabs;
  private final int rounds;

  FilterTimes(GpuContext context, CpuAggregator cpu, SlabSet slabs, int rounds) {
    this.context = context;
    this.cpu = cpu;
    this.slabs = slabs;
    this.rounds = rounds;
  }

  void print(GridSpec spec, int channels) {
    System.out.printf(
        Locale.ROOT, "## brushing: %,d rows, %d histograms%n%n", slabs.rows(), channels);
    System.out.println(
        "| channels with a range | kernel ms | worst ms | Grows/s | brush to bars ms | worst ms"
            + " | equals the CPU |");
    System.out.println("|---|---|---|---|---|---|---|");
    try (GpuAggregator gpu =
            new GpuAggregator(context, ShaderSource.shipped(), KernelTuning.standard(context));
        DensityGrid grid = gpu.createGrid("bench.grid")) {
      KernelTimes.fill(gpu, grid, slabs, spec);
      for (int active = 0; active <= channels; active++) {
        System.out.println(line(gpu, grid, spec, channels, active));
      }
      gpu.forget(slabs);
    }
    System.out.println();
  }

  private static void brush(GridSpec spec, int channels, int active, int round) {
    spec.filter().channels(0, channels);
    for (int c = 0; c < active; c++) {
      int lo = 9_000 + 300 * c + 257 * (round % 16);
      spec.filter().range(c, lo, lo + 40_000);
    }
  }

  private String line(GpuAggregator gpu, DensityGrid grid, GridSpec of, int channels, int active) {
    GridSpec spec = new GridSpec();
    spec.set(of);
    double[] kernel = new double[rounds];
    double[] wall = new double[rounds];
    long warm = System.nanoTime() + KernelTimes.WARM_UP_NANOS;
    do {
      brush(spec, channels, active, 0);
      pass(gpu, grid, spec);
    } while (System.nanoTime() < warm);
    for (int i = 0; i < rounds; i++) {
      brush(spec, channels, active, i);
      wall[i] = pass(gpu, grid, spec) / 1e6;
      kernel[i] = gpu.passNanos() / 1e6;
    }
    double ms = KernelTimes.median(kernel);
    double most = Arrays.stream(kernel).max().orElse(Double.NaN);
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %s | %.2f | %.2f | %s |",
        active,
        ms > 0 ? String.format(Locale.ROOT, "%.3f", ms) : "n/a",
        ms > 0 ? String.format(Locale.ROOT, "%.3f", most) : "n/a",
        ms > 0 ? String.format(Locale.ROOT, "%.0f", slabs.rows() / ms / 1e6) : "n/a",
        KernelTimes.median(wall),
        Arrays.stream(wall).max().orElse(Double.NaN),
        isEqual(grid, spec) ? "yes" : "NO");
  }

  /** From the change of a range to grid, facts and histograms; nanoseconds. */
  private long pass(Aggregator gpu, DensityGrid grid, GridSpec spec) {
    long begun = System.nanoTime();
    gpu.restart(grid, spec);
    while (!gpu.advance(grid, slabs, begun + FAR) || !grid.awaitStats(begun + FAR)) {
      Thread.onSpinWait();
    }
    return System.nanoTime() - begun;
  }

  private boolean isEqual(DensityGrid grid, GridSpec spec) {
    int[] counts = new int[spec.cells()];
    grid.readCounts(counts);
    CrossCounts bins = Objects.requireNonNull(grid.histograms());
    Aggregator by = cpu;
    try (DensityGrid check = by.createGrid("bench.check")) {
      by.restart(check, spec);
      while (!by.advance(check, slabs, System.nanoTime() + FAR)) {
        Thread.onSpinWait();
      }
      int[] expected = new int[spec.cells()];
      check.readCounts(expected);
      boolean equal = Arrays.equals(counts, expected);
      CrossCounts expectedBins = Objects.requireNonNull(check.histograms());
      for (int c = 0; c < spec.filter().channels(); c++) {
        equal &= Arrays.equals(bins.bins(c), expectedBins.bins(c));
      }
      return equal;
    }
  }
}
