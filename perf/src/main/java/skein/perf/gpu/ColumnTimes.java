package skein.perf.gpu;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import skein.core.aggregate.ColumnExtremes;
import skein.core.aggregate.CpuColumns;
import skein.core.aggregate.GridSpec;
import skein.core.block.SlabSet;
import skein.core.gpu.GpuColumns;
import skein.core.gpu.GpuContext;
import skein.core.gpu.KernelTuning;
import skein.shaders.ShaderSource;

/** Measures pixel columns of a sequence and compares them with those of reading every row. */
final class ColumnTimes {
  private final GpuContext context;
  private final SlabSet slabs;
  private final int rounds;

  ColumnTimes(GpuContext context, SlabSet slabs, int rounds) {
    this.context = context;
    this.slabs = slabs;
    this.rounds = rounds;
  }

  void print(List<GridSpec> specs) {
    System.out.printf(
        Locale.ROOT, "## columns: %,d rows in %,d blocks%n%n", slabs.rows(), slabs.blocks());
    System.out.println("| window | kernel ms | Grows/s | equals reading every row |");
    System.out.println("|---|---|---|---|");
    try (GpuColumns columns =
        new GpuColumns(context, ShaderSource.shipped(), KernelTuning.standard(context))) {
      while (columns.pendingBytes(slabs) > 0) {
        columns.upload(slabs, 64L << 20);
      }
      for (GridSpec spec : specs) {
        System.out.println(line(columns, spec));
      }
    }
    System.out.println();
  }

  private String line(GpuColumns columns, GridSpec spec) {
    double[] kernel = new double[rounds];
    long warm = System.nanoTime() + KernelTimes.WARM_UP_NANOS;
    do {
      columns.issue(spec);
      context.finish();
    } while (System.nanoTime() < warm);
    for (int i = 0; i < rounds; i++) {
      columns.issue(spec);
      context.finish();
      kernel[i] = columns.passNanos() / 1e6;
    }
    double ms = KernelTimes.median(kernel);
    ColumnExtremes found = new ColumnExtremes(spec.width());
    ColumnExtremes expected = new ColumnExtremes(spec.width());
    columns.read(found);
    new CpuColumns().read(slabs, spec, expected);
    boolean equal =
        Arrays.equals(found.firstRow, expected.firstRow)
            && Arrays.equals(found.lastRow, expected.lastRow)
            && Arrays.equals(found.min, expected.min)
            && Arrays.equals(found.max, expected.max)
            && Arrays.equals(found.first, expected.first)
            && Arrays.equals(found.last, expected.last);
    return String.format(
        Locale.ROOT,
        "| %.4f to %.4f | %s | %s | %s |",
        spec.loX(),
        spec.hiX(),
        ms > 0 ? String.format(Locale.ROOT, "%.3f", ms) : "n/a",
        ms > 0 ? String.format(Locale.ROOT, "%.0f", slabs.rows() / ms / 1e6) : "n/a",
        equal ? "yes" : "NO");
  }
}
