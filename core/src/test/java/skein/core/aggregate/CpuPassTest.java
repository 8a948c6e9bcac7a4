package skein.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.Rows;
import skein.core.block.Rows.Shape;
import skein.core.block.SlabSet;
import skein.core.block.TestBatch;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;

/** Passes: slices, growth, restarts, modes, allocation. */
@ExtendWith(NoLeaks.class)
class CpuPassTest {
  private static final long LATE = Long.MIN_VALUE / 2;

  private static SlabSet set(MemoryLedger ledger, ColourMode mode, int rows, long seed) {
    double[] x = new double[rows];
    double[] y = new double[rows];
    Rows.fill(Shape.UNIFORM, seed, x, y);
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(mode));
    List<BlockSlab> slabs = new ArrayList<>();
    try (TestBatch batch = new TestBatch(rows).add(x).add(y)) {
      if (mode == ColourMode.MEAN) {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
          values[i] = i % 5 == 0 ? Double.NaN : (x[i] + 3) / 10;
        }
        batch.add(values);
      }
      if (mode == ColourMode.CATEGORY) {
        byte[] codes = new byte[rows];
        for (int i = 0; i < rows; i++) {
          codes[i] = (byte) (i % 3 == 0 ? 5 : x[i] < 2 ? 1 : 2);
        }
        batch.add(codes);
      }
      Rows.build(builder, batch, slabs);
    }
    SlabSet set = new SlabSet(mode);
    slabs.forEach(set::add);
    return set;
  }

  private static GridSpec all(int w, int h, ColourMode mode) {
    return new GridSpec(w, h, -3, 7, 0, 1e6, mode);
  }

  private static long past() {
    return System.nanoTime() + LATE;
  }

  @Test
  void shouldMakeProgressWhenTheDeadlineHasPassed(MemoryLedger ledger) {
    try (SlabSet slabs = set(ledger, ColourMode.COUNT, 300_000, 1);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        CpuGrid grid = aggregator.createGrid("test")) {
      aggregator.restart(grid, all(64, 64, ColourMode.COUNT));
      double before = -1;
      int calls = 0;
      while (!aggregator.advance(grid, slabs, past())) {
        assertThat(grid.exactShare()).isGreaterThanOrEqualTo(before);
        before = grid.exactShare();
        assertThat(++calls).isLessThan(200);
      }
      assertThat(calls).isGreaterThan(3);
      assertThat(grid.stats().total).isEqualTo(300_000);
      assertThat(grid.complete()).isTrue();
      assertThat(grid.exactShare()).isEqualTo(1.0);
    }
  }

  @Test
  void shouldGrowWithTheSet(MemoryLedger ledger) {
    try (SlabSet slabs = set(ledger, ColourMode.COUNT, 100_000, 1);
        SlabSet more = set(ledger, ColourMode.COUNT, 50_000, 2);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        CpuGrid grid = aggregator.createGrid("test")) {
      aggregator.restart(grid, all(100, 10, ColourMode.COUNT));
      finish(aggregator, grid, slabs);
      assertThat(grid.stats().total).isEqualTo(100_000);
      SlabSet grown = new SlabSet(ColourMode.COUNT);
      grown.add(slabs.get(0));
      aggregator.restart(grid, all(100, 10, ColourMode.COUNT));
      finish(aggregator, grid, grown);
      grown.add(more.get(0));
      aggregator.advance(grid, grown, past());
      assertThat(grid.complete()).isFalse();
      finish(aggregator, grid, grown);
      assertThat(grid.stats().total).isEqualTo(150_000);
      long version = grid.version();
      assertThat(aggregator.advance(grid, grown, past())).isTrue();
      assertThat(grid.version()).isEqualTo(version);
    }
  }

  @Test
  void shouldStartOverWithAnotherSetOrSpec(MemoryLedger ledger) {
    try (SlabSet one = set(ledger, ColourMode.COUNT, 200_000, 1);
        SlabSet other = set(ledger, ColourMode.COUNT, 90_000, 2);
        CpuAggregator aggregator = new CpuAggregator(ledger, 3);
        CpuGrid grid = aggregator.createGrid("test")) {
      aggregator.restart(grid, all(500, 300, ColourMode.COUNT));
      aggregator.advance(grid, one, past());
      aggregator.restart(grid, all(40, 30, ColourMode.COUNT));
      aggregator.advance(grid, one, past());
      finish(aggregator, grid, other);
      assertThat(grid.stats().total).isEqualTo(90_000);
      int[] counts = new int[1_200];
      grid.readCounts(counts);
      long sum = 0;
      for (int count : counts) {
        sum += count;
      }
      assertThat(sum).isEqualTo(90_000);
      assertThat(grid.countAt(40, 0)).isEqualTo(-1);
      assertThat(grid.countAt(39, 29)).isEqualTo(counts[1_199]);
    }
  }

  @Test
  void shouldShowAGrowingPicture(MemoryLedger ledger) {
    try (SlabSet slabs = set(ledger, ColourMode.COUNT, 300_000, 1);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        CpuGrid grid = aggregator.createGrid("test")) {
      aggregator.restart(grid, all(64, 64, ColourMode.COUNT));
      assertThat(grid.refresh()).isFalse();
      assertThat(grid.countAt(0, 0)).isEqualTo(-1);
      aggregator.advance(grid, slabs, past());
      aggregator.advance(grid, slabs, past());
      assertThat(grid.refresh()).isTrue();
      assertThat(grid.complete()).isFalse();
      long partial = grid.stats().total;
      assertThat(partial).isBetween(1L, 299_999L);
      assertThat((double) partial / 300_000).isEqualTo(grid.exactShare());
      finish(aggregator, grid, slabs);
      assertThat(grid.stats().total).isEqualTo(300_000);
    }
  }

  private static void finish(CpuAggregator aggregator, CpuGrid grid, SlabSet slabs) {
    while (!aggregator.advance(grid, slabs, System.nanoTime() + 1_000_000)) {
      assertThat(grid.complete()).isFalse();
    }
  }

  @Test
  void shouldMeanTheChannel(MemoryLedger ledger) {
    try (SlabSet slabs = set(ledger, ColourMode.MEAN, 100_000, 1);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        CpuGrid grid = aggregator.createGrid("test")) {
      aggregator.restart(grid, all(10, 4, ColourMode.MEAN));
      finish(aggregator, grid, slabs);
      assertThat(grid.stats().total).isEqualTo(100_000);
      float[] means = new float[40];
      grid.readMeans(means);
      for (int c = 0; c < 10; c++) {
        assertThat(means[c]).isBetween(1 + 65_534 * c / 10f - 10, 1 + 65_534 * (c + 1) / 10f + 10);
      }
      assertThat(grid.stats().minMean).isBetween(3_000.0, 3_500.0);
      assertThat(grid.stats().maxMean).isBetween(62_000.0, 62_500.0);
      aggregator.restart(grid, new GridSpec(3, 3, 100, 101, 0, 1, ColourMode.MEAN));
      finish(aggregator, grid, slabs);
      float[] none = new float[9];
      grid.readMeans(none);
      assertThat(none).containsOnly(Float.NaN);
      assertThat(grid.stats().minMean).isNaN();
      assertThat(grid.stats().occupied).isZero();
    }
  }

  @Test
  void shouldCountCategories(MemoryLedger ledger) {
    try (SlabSet slabs = set(ledger, ColourMode.CATEGORY, 90_000, 1);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        CpuGrid grid = aggregator.createGrid("test")) {
      aggregator.restart(grid, all(2, 1, ColourMode.CATEGORY));
      finish(aggregator, grid, slabs);
      long[] categories = grid.stats().categories;
      assertThat(categories[5]).isEqualTo(30_000);
      assertThat(categories[1] + categories[2]).isEqualTo(60_000);
      var aux = Objects.requireNonNull(grid.aux());
      assertThat(aux.byteSize()).isEqualTo(2 * 32);
      assertThat(aux.get(ValueLayout.JAVA_INT, 2 * 4)).isZero();
      assertThat(aux.get(ValueLayout.JAVA_INT, (8 + 1) * 4)).isZero();
      assertThat((long) aux.get(ValueLayout.JAVA_INT, 4)).isEqualTo(categories[1]);
      assertThat(grid.countAt(0, 0) + grid.countAt(1, 0)).isEqualTo(90_000);
      assertThatThrownBy(() -> grid.readMeans(new float[2]))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void shouldGatherStatsOfTheCounts(MemoryLedger ledger) {
    try (SlabSet slabs = set(ledger, ColourMode.COUNT, 120_000, 9);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        CpuGrid grid = aggregator.createGrid("test")) {
      aggregator.restart(grid, all(200, 150, ColourMode.COUNT));
      finish(aggregator, grid, slabs);
      int[] counts = new int[30_000];
      grid.readCounts(counts);
      GridStats expected = new GridStats();
      expected.minCount = Long.MAX_VALUE;
      for (int count : counts) {
        if (count > 0) {
          expected.total += count;
          expected.occupied++;
          expected.maxCount = Math.max(expected.maxCount, count);
          expected.minCount = Math.min(expected.minCount, count);
          expected.histogram[GridStats.binOf(count)]++;
        }
      }
      assertThat(grid.stats())
          .usingRecursiveComparison()
          .ignoringFields("minMean", "maxMean")
          .isEqualTo(expected);
      assertThat(grid.stats().minMean).isNaN();
      assertThat(grid.statsReady()).isTrue();
    }
  }

  @Test
  void shouldAllocateNothingPerFrame(MemoryLedger ledger) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (ColourMode mode : ColourMode.values()) {
      try (SlabSet slabs = set(ledger, mode, 100_000, 1);
          CpuAggregator aggregator = new CpuAggregator(ledger, 2);
          CpuGrid grid = aggregator.createGrid("test")) {
        GridSpec[] specs = {all(300, 200, mode), new GridSpec(300, 200, 0, 1, 0, 1e5, mode)};
        frames(aggregator, grid, slabs, specs, 500);
        long id = Thread.currentThread().threadId();
        long used = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
          long before = threads.getThreadAllocatedBytes(id);
          long idle = threads.getThreadAllocatedBytes(id) - before;
          before = threads.getThreadAllocatedBytes(id);
          frames(aggregator, grid, slabs, specs, 100);
          used = Math.min(used, threads.getThreadAllocatedBytes(id) - before - idle);
        }
        assertThat(used).as("bytes in 100 frames, mode=" + mode).isZero();
      }
    }
  }

  private static void frames(
      CpuAggregator aggregator, CpuGrid grid, SlabSet slabs, GridSpec[] specs, int frames) {
    for (int i = 0; i < frames; i++) {
      if (grid.version() == 0 || grid.complete()) {
        aggregator.restart(grid, specs[i & 1]);
      }
      aggregator.advance(grid, slabs, System.nanoTime() + 300_000);
      grid.refresh();
    }
  }
}
