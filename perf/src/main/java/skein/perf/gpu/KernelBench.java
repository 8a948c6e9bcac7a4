package skein.perf.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import skein.core.aggregate.CpuAggregator;
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
 * Block kernels over shapes of data made in memory.
 *
 * <p>Arguments, all {@code --name=value}: {@code rows} (2^30), {@code shapes} (all; a list of
 * {@link BlockShape}), {@code variants} (standard; a list of {@link KernelVariant}, or all), {@code
 * zooms} (1,4), {@code width} (1920), {@code height} (1080), {@code rounds} (15), {@code fill}
 * (1.0: share of a block's rows), {@code repeat} (0; rows of even blocks that share their codes,
 * for more rows than host memory holds), {@code pooled} (0; the same as blocks of a file, in the
 * GPU's pool), {@code filters} (0; rows to brush), {@code channels} (3).
 */
public final class KernelBench {
  private static final List<String> KNOWN =
      List.of(
          "rows",
          "shapes",
          "variants",
          "zooms",
          "width",
          "height",
          "rounds",
          "fill",
          "repeat",
          "pooled",
          "columns",
          "floor",
          "filters",
          "channels");

  private final BenchArguments args;
  private final int width;
  private final int height;
  private final int rounds;
  private final MemoryLedger host = new MemoryLedger();

  public KernelBench(String[] args) {
    this.args = new BenchArguments(args, KNOWN);
    width = (int) this.args.number("width", 1_920);
    height = (int) this.args.number("height", 1_080);
    rounds = (int) this.args.number("rounds", 15);
  }

  public void run() {
    MemoryLedger device = new MemoryLedger();
    try (EglHeadless egl = EglHeadless.open();
        GpuContext context = GpuContext.current(device, GpuContext.Errors.COLLECT);
        CpuAggregator cpu = new CpuAggregator(host)) {
      System.out.printf(
          Locale.ROOT,
          "%s, OpenGL %s, EGL %s, grid %d x %d, medians of %d%n%n",
          context.renderer(),
          context.version(),
          egl.getClass().getSimpleName(),
          width,
          height,
          rounds);
      if (args.number("floor", 0) > 0) {
        new ReadFloor(context, rounds).print(args.number("floor", 0));
      }
      shapes(context, cpu);
      repeated(context, cpu, "repeat");
      repeated(context, cpu, "pooled");
      columns(context);
      filters(context, cpu);
      context.messages().forEach(System.out::println);
    }
  }

  private void shapes(GpuContext context, CpuAggregator cpu) {
    int rowsPerBlock = (int) Math.round(BlockSlab.MAX_ROWS * args.numbers("fill", "1").getFirst());
    int blocks = (int) (args.number("rows", 1L << 30) / rowsPerBlock);
    for (BlockShape shape : args.choice(BlockShape.class, "shapes", "all")) {
      if (blocks > 0) {
        try (SlabSet slabs = BlockFactory.make(host, shape, blocks, rowsPerBlock)) {
          String name = shape.name().toLowerCase(Locale.ROOT);
          measure(context, cpu, name, slabs, shape.focusX(), shape.focusY());
        }
      }
    }
  }

  private void repeated(GpuContext context, CpuAggregator cpu, String way) {
    int blocks = (int) (args.number(way, 0) / BlockSlab.MAX_ROWS);
    if (blocks > 0) {
      try (HostBuffer codes = BlockFactory.randomCodes(host);
          SlabSet slabs =
              way.equals("pooled")
                  ? BlockFactory.pooled(codes, codes, blocks, 0)
                  : BlockFactory.repeat(codes, blocks)) {
        measure(context, cpu, "even blocks, shared codes, " + way, slabs, 0.5, 0.5);
      }
    }
  }

  private void filters(GpuContext context, CpuAggregator cpu) {
    int blocks = (int) (args.number("filters", 0) / BlockSlab.MAX_ROWS);
    if (blocks > 0) {
      int channels = (int) args.number("channels", 3);
      try (HostBuffer codes = BlockFactory.randomCodes(host);
          HostBuffer planes = BlockFactory.channelCodes(host);
          SlabSet slabs = BlockFactory.pooled(codes, planes, blocks, channels)) {
        new FilterTimes(context, cpu, slabs, rounds).print(spec(1, 0.5, 0.5), channels);
      }
    }
  }

  private void columns(GpuContext context) {
    int blocks = (int) (args.number("columns", 0) / BlockSlab.MAX_ROWS);
    if (blocks > 0) {
      try (SlabSet slabs = BlockFactory.make(host, BlockShape.WALK, blocks, BlockSlab.MAX_ROWS)) {
        List<GridSpec> specs =
            args.numbers("zooms", "1,4").stream().map(zoom -> spec(zoom, 0.5, 0.5)).toList();
        new ColumnTimes(context, slabs, rounds).print(specs);
      }
    }
  }

  private void measure(
      GpuContext context, CpuAggregator cpu, String name, SlabSet slabs, double x, double y) {
    List<Double> zooms = args.numbers("zooms", "1,4");
    List<int[]> expected = new ArrayList<>();
    for (double zoom : zooms) {
      expected.add(KernelTimes.expected(cpu, slabs, spec(zoom, x, y)));
    }
    System.out.printf(
        Locale.ROOT, "## %s: %,d rows in %,d blocks%n%n", name, slabs.rows(), slabs.blocks());
    System.out.println(
        "| variant, zoom | kernel ms | worst ms | Grows/s | clear to facts ms | equals the CPU |");
    System.out.println("|---|---|---|---|---|---|");
    double upload = 0;
    for (KernelVariant variant : args.choice(KernelVariant.class, "variants", "standard")) {
      try (GpuAggregator gpu =
          new GpuAggregator(context, ShaderSource.shipped(), variant.tuning(context))) {
        KernelTimes times = new KernelTimes(gpu, slabs, rounds);
        upload = times.upload(spec(1, x, y));
        for (int i = 0; i < zooms.size(); i++) {
          String what =
              String.format(
                  Locale.ROOT, "%s, %.0fx", variant.name().toLowerCase(Locale.ROOT), zooms.get(i));
          System.out.println(times.line(what, spec(zooms.get(i), x, y), expected.get(i)));
        }
      }
    }
    System.out.printf(Locale.ROOT, "%nUpload %.2f GB/s%n%n", upload);
  }

  private GridSpec spec(double zoom, double x, double y) {
    double half = 0.5 / zoom;
    double middleX = zoom == 1 ? 0.5 : x;
    double middleY = zoom == 1 ? 0.5 : y;
    return new GridSpec(
        width,
        height,
        middleX - half,
        middleX + half,
        middleY - half,
        middleY + half,
        ColourMode.COUNT);
  }
}
