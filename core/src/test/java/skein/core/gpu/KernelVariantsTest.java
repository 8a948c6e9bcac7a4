package skein.core.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.memory.HostBuffer;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/** Every way the block kernel can go about its work gives the oracle's counts. */
class KernelVariantsTest {
  private static final long FAR = 60_000_000_000L;

  private static GpuFixture gpu;

  @BeforeAll
  static void open() {
    gpu = new GpuFixture();
  }

  @AfterAll
  static void close() {
    gpu.close();
  }

  static KernelTuning[] tunings() {
    KernelTuning standard = KernelTuning.standard(gpu.context);
    return new KernelTuning[] {
      standard.with(KernelTuning.Tiny.COPIES, 64, 256),
      standard.with(KernelTuning.Tiny.BYTES, 64, 128).with(2, 3),
      standard.with(KernelTuning.Tiny.BYTES, 128, 128).with(4, 0),
      standard.with(KernelTuning.Tiny.ATOMIC_BYTES, 64, 256).with(2, 5),
      standard.with(KernelTuning.Tiny.BYTES, 32, 256)
    };
  }

  @ParameterizedTest
  @MethodSource("tunings")
  void shouldCountLikeTheOracle(KernelTuning tuning) {
    try (GpuAggregator aggregator =
        new GpuAggregator(gpu.context, ShaderSource.shipped(), tuning)) {
      for (TestSlabs.Shape shape : TestSlabs.Shape.values()) {
        for (ColourMode mode : ColourMode.values()) {
          long seed = shape.ordinal() * 3L + mode.ordinal();
          SplittableRandom random = new SplittableRandom(seed);
          try (SlabSet slabs = TestSlabs.random(gpu.hostLedger, random, shape, mode, 2)) {
            double half = Math.pow(10, 2.3 - 2 * random.nextDouble());
            GridSpec spec =
                new GridSpec(170, 140, 50 - half, 50 + half, 40 - half, 40 + half, mode);
            verify(tuning + " seed=" + seed, aggregator, spec, slabs);
          }
        }
      }
    }
  }

  /** Blocks of 1, 2, 4, ... cells across, so that boxes of every size are counted. */
  @ParameterizedTest
  @MethodSource("tunings")
  void shouldCountBoxesOfEverySize(KernelTuning tuning) {
    try (GpuAggregator aggregator = new GpuAggregator(gpu.context, ShaderSource.shipped(), tuning);
        SlabSet slabs = staircase()) {
      GridSpec whole = new GridSpec(700, 300, 0, 700, 0, 300, ColourMode.COUNT);
      verify(tuning + " whole", aggregator, whole, slabs);
      GridSpec cut = new GridSpec(700, 300, 9.5, 300.25, 3.5, 97, ColourMode.COUNT);
      verify(tuning + " cut", aggregator, cut, slabs);
    }
  }

  /** Rounds of few blocks, over many small buffers. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50})
  void shouldCountInRoundsWhenTheListIsShort(int listBlocks) {
    KernelTuning tuning = KernelTuning.standard(gpu.context).within(listBlocks, 20_480);
    SplittableRandom random = new SplittableRandom(listBlocks);
    try (GpuAggregator aggregator = new GpuAggregator(gpu.context, ShaderSource.shipped(), tuning);
        SlabSet slabs =
            TestSlabs.random(
                gpu.hostLedger, random, TestSlabs.Shape.GAUSSIAN, ColourMode.COUNT, 12)) {
      assertThat(slabs.blocks()).isGreaterThan(listBlocks);
      GridSpec spec = new GridSpec(90, 70, 0, 100, 0, 100, ColourMode.COUNT);
      verify("list of " + listBlocks, aggregator, spec, slabs);
      GridSpec beside = new GridSpec(90, 70, 1e6, 1e7, 0, 100, ColourMode.COUNT);
      verify("beside", aggregator, beside, slabs);
      assertThat(gpu.gpuLedger.bytes("block.coords")).isGreaterThan(3 * 4 * 20_480);
    }
  }

  private static SlabSet staircase() {
    int steps = 16;
    int[] first = new int[steps];
    int[] count = new int[steps];
    double[] bounds = new double[steps * BlockSlab.BOUNDS];
    double at = 0;
    int rows = 0;
    for (int b = 0; b < steps; b++) {
      double wide = Math.pow(1.5, b) - 0.5;
      double high = wide / 2;
      first[b] = rows;
      count[b] = b % 2 == 0 ? BlockSlab.MAX_ROWS : 9_999 + b;
      rows += count[b] + 3 & ~3;
      axis(bounds, b * BlockSlab.BOUNDS, at / 2, wide);
      axis(bounds, b * BlockSlab.BOUNDS + 3, at / 5, high);
      at += wide;
    }
    HostBuffer coords = new HostBuffer(gpu.hostLedger, "test.coords", 4L * rows);
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < rows; i++) {
      coords.segment().setAtIndex(ValueLayout.JAVA_INT, i, random.nextInt());
    }
    SlabSet set = new SlabSet(ColourMode.COUNT);
    set.add(new BlockSlab(first, count, bounds, coords, null));
    return set;
  }

  private static void axis(double[] bounds, int at, double lo, double size) {
    bounds[at] = lo;
    bounds[at + 1] = lo + size;
    bounds[at + 2] = size / 65_535;
  }

  private static void verify(String name, GpuAggregator aggregator, GridSpec spec, SlabSet slabs) {
    while (aggregator.pendingBytes(slabs) > 0) {
      aggregator.upload(slabs, 1 << 22);
    }
    try (DensityGrid grid = aggregator.createGrid("test.grid")) {
      aggregator.restart(grid, spec);
      assertThat(aggregator.advance(grid, slabs, System.nanoTime() + FAR)).as(name).isTrue();
      int[] counts = new int[spec.cells()];
      grid.readCounts(counts);
      CountingOracle oracle = new CountingOracle(spec, slabs);
      assertThat(counts).as(name).isEqualTo(oracle.counts);
      if (spec.mode() == ColourMode.MEAN) {
        float[] means = new float[spec.cells()];
        grid.readMeans(means);
        assertThat(means).as(name).isEqualTo(oracle.means());
      }
      gpu.context.check();
    }
  }
}
