package skein.core.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/**
 * Mapped sets on the GPU: blocks come by need, within a budget, and the counts are the oracle's.
 */
class GpuPoolTest {
  private static final long FAR = 60_000_000_000L;
  private static final int MOST_FRAMES = 5_000;

  private static GpuFixture gpu;

  @BeforeAll
  static void open() {
    gpu = new GpuFixture();
  }

  @AfterAll
  static void close() {
    gpu.close();
  }

  /** Few places for many blocks: a whole view ends exact, and so do views after it. */
  @ParameterizedTest
  @EnumSource(ColourMode.class)
  void shouldCountMoreBlocksThanHaveRoom(ColourMode mode) {
    for (long seed = 0; seed < 3; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      try (GpuAggregator aggregator = new GpuAggregator(gpu.context, ShaderSource.shipped());
          SlabSet built =
              TestSlabs.random(gpu.hostLedger, random, TestSlabs.Shape.UNIFORM, mode, 6);
          SlabSet mapped = ChannelSlabs.mapped(built);
          DensityGrid grid = aggregator.createGrid("test.grid")) {
        aggregator.poolBytes(3 * SlotChunk.slotBytes(mode == ColourMode.COUNT ? 0 : 1));
        for (int view = 0; view < 3; view++) {
          double half = view == 0 ? 1e4 : 5 + 60 * random.nextDouble();
          GridSpec spec = new GridSpec(80, 60, 50 - half, 50 + half, 45 - half, 45 + half, mode);
          aggregator.restart(grid, spec);
          run(aggregator, grid, mapped, random);
          compare("seed=" + seed + " view=" + view, grid, spec, built);
          assertThat(gpu.gpuLedger.bytes("pool.coords"))
              .isLessThanOrEqualTo(3 * 4L * BlockSlab.MAX_ROWS);
        }
        aggregator.forget(mapped);
        assertThat(gpu.gpuLedger.bytes("pool.coords")).isZero();
      }
    }
  }

  /** What is on the GPU is not asked for again. */
  @Test
  void shouldKeepWhatFits() {
    SplittableRandom random = new SplittableRandom(3);
    try (GpuAggregator aggregator = new GpuAggregator(gpu.context, ShaderSource.shipped());
        SlabSet built =
            TestSlabs.random(
                gpu.hostLedger, random, TestSlabs.Shape.GAUSSIAN, ColourMode.COUNT, 4);
        SlabSet mapped = ChannelSlabs.mapped(built);
        DensityGrid grid = aggregator.createGrid("test.grid")) {
      GridSpec spec = new GridSpec(50, 40, 0, 100, 0, 100, ColourMode.COUNT);
      aggregator.restart(grid, spec);
      assertThat(aggregator.advance(grid, mapped, System.nanoTime() + FAR)).isFalse();
      assertThat(grid.exactShare()).isZero();
      run(aggregator, grid, mapped, random);
      evictAll(mapped);
      aggregator.restart(grid, spec);
      assertThat(aggregator.advance(grid, mapped, System.nanoTime() + FAR)).isTrue();
      List<String> asked = new ArrayList<>();
      aggregator.demand(grid, (s, b) -> asked.add(s + "/" + b));
      assertThat(asked).isEmpty();
      compare("again", grid, spec, built);
      aggregator.forget(mapped);
    }
  }

  /** Frames in which a few of the blocks asked for become resident, and others leave. */
  private static void run(
      GpuAggregator aggregator, DensityGrid grid, SlabSet mapped, SplittableRandom random) {
    int frames = 0;
    boolean complete = false;
    while (!complete) {
      assertThat(++frames).isLessThan(MOST_FRAMES);
      aggregator.upload(mapped, 200_000);
      complete = aggregator.advance(grid, mapped, System.nanoTime() + FAR);
      evictAll(mapped);
      aggregator.demand(
          grid,
          (s, b) -> {
            if (random.nextInt(3) == 0) {
              mapped.get(s).admit(b);
            }
          });
    }
    assertThat(grid.exactShare()).isEqualTo(1);
  }

  private static void evictAll(SlabSet mapped) {
    for (int s = 0; s < mapped.size(); s++) {
      for (int b = 0; b < mapped.get(s).blocks(); b++) {
        mapped.get(s).evict(b);
      }
    }
  }

  private static void compare(String name, DensityGrid grid, GridSpec spec, SlabSet built) {
    CountingOracle oracle = new CountingOracle(spec, built);
    int[] counts = new int[spec.cells()];
    grid.readCounts(counts);
    assertThat(counts).as(name).isEqualTo(oracle.counts);
    if (spec.mode() == ColourMode.MEAN) {
      float[] means = new float[spec.cells()];
      grid.readMeans(means);
      assertThat(means).as(name).isEqualTo(oracle.means());
    }
    gpu.context.check();
  }
}
