package skein.core.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.CrossCounts;
import skein.core.aggregate.CrossOracle;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabPlane;
import skein.core.block.SlabSet;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/** Filtered counts and histograms: the GPU's are the CPU's, and the CPU's are what they mean. */
class FilteredCountsTest {
  private static GpuFixture gpu;

  @BeforeAll
  static void open() {
    gpu = new GpuFixture();
  }

  @AfterAll
  static void close() {
    gpu.close();
  }

  @ParameterizedTest
  @EnumSource(ColourMode.class)
  void shouldCountAlikeOnCpuAndGpu(ColourMode mode) {
    for (int seed = 0; seed < 6; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int channels = seed == 0 ? 1 : 1 + random.nextInt(ChannelFilter.MOST_CHANNELS);
      KernelTuning tuning = KernelTuning.standard(gpu.context).within(100, 200_000);
      TestSlabs.Shape shape =
          TestSlabs.Shape.values()[random.nextInt(TestSlabs.Shape.values().length)];
      try (Arena arena = Arena.ofShared();
          SlabSet built = TestSlabs.random(gpu.hostLedger, random, shape, mode, 3);
          SlabSet slabs = ChannelSlabs.withChannels(arena, built, channels, random);
          GpuAggregator onGpu = new GpuAggregator(gpu.context, ShaderSource.shipped(), tuning);
          CpuAggregator onCpu = new CpuAggregator(gpu.hostLedger, 2);
          DensityGrid gpuGrid = onGpu.createGrid("test.grid");
          DensityGrid cpuGrid = onCpu.createGrid("test.grid")) {
        onGpu.poolBytes(seed % 2 == 0 ? 3 * SlotChunk.slotBytes(channels + 1) : 1 << 28);
        for (int view = 0; view < 4; view++) {
          double half = view == 0 ? 1e4 : 3 + 70 * random.nextDouble();
          GridSpec spec = new GridSpec(90, 70, 50 - half, 50 + half, 45 - half, 45 + half, mode);
          choose(spec.filter(), mode == ColourMode.COUNT ? 0 : 1, channels, random);
          String name = mode + " " + shape + " seed=" + seed + " " + spec;
          int[] expected = new int[spec.cells()];
          CrossCounts bins = new CrossCounts();
          new CrossOracle().count(slabs, spec, expected, bins);
          pass(onCpu, cpuGrid, slabs, spec, random);
          compare("cpu " + name, cpuGrid, expected, bins);
          pass(onGpu, gpuGrid, slabs, spec, random);
          compare("gpu " + name, gpuGrid, expected, bins);
          if (mode == ColourMode.MEAN) {
            float[] cpuMeans = new float[spec.cells()];
            float[] gpuMeans = new float[spec.cells()];
            cpuGrid.readMeans(cpuMeans);
            gpuGrid.readMeans(gpuMeans);
            assertThat(gpuMeans).as(name).isEqualTo(cpuMeans);
          }
        }
        onGpu.forget(slabs);
      }
    }
  }

  private static void choose(
      ChannelFilter filter, int firstPlane, int channels, SplittableRandom random) {
    filter.channels(firstPlane, channels);
    for (int c = 0; c < channels; c++) {
      if (random.nextBoolean()) {
        int lo = random.nextInt(60_000);
        filter.range(c, lo, lo + random.nextInt(65_536 - lo));
      }
      if (c % 2 == 1 && random.nextBoolean()) {
        filter.mask(c, random.nextInt());
      }
    }
  }

  /** Frames in which blocks asked for become resident, until the pass is complete. */
  private static void pass(
      Aggregator aggregator, DensityGrid grid, SlabSet slabs, GridSpec spec, SplittableRandom r) {
    aggregator.restart(grid, spec);
    boolean complete = false;
    for (int frames = 0; !complete; frames++) {
      assertThat(frames).isLessThan(5_000);
      aggregator.upload(slabs, 400_000);
      complete = aggregator.advance(grid, slabs, System.nanoTime() + 60_000_000_000L);
      aggregator.demand(
          grid,
          (s, b) -> {
            if (r.nextInt(3) > 0) {
              slabs.get(s).admit(b);
            }
          });
    }
    assertThat(grid.awaitStats(System.nanoTime() + 60_000_000_000L)).isTrue();
  }

  private static void compare(String name, DensityGrid grid, int[] expected, CrossCounts bins) {
    int[] counts = new int[expected.length];
    grid.readCounts(counts);
    assertThat(counts).as(name).isEqualTo(expected);
    long sum = 0;
    for (int count : expected) {
      sum += count;
    }
    assertThat(grid.stats().total).as(name).isEqualTo(sum);
    CrossCounts found = Objects.requireNonNull(grid.histograms());
    for (int c = 0; c < grid.spec().filter().channels(); c++) {
      assertThat(found.bins(c)).as("%s channel=%d", name, c).isEqualTo(bins.bins(c));
    }
    gpu.context.check();
  }

  /** Three rows by hand: each histogram leaves its own range out of account. */
  @Test
  void shouldLeaveAChannelsOwnRangeOutOfItsHistogram() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment coords = arena.allocate(12, 64);
      MemorySegment a = codes(arena, 0x0100, 0x0200, 0x0300);
      MemorySegment b = codes(arena, 0x1000, 0x2000, 0x3000);
      BlockSlab slab =
          BlockSlab.mapped(
              new int[] {3},
              new double[] {0.5, 0.5, 0, 0.5, 0.5, 0},
              coords,
              new long[1],
              new SlabPlane(a, new long[1]),
              new SlabPlane(b, new long[1]));
      try (SlabSet slabs = new SlabSet(ColourMode.COUNT)) {
        slabs.add(slab);
        GridSpec spec = new GridSpec(1, 1, 0, 1, 0, 1, ColourMode.COUNT);
        ChannelFilter filter = spec.filter();
        filter.channels(0, 2);
        filter.range(0, 0x0200, 0x0300);
        filter.range(1, 0x1000, 0x2000);
        int[] grid = new int[1];
        CrossCounts counts = new CrossCounts();
        new CrossOracle().count(slabs, spec, grid, counts);
        assertThat(grid).containsExactly(1);
        assertThat(counts.bins(0)[1]).as("dropped by its own range alone").isOne();
        assertThat(counts.bins(0)[2]).isOne();
        assertThat(counts.bins(0)[3]).as("dropped by the other").isZero();
        assertThat(counts.bins(1)[0x10]).isZero();
        assertThat(counts.bins(1)[0x20]).isOne();
        assertThat(counts.bins(1)[0x30]).isOne();
      }
    }
  }

  @Test
  void shouldCopyRangesAndCountVersions() {
    ChannelFilter filter = new ChannelFilter();
    ChannelFilter copy = new ChannelFilter();
    filter.channels(0, 4);
    assertThat(filter.isActive()).isFalse();
    long version = filter.version();
    filter.range(3, 5, 9);
    filter.range(3, 5, 9);
    assertThat(filter.version()).isEqualTo(version + 1);
    copy.set(filter);
    assertThat(copy.isActive(3)).isTrue();
    assertThat(copy.passes(3, 4)).isFalse();
    assertThat(copy.passes(3, 9)).isTrue();
    copy.clear(3);
    assertThat(copy.isActive()).isFalse();
    assertThatThrownBy(() -> copy.range(0, 9, 5)).isInstanceOf(IllegalArgumentException.class);
  }

  private static MemorySegment codes(Arena arena, int... codes) {
    MemorySegment out = arena.allocate(2L * codes.length, 64);
    for (int i = 0; i < codes.length; i++) {
      out.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) codes[i]);
    }
    return out;
  }
}
