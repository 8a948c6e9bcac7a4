package skein.perf.gpu;

import java.util.Arrays;
import java.util.Locale;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.CpuCross;
import skein.core.aggregate.CrossCounts;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.SlabSet;
import skein.core.gpu.GpuContext;
import skein.core.gpu.GpuCross;
import skein.core.gpu.KernelTuning;
import skein.shaders.ShaderSource;

/** Measures filtered counts with all histograms and compares them with the CPU's. */
final class FilterTimes {
  private final GpuContext context;
  private final SlabSet slabs;
  private final int rounds;

  FilterTimes(GpuContext context, SlabSet slabs, int rounds) {
    this.context = context;
    this.slabs = slabs;
    this.rounds = rounds;
  }

  void print(GridSpec spec, int channels) {
    System.out.printf(Locale.ROOT, "## filters: %,d rows, %d channels%n%n", slabs.rows(), channels);
    System.out.println("| channels with a range | kernel ms | Grows/s | equals the CPU |");
    System.out.println("|---|---|---|---|");
    try (GpuCross cross =
            new GpuCross(context, ShaderSource.shipped(), KernelTuning.standard(context));
        DensityGrid grid = cross.createGrid("bench.grid")) {
      while (cross.pendingRows(slabs) > 0) {
        cross.upload(slabs, 64L << 20);
      }
      ChannelFilter filter = new ChannelFilter();
      System.out.println(line(cross, grid, spec, filter, 0));
      for (int c = 0; c < channels; c++) {
        filter.range(c, 10_000, 50_000);
      }
      System.out.println(line(cross, grid, spec, filter, channels));
    }
    System.out.println();
  }

  private String line(
      GpuCross cross, DensityGrid grid, GridSpec spec, ChannelFilter filter, int active) {
    double[] kernel = new double[rounds];
    long warm = System.nanoTime() + KernelTimes.WARM_UP_NANOS;
    do {
      cross.issue(spec, filter, grid);
      context.finish();
    } while (System.nanoTime() < warm);
    for (int i = 0; i < rounds; i++) {
      cross.issue(spec, filter, grid);
      context.finish();
      kernel[i] = cross.passNanos() / 1e6;
    }
    double ms = KernelTimes.median(kernel);
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %s |",
        active,
        ms > 0 ? String.format(Locale.ROOT, "%.3f", ms) : "n/a",
        ms > 0 ? String.format(Locale.ROOT, "%.0f", slabs.rows() / ms / 1e6) : "n/a",
        isEqual(cross, grid, spec, filter) ? "yes" : "NO");
  }

  private boolean isEqual(GpuCross cross, DensityGrid grid, GridSpec spec, ChannelFilter filter) {
    int[] counts = new int[spec.cells()];
    int[] expected = new int[spec.cells()];
    CrossCounts bins = new CrossCounts();
    CrossCounts expectedBins = new CrossCounts();
    grid.readCounts(counts);
    cross.read(bins);
    new CpuCross().count(slabs, spec, filter, expected, expectedBins);
    boolean equal = Arrays.equals(counts, expected);
    for (int c = 0; c < ChannelFilter.MOST_CHANNELS; c++) {
      equal &= Arrays.equals(bins.bins(c), expectedBins.bins(c));
    }
    return equal;
  }
}
