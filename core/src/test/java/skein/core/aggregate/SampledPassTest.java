package skein.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.block.BlockBuilder;
import skein.core.block.Rows;
import skein.core.block.SlabSet;
import skein.core.gpu.ChannelSlabs;
import skein.core.gpu.TestSlabs;
import skein.core.measure.AllocationMeter;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;

/** Pictures and histograms that are shown before a pass is complete. */
@ExtendWith(NoLeaks.class)
class SampledPassTest {
  private static final int CHANNELS = 3;
  private static final int MOST_FRAMES = 100_000;

  private static GridSpec spec(SplittableRandom random, ColourMode mode) {
    double half = 20 + 40 * random.nextDouble();
    GridSpec spec = new GridSpec(80, 60, 50 - half, 50 + half, 50 - half, 50 + half, mode);
    ChannelFilter filter = spec.filter();
    filter.channels(mode == ColourMode.COUNT ? 0 : 1, CHANNELS);
    int lo = random.nextInt(30_000);
    filter.range(0, lo, lo + 30_000);
    return spec;
  }

  private static void admit(SlabSet slabs, SplittableRandom random, int oneIn) {
    for (int s = 0; s < slabs.size(); s++) {
      for (int b = 0; b < slabs.get(s).blocks(); b++) {
        if (random.nextInt(oneIn) == 0) {
          slabs.get(s).admit(b);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ColourMode.class)
  void estimatesAreCountsOfAnEqualShareOfAllBlocks(ColourMode mode, MemoryLedger ledger) {
    for (int seed = 0; seed < 4; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      try (Arena arena = Arena.ofShared();
          SlabSet built = TestSlabs.random(ledger, random, TestSlabs.Shape.UNIFORM, mode, 4);
          SlabSet slabs = ChannelSlabs.withChannels(arena, built, CHANNELS, random);
          CpuAggregator aggregator = new CpuAggregator(ledger, 2);
          CpuGrid grid = aggregator.createGrid("test")) {
        admit(slabs, random, 1);
        GridSpec spec = spec(random, mode);
        aggregator.restartSampled(grid, spec);
        assertThat(grid.estimated()).isFalse();
        int shown = 0;
        int frames = 0;
        long version = grid.version();
        while (!aggregator.advance(grid, slabs, System.nanoTime() - 1)) {
          if (grid.version() != version && grid.estimated()) {
            version = grid.version();
            int round = SampleRounds.LAST - Integer.numberOfTrailingZeros(scale(grid));
            assertThat(round).as("seed=%d", seed).isGreaterThan(shown);
            compare(grid, slabs, spec, round, "seed=" + seed + " round=" + round);
            assertThat(grid.countAt(3, 3)).as("a hover states no estimate").isEqualTo(-1);
            shown = round;
          }
          assertThat(++frames).as("seed=%d: frames", seed).isLessThan(MOST_FRAMES);
        }
        assertThat(shown).as("rounds shown").isEqualTo(SampleRounds.LAST - 1);
        assertThat(grid.estimated()).isFalse();
        compare(grid, slabs, spec, SampleRounds.LAST, "seed=" + seed + " complete");
      }
    }
  }

  /** What every count of the picture is a multiple of. */
  private static int scale(CpuGrid grid) {
    long all = 0;
    for (int c = 0; c < CHANNELS; c++) {
      for (long rows : grid.histograms().bins(c)) {
        all |= rows;
      }
    }
    return (int) Long.lowestOneBit(all);
  }

  /** Compares planes, facts and histograms with a plain count of the rows of a round. */
  private static void compare(CpuGrid grid, SlabSet slabs, GridSpec spec, int round, String what) {
    int[] expected = new int[spec.cells()];
    CrossCounts bins = new CrossCounts();
    new CrossOracle().count(slabs, spec, round, expected, bins);
    int times = SampleRounds.scale(round);
    long total = 0;
    for (int i = 0; i < expected.length; i++) {
      expected[i] *= times;
      total += expected[i];
    }
    int[] counts = new int[spec.cells()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = grid.counts().getAtIndex(ValueLayout.JAVA_INT, i);
    }
    assertThat(counts).as(what).isEqualTo(expected);
    assertThat(grid.stats().total).as(what).isEqualTo(total);
    for (int c = 0; c < CHANNELS; c++) {
      long[] found = grid.histograms().bins(c);
      for (int b = 0; b < found.length; b++) {
        assertThat(found[b])
            .as("%s channel=%d bin=%d", what, c, b)
            .isEqualTo(bins.bins(c)[b] * times);
      }
    }
  }

  @Test
  void passesWithAbsentBlocksEndExact(MemoryLedger ledger) {
    for (int seed = 0; seed < 6; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ColourMode mode = ColourMode.COUNT;
      try (Arena arena = Arena.ofShared();
          SlabSet built = TestSlabs.random(ledger, random, TestSlabs.Shape.GAUSSIAN, mode, 4);
          SlabSet slabs = ChannelSlabs.withChannels(arena, built, CHANNELS, random);
          CpuAggregator aggregator = new CpuAggregator(ledger, 1 + random.nextInt(3));
          CpuGrid grid = aggregator.createGrid("test")) {
        GridSpec spec = spec(random, mode);
        aggregator.restartSampled(grid, spec);
        double share = 0;
        int frames = 0;
        long deadline = System.nanoTime() - 1;
        while (!aggregator.advance(grid, slabs, deadline)) {
          assertThat(grid.exactShare()).as("seed=%d", seed).isBetween(share, 1.0);
          share = grid.exactShare();
          admit(slabs, random, 8);
          deadline = System.nanoTime() + (random.nextBoolean() ? -1 : 300_000);
          assertThat(++frames).as("seed=%d: frames", seed).isLessThan(MOST_FRAMES);
        }
        compare(grid, slabs, spec, SampleRounds.LAST, "seed=" + seed);
      }
    }
  }

  /**
   * Rows of blocks that are not shuffled yet: whole blocks are taken, in all parts of the picture.
   */
  @Test
  void estimatesWhileASeriesLoadsAreNotBiased(MemoryLedger ledger) {
    int rows = 2_000_000;
    double[] x = new double[rows];
    double[] y = new double[rows];
    Rows.fill(Rows.Shape.UNIFORM, 5, x, y);
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    try (SlabSet slabs = new SlabSet(ColourMode.COUNT);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        CpuGrid grid = aggregator.createGrid("test")) {
      Rows.slabs(builder, x, y).forEach(slabs::add);
      var c = builder.counts();
      GridSpec spec = new GridSpec(2, 2, c.loX, c.hiX, c.loY, c.hiY, ColourMode.COUNT);
      aggregator.restartSampled(grid, spec);
      int frames = 0;
      boolean estimated = false;
      while (!aggregator.advance(grid, slabs, System.nanoTime() - 1)) {
        if (grid.estimated() && grid.exactShare() > 0.15) {
          estimated = true;
          for (int i = 0; i < 4; i++) {
            int count = grid.counts().getAtIndex(ValueLayout.JAVA_INT, i);
            assertThat(count).as("quarter %d", i).isBetween(rows / 10, rows / 2);
          }
        }
        assertThat(++frames).isLessThan(MOST_FRAMES);
      }
      assertThat(estimated).isTrue();
      assertThat(grid.stats().total).isEqualTo(rows);
    }
  }

  @Test
  void aNewPassAllocatesNothing(MemoryLedger ledger) {
    SplittableRandom random = new SplittableRandom(3);
    ColourMode mode = ColourMode.COUNT;
    try (Arena arena = Arena.ofShared();
        SlabSet built = TestSlabs.random(ledger, random, TestSlabs.Shape.UNIFORM, mode, 2);
        SlabSet slabs = ChannelSlabs.withChannels(arena, built, CHANNELS, random);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        CpuGrid grid = aggregator.createGrid("test")) {
      admit(slabs, random, 1);
      GridSpec spec = spec(random, mode);
      AllocationMeter meter = new AllocationMeter();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 60 && least > 0; round++) {
        long before = meter.bytes();
        spec.filter().range(0, 100 * round, 100 * round + 20_000);
        aggregator.restartSampled(grid, spec);
        int frames = 0;
        while (!aggregator.advance(grid, slabs, System.nanoTime() - 1)) {
          frames++;
        }
        least = Math.min(least, meter.bytes() - before);
        assertThat(frames).isGreaterThan(SampleRounds.LAST);
      }
      assertThat(least).as("bytes of the best round").isZero();
    }
  }
}
