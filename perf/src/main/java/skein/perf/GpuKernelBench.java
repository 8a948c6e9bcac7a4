package skein.perf;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.gpu.EglHeadless;
import skein.core.gpu.GpuAggregator;
import skein.core.gpu.GpuContext;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/**
 * What a pass over full blocks costs on the GPU: uniform rows in a square of blocks, counted into a
 * grid, whole and zoomed in four times. Each grid is compared with the CPU's, cell by cell. Prints
 * Markdown; medians of 15.
 *
 * <p>Arguments: blocks along each edge (256, so 65,536 blocks and 1.07e9 rows), grid width (1920)
 * and height (1080).
 */
public final class GpuKernelBench {
  private static final int ROUNDS = 15;
  private static final int BLOCKS_PER_SLAB = 1_024;
  private static final int ROWS = BlockSlab.MAX_ROWS;
  private static final long FAR = 60_000_000_000L;

  private final GpuAggregator gpu;
  private final CpuAggregator cpu;
  private final SlabSet slabs;

  private GpuKernelBench(GpuAggregator gpu, CpuAggregator cpu, SlabSet slabs) {
    this.gpu = gpu;
    this.cpu = cpu;
    this.slabs = slabs;
  }

  @SuppressWarnings("try") // The context is current; nobody calls it.
  public static void main(String[] args) {
    int edge = args.length > 0 ? Integer.parseInt(args[0]) : 256;
    int width = args.length > 1 ? Integer.parseInt(args[1]) : 1_920;
    int height = args.length > 2 ? Integer.parseInt(args[2]) : 1_080;
    MemoryLedger host = new MemoryLedger();
    try (EglHeadless egl = EglHeadless.open();
        GpuContext context = GpuContext.current(new MemoryLedger(), GpuContext.Errors.COLLECT);
        GpuAggregator gpu = new GpuAggregator(context, ShaderSource.shipped());
        CpuAggregator cpu = new CpuAggregator(host);
        HostBuffer codes = randomCodes(host, Math.min(BLOCKS_PER_SLAB, edge * edge));
        SlabSet slabs = squareOf(edge, codes)) {
      Machine.printHeader("Block kernel on the GPU");
      System.out.println(
          context.renderer()
              + ", OpenGL "
              + context.version()
              + ", "
              + slabs.rows()
              + " rows in "
              + slabs.blocks()
              + " blocks, grid "
              + width
              + "x"
              + height
              + "\n");
      new GpuKernelBench(gpu, cpu, slabs).run(width, height);
      context.messages().forEach(System.out::println);
    }
  }

  /** One slab's codes; all slabs share them, their headers place them differently. */
  private static HostBuffer randomCodes(MemoryLedger ledger, int blocks) {
    HostBuffer codes = new HostBuffer(ledger, "bench.codes", 4L * ROWS * blocks);
    SplittableRandom random = new SplittableRandom(20_261_121);
    for (long i = 0; i < (long) ROWS * blocks; i++) {
      codes.segment().set(ValueLayout.JAVA_INT, 4 * i, random.nextInt());
    }
    return codes;
  }

  private static SlabSet squareOf(int edge, HostBuffer codes) {
    SlabSet set = new SlabSet(ColourMode.COUNT);
    int total = edge * edge;
    for (int from = 0; from < total; from += BLOCKS_PER_SLAB) {
      int blocks = Math.min(BLOCKS_PER_SLAB, total - from);
      int[] first = new int[blocks];
      int[] count = new int[blocks];
      double[] bounds = new double[blocks * BlockSlab.BOUNDS];
      for (int b = 0; b < blocks; b++) {
        first[b] = b * ROWS;
        count[b] = ROWS;
        int at = b * BlockSlab.BOUNDS;
        place(bounds, at, (double) ((from + b) % edge) / edge, 1.0 / edge);
        int row = (from + b) / edge;
        place(bounds, at + 3, (double) row / edge, 1.0 / edge);
      }
      set.add(new BlockSlab(first, count, bounds, codes, null, null));
    }
    return set;
  }

  private static void place(double[] bounds, int at, double lo, double size) {
    bounds[at] = lo;
    bounds[at + 1] = lo + size;
    bounds[at + 2] = size / 65_535;
  }

  private void run(int width, int height) {
    long begun = System.nanoTime();
    long bytes = 0;
    while (gpu.pendingBytes(slabs) > 0) {
      bytes += gpu.upload(slabs, 64L << 20);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(Locale.ROOT, "Upload: %.2f GB/s%n%n", bytes / 1e9 / seconds);
    System.out.println("| view | kernel ms | Gpoints/s | clear to facts ms | equals the CPU |");
    System.out.println("|---|---|---|---|---|");
    measure("whole", new GridSpec(width, height, 0, 1, 0, 1, ColourMode.COUNT));
    measure("zoomed 4x", new GridSpec(width, height, 0.375, 0.625, 0.375, 0.625, ColourMode.COUNT));
    measure("1/16 of a cell off", offset(width, height));
  }

  private static GridSpec offset(int width, int height) {
    double x = 1.0 / 16 / width;
    double y = 1.0 / 16 / height;
    return new GridSpec(width, height, x, 1 + x, y, 1 + y, ColourMode.COUNT);
  }

  private void measure(String name, GridSpec spec) {
    double[] kernel = new double[ROUNDS];
    double[] wall = new double[ROUNDS];
    try (DensityGrid grid = gpu.createGrid("bench.grid")) {
      for (int i = -3; i < ROUNDS; i++) {
        long begun = System.nanoTime();
        gpu.restart(grid, spec);
        gpu.advance(grid, slabs, begun + FAR);
        while (!grid.complete() || !grid.statsReady()) {
          Thread.onSpinWait();
          gpu.advance(grid, slabs, begun + FAR);
        }
        int round = Math.max(0, i);
        wall[round] = (System.nanoTime() - begun) / 1e6;
        kernel[round] = gpu.passNanos() == 0 ? Double.NaN : gpu.passNanos() / 1e6;
      }
      boolean equal = Arrays.equals(counts(grid, spec), countsOf(cpu, spec));
      double ms = median(kernel);
      // Software renderers do not tell times.
      boolean told = !Double.isNaN(ms);
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.2f | %s |%n",
          name,
          told ? String.format(Locale.ROOT, "%.2f", ms) : "n/a",
          told ? String.format(Locale.ROOT, "%.0f", slabs.rows() / ms / 1e6) : "n/a",
          median(wall),
          equal);
    }
  }

  private int[] countsOf(Aggregator by, GridSpec spec) {
    try (DensityGrid grid = by.createGrid("bench.check")) {
      by.restart(grid, spec);
      while (!by.advance(grid, slabs, System.nanoTime() + FAR)) {
        Thread.onSpinWait();
      }
      return counts(grid, spec);
    }
  }

  private static int[] counts(DensityGrid grid, GridSpec spec) {
    int[] counts = new int[spec.cells()];
    grid.readCounts(counts);
    return counts;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
