package skein.core.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.memory.HostBuffer;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/**
 * Cells with more than 2^32 rows, without that many rows: headers that claim them, counts given.
 */
class CarriesTest {
  private static final long WIDE = 1L << 33;

  private static GpuFixture gpu;
  private static GridPasses passes;
  private static DensityKernels kernels;

  @BeforeAll
  static void open() {
    gpu = new GpuFixture();
    passes = new GridPasses(gpu.context, ShaderSource.shipped());
    kernels =
        new DensityKernels(gpu.context, ShaderSource.shipped(), KernelTuning.standard(gpu.context));
  }

  @AfterAll
  static void close() {
    kernels.close();
    passes.close();
    gpu.close();
  }

  /** Five blocks of one cell that claim 2e9 rows each, two of them in another cell. */
  @Test
  void shouldAddOneCellBlocksPast32Bits() {
    GridSpec spec = new GridSpec(4, 3, 0, 4, 0, 3, ColourMode.COUNT);
    try (BlockSlab slab = points(new double[] {1.5, 1.5, 2.5, 1.5, 2.5}, 2_000_000_000);
        GpuChunk chunk = chunkOf(slab, 4);
        GpuGrid grid = new GpuGrid(gpu.context, passes, "test.grid")) {
      grid.restart(spec);
      count(grid, chunk);
      assertThat(countAt(grid, 1, 1)).isEqualTo(6_000_000_000L);
      assertThat(countAt(grid, 2, 1)).isEqualTo(4_000_000_000L);
      assertThat(countAt(grid, 0, 0)).isZero();
      int[] counts = new int[12];
      grid.readCounts(counts);
      assertThat(counts[5]).as("saturated").isEqualTo(-1);
      assertThat(counts[6]).isEqualTo((int) 4_000_000_000L);
      stats(grid);
      assertThat(grid.stats().total).isEqualTo(10_000_000_000L);
      assertThat(grid.stats().maxCount).isEqualTo(0xFFFF_FFFFL);
      assertThat(grid.stats().minCount).isEqualTo(4_000_000_000L);
      assertThat(grid.stats().occupied).isEqualTo(2);
    }
  }

  /** Each plane of counts begins 100 below 2^32; 4,000 rows of two cells are read and flushed. */
  @ParameterizedTest
  @EnumSource(ColourMode.class)
  void shouldFlushPast32Bits(ColourMode mode) {
    GridSpec spec = new GridSpec(2, 1, 0, 2, 0, 1, mode);
    try (BlockSlab slab = halves(4_000, mode);
        GpuChunk chunk = chunkOf(slab, 4_000);
        GpuGrid grid = new GpuGrid(gpu.context, passes, "test.grid")) {
      grid.restart(spec);
      preset(grid, mode == ColourMode.MEAN ? 2 : GpuGrid.planes(mode));
      count(grid, chunk);
      long before = 0x1_0000_0000L - 100;
      int planes = mode == ColourMode.CATEGORY ? 8 : 1;
      assertThat(countAt(grid, 0, 0)).isEqualTo(planes * before + 2_000);
      assertThat(countAt(grid, 1, 0)).isEqualTo(planes * before + 2_000);
      stats(grid);
      assertThat(grid.stats().total).isEqualTo(2 * planes * before + 4_000);
      if (mode == ColourMode.CATEGORY) {
        assertThat(grid.stats().categories[5]).isEqualTo(2 * before + 4_000);
        assertThat(grid.stats().categories[4]).isEqualTo(2 * before);
      }
      if (mode == ColourMode.MEAN) {
        float[] means = new float[2];
        grid.readMeans(means);
        float mean = (float) (2_000 * 5.0 / (before + 2_000));
        assertThat(means).containsExactly(mean, mean);
      }
    }
  }

  private static void count(GpuGrid grid, GpuChunk chunk) {
    kernels.view(grid.spec(), grid.cells(), WIDE);
    kernels.cull(chunk, 0, chunk.blocks());
    kernels.count();
    Barrier.STORAGE.issue();
    grid.touched(WIDE);
    grid.finish(true);
    gpu.context.check();
  }

  private static void preset(GpuGrid grid, int planes) {
    try (Arena arena = Arena.ofConfined();
        GpuBuffer words = new GpuBuffer(gpu.context, "test", 8L * planes, GpuBuffer.Access.WRITE)) {
      MemorySegment all = arena.allocate(8L * planes);
      for (int i = 0; i < 2 * planes; i++) {
        all.setAtIndex(ValueLayout.JAVA_INT, i, -100);
      }
      words.write(0, all);
      words.copyTo(0, grid.cells(), 0, 8L * planes);
    }
  }

  private static long countAt(GpuGrid grid, int column, int row) {
    long answer = -1;
    for (int tries = 0; answer < 0 && tries < 100_000; tries++) {
      answer = grid.countAt(column, row);
    }
    return answer;
  }

  private static void stats(GpuGrid grid) {
    for (int tries = 0; !grid.statsReady() && tries < 100_000; tries++) {
      Thread.onSpinWait();
    }
    assertThat(grid.statsReady()).isTrue();
  }

  private static GpuChunk chunkOf(BlockSlab slab, int rowsEach) {
    GpuChunk chunk = new GpuChunk(gpu.context, 1 << 16, slab.channels());
    try (StagingRing ring = new StagingRing(gpu.context, "test.ring", 1 << 16)) {
      int rows = rowsEach * slab.blocks();
      assertThat(ring.tryAllocate(GpuChunk.stagingBytes(rows, slab.blocks(), slab.channels())))
          .isTrue();
      chunk.append(slab, 0, slab.blocks(), rows, ring);
      gpu.context.finish();
    }
    return chunk;
  }

  private static BlockSlab points(double[] x, int claimed) {
    int[] first = new int[x.length];
    int[] count = new int[x.length];
    Arrays.fill(count, claimed);
    double[] bounds = new double[x.length * BlockSlab.BOUNDS];
    for (int b = 0; b < x.length; b++) {
      first[b] = 4 * b;
      int at = b * BlockSlab.BOUNDS;
      Arrays.fill(bounds, at, at + 2, x[b]);
      Arrays.fill(bounds, at + 3, at + 5, 1.5);
    }
    HostBuffer coords = new HostBuffer(gpu.hostLedger, "test.coords", 16L * x.length);
    return new BlockSlab(first, count, bounds, coords, null);
  }

  /** One block, whose rows are in cell 0 and cell 1 in turns, all of code 5. */
  private static BlockSlab halves(int rows, ColourMode mode) {
    HostBuffer coords = new HostBuffer(gpu.hostLedger, "test.coords", 4L * rows);
    HostBuffer[] channels = new HostBuffer[mode == ColourMode.COUNT ? 0 : 1];
    Arrays.setAll(channels, c -> new HostBuffer(gpu.hostLedger, "test.codes", 2L * rows));
    for (int i = 0; i < rows; i++) {
      coords.segment().setAtIndex(ValueLayout.JAVA_INT, i, i % 2);
      for (HostBuffer channel : channels) {
        channel.segment().setAtIndex(ValueLayout.JAVA_SHORT, i, (short) 5);
      }
    }
    double[] bounds = {0.5, 1.5, 1, 0.5, 0.5, 0};
    return new BlockSlab(new int[1], new int[] {rows}, bounds, coords, null, channels);
  }
}
