package skein.core.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.CpuCross;
import skein.core.aggregate.CrossCounts;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/** Filtered counts and histograms: the GPU's are the CPU's, and the CPU's are what they mean. */
class GpuCrossTest {
  private static GpuFixture gpu;

  @BeforeAll
  static void open() {
    gpu = new GpuFixture();
  }

  @AfterAll
  static void close() {
    gpu.close();
  }

  @Test
  void shouldCountAlikeOnCpuAndGpu() {
    for (int seed = 0; seed < 6; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int channels = seed == 0 ? 1 : 1 + random.nextInt(8);
      KernelTuning tuning = KernelTuning.standard(gpu.context).within(100, 200_000);
      try (Arena arena = Arena.ofConfined();
          SlabSet built =
              TestSlabs.random(
                  gpu.hostLedger, random, TestSlabs.Shape.GAUSSIAN, ColourMode.COUNT, 3);
          SlabSet slabs = withChannels(arena, built, channels, random);
          GpuCross cross = new GpuCross(gpu.context, ShaderSource.shipped(), tuning);
          DensityGrid grid = cross.createGrid("test.grid")) {
        while (cross.pendingRows(slabs) > 0) {
          cross.upload(slabs, 1 << 20);
        }
        for (int view = 0; view < 4; view++) {
          ChannelFilter filter = new ChannelFilter();
          for (int c = 0; c < channels; c++) {
            if (random.nextBoolean()) {
              int lo = random.nextInt(60_000);
              filter.range(c, lo, lo + random.nextInt(65_536 - lo));
            }
          }
          double half = view == 0 ? 1e4 : 3 + 70 * random.nextDouble();
          GridSpec spec =
              new GridSpec(90, 70, 50 - half, 50 + half, 45 - half, 45 + half, ColourMode.COUNT);
          compare("seed=" + seed + " view=" + view, cross, slabs, spec, filter, grid);
        }
      }
    }
  }

  private static void compare(
      String name,
      GpuCross cross,
      SlabSet slabs,
      GridSpec spec,
      ChannelFilter filter,
      DensityGrid grid) {
    int[] expected = new int[spec.cells()];
    int[] counts = new int[spec.cells()];
    CrossCounts expectedBins = new CrossCounts();
    CrossCounts bins = new CrossCounts();
    new CpuCross().count(slabs, spec, filter, expected, expectedBins);
    cross.issue(spec, filter, grid);
    grid.readCounts(counts);
    cross.read(bins);
    assertThat(counts).as(name).isEqualTo(expected);
    for (int c = 0; c < ChannelFilter.MOST_CHANNELS; c++) {
      assertThat(bins.bins(c)).as("%s channel=%d", name, c).isEqualTo(expectedBins.bins(c));
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
              new BlockSlab.Plane(a, new long[1]),
              new BlockSlab.Plane(b, new long[1]));
      try (SlabSet slabs = new SlabSet(ColourMode.COUNT)) {
        slabs.add(slab);
        ChannelFilter filter = new ChannelFilter();
        filter.range(0, 0x0200, 0x0300);
        filter.range(1, 0x1000, 0x2000);
        int[] grid = new int[1];
        CrossCounts counts = new CrossCounts();
        GridSpec spec = new GridSpec(1, 1, 0, 1, 0, 1, ColourMode.COUNT);
        new CpuCross().count(slabs, spec, filter, grid, counts);
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
    assertThat(filter.isActive()).isFalse();
    filter.range(3, 5, 9);
    filter.range(3, 5, 9);
    assertThat(filter.version()).isEqualTo(1);
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

  /** The same blocks with random channels, some of few values. */
  private static SlabSet withChannels(
      Arena arena, SlabSet built, int channels, SplittableRandom random) {
    SlabSet set = new SlabSet(ColourMode.COUNT);
    for (int s = 0; s < built.size(); s++) {
      BlockSlab slab = built.get(s);
      int blocks = slab.blocks();
      int[] count = new int[blocks];
      long[] at = new long[blocks];
      long[] codesAt = new long[blocks];
      double[] bounds = new double[blocks * BlockSlab.BOUNDS];
      for (int b = 0; b < blocks; b++) {
        count[b] = slab.count(b);
        at[b] = slab.coordsAt(b);
        codesAt[b] = slab.coordsAt(b) / 2;
        double[] one = {
          slab.loX(b), slab.hiX(b), slab.stepX(b), slab.loY(b), slab.hiY(b), slab.stepY(b)
        };
        System.arraycopy(one, 0, bounds, b * BlockSlab.BOUNDS, BlockSlab.BOUNDS);
      }
      BlockSlab.Plane[] planes = new BlockSlab.Plane[channels];
      for (int c = 0; c < channels; c++) {
        MemorySegment codes = arena.allocate(slab.coords().byteSize() / 2, 64);
        int values = c % 2 == 0 ? 65_536 : 5;
        for (long i = 0; i < codes.byteSize() / 2; i++) {
          int code = values == 5 ? random.nextInt(5) * 9_000 : random.nextInt(values);
          codes.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) code);
        }
        planes[c] = new BlockSlab.Plane(codes, codesAt);
      }
      BlockSlab mapped = BlockSlab.mapped(count, bounds, slab.coords(), at, planes);
      for (int b = 0; b < blocks; b++) {
        mapped.admit(b);
      }
      set.add(mapped);
    }
    return set;
  }
}
