package skein.core.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.aggregate.GridStats;
import skein.core.block.SlabSet;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

class GpuAggregatorTest {
  private static final long FAR = 60_000_000_000L;

  private static GpuFixture gpu;
  private static GpuAggregator aggregator;

  @BeforeAll
  static void open() {
    gpu = new GpuFixture();
    aggregator = new GpuAggregator(gpu.context, ShaderSource.shipped());
  }

  @AfterAll
  static void close() {
    aggregator.close();
    gpu.close();
  }

  @ParameterizedTest
  @EnumSource(TestSlabs.Shape.class)
  void shouldCountLikeTheOracle(TestSlabs.Shape shape) {
    for (ColourMode mode : ColourMode.values()) {
      for (long seed = 1; seed <= 4; seed++) {
        SplittableRandom random = new SplittableRandom(seed * 31 + shape.ordinal());
        String name = shape + " " + mode + " seed=" + seed;
        try (SlabSet slabs = TestSlabs.random(gpu.hostLedger, random, shape, mode, 3);
            DensityGrid grid = aggregator.createGrid("test.grid")) {
          upload(slabs);
          for (int view = 0; view < 4; view++) {
            GridSpec spec = view(random, mode, view);
            verify(name + " " + spec, grid, spec, slabs);
          }
          aggregator.forget(slabs);
        }
      }
    }
  }

  @Test
  void shouldCountSinglePixelViewsAndViewsBesideTheData() {
    SplittableRandom random = new SplittableRandom(5);
    try (SlabSet slabs =
            TestSlabs.random(gpu.hostLedger, random, TestSlabs.Shape.UNIFORM, ColourMode.COUNT, 4);
        DensityGrid grid = aggregator.createGrid("test.grid")) {
      upload(slabs);
      double huge = 1e6;
      GridSpec whole = new GridSpec(1, 1, -huge, huge, -huge, huge, ColourMode.COUNT);
      verify("whole", grid, whole, slabs);
      assertThat(grid.stats().total).isEqualTo(slabs.rows());
      GridSpec beside = new GridSpec(9, 5, huge, huge + 1, 0, 1, ColourMode.COUNT);
      verify("beside", grid, beside, slabs);
      assertThat(grid.stats().total).isZero();
      aggregator.forget(slabs);
    }
  }

  @Test
  void shouldGoOnWithSlabsThatArriveDuringThePass() {
    SplittableRandom random = new SplittableRandom(6);
    GridSpec spec = new GridSpec(37, 23, 0, 100, 0, 100, ColourMode.COUNT);
    try (SlabSet slabs =
            TestSlabs.random(
                gpu.hostLedger, random, TestSlabs.Shape.GAUSSIAN, ColourMode.COUNT, 1);
        SlabSet more =
            TestSlabs.random(
                gpu.hostLedger, random, TestSlabs.Shape.GAUSSIAN, ColourMode.COUNT, 2);
        SlabSet all = new SlabSet(ColourMode.COUNT);
        DensityGrid grid = aggregator.createGrid("test.grid")) {
      all.add(slabs.get(0));
      upload(all);
      aggregator.restart(grid, spec);
      assertThat(aggregator.advance(grid, all, System.nanoTime() + FAR)).isTrue();
      all.add(more.get(0));
      all.add(more.get(1));
      assertThat(aggregator.advance(grid, all, System.nanoTime() + FAR)).isFalse();
      assertThat(grid.exactShare()).isLessThan(1);
      upload(all);
      assertThat(aggregator.advance(grid, all, System.nanoTime() + FAR)).isTrue();
      compare("grown", grid, spec, all);
      aggregator.forget(all);
    }
  }

  @Test
  void shouldSliceAPassOverCallsAndStillCountAll() {
    SplittableRandom random = new SplittableRandom(7);
    GridSpec spec = new GridSpec(64, 48, 0, 100, 0, 100, ColourMode.COUNT);
    try (SlabSet slabs =
            TestSlabs.random(
                gpu.hostLedger, random, TestSlabs.Shape.UNIFORM, ColourMode.COUNT, 12);
        DensityGrid grid = aggregator.createGrid("test.grid")) {
      upload(slabs);
      aggregator.restart(grid, spec);
      int calls = 1;
      while (!aggregator.advance(grid, slabs, System.nanoTime())) {
        assertThat(++calls).isLessThan(10_000);
      }
      assertThat(calls).isGreaterThan(1);
      compare("sliced", grid, spec, slabs);
      aggregator.forget(slabs);
    }
  }

  @Test
  void shouldAnswerSingleCellsWithoutWaiting() {
    SplittableRandom random = new SplittableRandom(8);
    GridSpec spec = new GridSpec(12, 10, 0, 100, 0, 100, ColourMode.CATEGORY);
    try (SlabSet slabs =
            TestSlabs.random(
                gpu.hostLedger, random, TestSlabs.Shape.UNIFORM, ColourMode.CATEGORY, 3);
        DensityGrid grid = aggregator.createGrid("test.grid")) {
      upload(slabs);
      aggregator.restart(grid, spec);
      aggregator.advance(grid, slabs, System.nanoTime() + FAR);
      CountingOracle oracle = new CountingOracle(spec, slabs);
      assertThat(grid.countAt(-1, 0)).isEqualTo(-1);
      assertThat(grid.countAt(12, 0)).isEqualTo(-1);
      for (int cell = 0; cell < spec.cells(); cell += 7) {
        long answer = -1;
        for (int tries = 0; answer < 0 && tries < 1_000; tries++) {
          answer = grid.countAt(cell % 12, cell / 12);
        }
        assertThat(answer).isEqualTo(oracle.counts[cell]);
      }
      aggregator.forget(slabs);
    }
  }

  private static GridSpec view(SplittableRandom random, ColourMode mode, int view) {
    int width = 1 + random.nextInt(view == 0 ? 8 : 150);
    int height = 1 + random.nextInt(view == 1 ? 3 : 130);
    if (view == 0) {
      return new GridSpec(width, height, -1e5, 1e5, -2e5, 1e5, mode);
    }
    double half = Math.pow(10, 2.2 - 2.5 * random.nextDouble() * view);
    double x = random.nextDouble() * 100;
    double y = random.nextDouble() * 100;
    return new GridSpec(width, height, x - half, x + half, y - half / 3, y + half, mode);
  }

  private static void upload(SlabSet slabs) {
    int calls = 0;
    while (aggregator.pendingBytes(slabs) > 0) {
      aggregator.upload(slabs, 300_000);
      assertThat(++calls).as("%s", aggregator.ring()).isLessThan(100_000);
    }
    assertThat(aggregator.upload(slabs, 1)).isZero();
  }

  private static void verify(String name, DensityGrid grid, GridSpec spec, SlabSet slabs) {
    aggregator.restart(grid, spec);
    assertThat(aggregator.advance(grid, slabs, System.nanoTime() + FAR)).as(name).isTrue();
    assertThat(grid.exactShare()).isEqualTo(1);
    compare(name, grid, spec, slabs);
  }

  private static void compare(String name, DensityGrid grid, GridSpec spec, SlabSet slabs) {
    CountingOracle oracle = new CountingOracle(spec, slabs);
    int[] counts = new int[spec.cells()];
    grid.readCounts(counts);
    assertThat(counts).as(name).isEqualTo(oracle.counts);
    if (spec.mode() == ColourMode.MEAN) {
      float[] means = new float[spec.cells()];
      grid.readMeans(means);
      assertThat(means).as(name).isEqualTo(oracle.means());
    }
    for (int tries = 0; !grid.statsReady() && tries < 10_000; tries++) {
      Thread.onSpinWait();
    }
    assertThat(grid.statsReady()).as(name).isTrue();
    compareStats(name, grid.stats(), oracle, spec);
    gpu.context.check();
  }

  private static void compareStats(
      String name, GridStats stats, CountingOracle oracle, GridSpec spec) {
    GridStats expected = new GridStats();
    expected.minCount = Long.MAX_VALUE;
    double least = Double.NaN;
    double most = Double.NaN;
    for (int i = 0; i < spec.cells(); i++) {
      int count = oracle.counts[i];
      if (count > 0) {
        expected.total += count;
        expected.occupied++;
        expected.maxCount = Math.max(expected.maxCount, count);
        expected.minCount = Math.min(expected.minCount, count);
        expected.histogram[GridStats.binOf(count)]++;
        if (oracle.valid[i] > 0) {
          least = Double.isNaN(least) ? oracle.mean(i) : Math.min(least, oracle.mean(i));
          most = Double.isNaN(most) ? oracle.mean(i) : Math.max(most, oracle.mean(i));
          expected.meanHistogram[GridStats.meanBinOf(oracle.mean(i))]++;
        }
      }
      for (int c = 0; c < 8; c++) {
        expected.categories[c] += oracle.categories[c * spec.cells() + i];
      }
    }
    assertThat(stats.total).as(name).isEqualTo(expected.total);
    assertThat(stats.occupied).as(name).isEqualTo(expected.occupied);
    assertThat(stats.maxCount).as(name).isEqualTo(expected.maxCount);
    assertThat(stats.minCount).isEqualTo(expected.occupied == 0 ? 0 : expected.minCount);
    assertThat(stats.histogram).as(name).isEqualTo(expected.histogram);
    if (spec.mode() == ColourMode.CATEGORY) {
      assertThat(stats.categories).as(name).isEqualTo(expected.categories);
    }
    if (spec.mode() == ColourMode.MEAN) {
      assertThat(stats.meanHistogram).as(name).isEqualTo(expected.meanHistogram);
    }
    if (spec.mode() == ColourMode.MEAN && !Double.isNaN(least)) {
      assertThat(stats.minMean).as(name).isCloseTo(least, within(least * 1e-6));
      assertThat(stats.maxMean).as(name).isCloseTo(most, within(most * 1e-6));
    }
  }
}
