package skein.core.residency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.Clusterer;
import skein.core.block.MappedFile;
import skein.core.block.Rows;
import skein.core.block.SlabSet;
import skein.core.measure.AllocationMeter;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;

@ExtendWith(NoLeaks.class)
@Timeout(240)
class ResidencyTest {
  private static final int ROWS = 700_000;

  @TempDir private Path folder;

  private static SlabSet build(MemoryLedger ledger) {
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    Rows.fill(Rows.Shape.UNIFORM, 5, x, y);
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    List<BlockSlab> staged = Rows.slabs(builder, x, y);
    Clusterer clusterer = new Clusterer(ledger, Rows.reals(ColourMode.COUNT), () -> false);
    SlabSet set = Objects.requireNonNull(clusterer.cluster(staged, builder.counts()));
    staged.forEach(BlockSlab::close);
    return set;
  }

  /** Origin of the first row is the series' zero, so windows are in the rows' own numbers here. */
  private static GridSpec window(SplittableRandom random, boolean whole) {
    double span = whole ? 1 : 0.1 + 0.4 * random.nextDouble();
    double loX = -3 + 10 * (1 - span) * random.nextDouble();
    double loY = 1e6 * (1 - span) * random.nextDouble();
    double hiX = loX + 10 * span;
    return new GridSpec(200, 150, loX, hiX, loY, loY + 1e6 * span, ColourMode.COUNT);
  }

  private static int[] counts(CpuAggregator aggregator, DensityGrid grid, SlabSet set, GridSpec s) {
    aggregator.restart(grid, s);
    aggregator.advance(grid, set, System.nanoTime() + 60_000_000_000L);
    int[] counts = new int[s.cells()];
    grid.readCounts(counts);
    return counts;
  }

  private static boolean frame(
      CpuAggregator aggregator, DensityGrid grid, ResidentSet set, GridSpec s) {
    set.frame(s.loX(), s.hiX(), s.loY(), s.hiY());
    boolean complete = aggregator.advance(grid, set.slabs(), System.nanoTime() + 2_000_000);
    aggregator.demand(grid, set);
    set.publish();
    return complete;
  }

  private static int[] countsInFrames(
      CpuAggregator aggregator, DensityGrid grid, ResidentSet set, GridSpec s, HostBudget budget) {
    aggregator.restart(grid, s);
    while (!frame(aggregator, grid, set, s)) {
      assertThat(budget.used()).isBetween(0L, budget.bytes());
      LockSupport.parkNanos(500_000);
    }
    int[] counts = new int[s.cells()];
    grid.readCounts(counts);
    return counts;
  }

  @Test
  void shouldCountExactlyUnderABudgetSmallerThanTheView(MemoryLedger ledger) throws IOException {
    SplittableRandom random = new SplittableRandom(8);
    HostBudget budget = new HostBudget(500_000);
    try (SlabSet built = build(ledger);
        MappedFile mapped = new MappedFile(folder.resolve("blocks"), built, 1);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        DensityGrid grid = aggregator.createGrid("test");
        DensityGrid other = aggregator.createGrid("test");
        Residency residency = new Residency(budget, 2, () -> {});
        ResidentSet set = residency.add(mapped.slabs(), block -> true, () -> {})) {
      assertThat(built.bytes()).isGreaterThan(5 * budget.bytes());
      for (int view = 0; view < 12; view++) {
        GridSpec spec = window(random, view % 4 == 0);
        int[] expected = counts(aggregator, other, built, spec);
        int[] got = countsInFrames(aggregator, grid, set, spec, budget);
        assertThat(got).as("seed=8 view=" + view).isEqualTo(expected);
      }
      assertThat(budget.peak()).isBetween(budget.bytes() / 2, budget.bytes());
      assertThat(set.hits()).isLessThan(set.needed());
    }
    assertThat(budget.used()).isZero();
  }

  @Test
  void shouldFindEverythingHereOnceFilled(MemoryLedger ledger) throws IOException {
    SplittableRandom random = new SplittableRandom(9);
    AtomicInteger checks = new AtomicInteger();
    try (SlabSet built = build(ledger);
        MappedFile mapped = new MappedFile(folder.resolve("blocks"), built, 1);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        DensityGrid grid = aggregator.createGrid("test");
        Residency residency = new Residency(HostBudget.ofMachine(), 1, () -> {});
        ResidentSet set =
            residency.add(mapped.slabs(), block -> checks.incrementAndGet() > 0, () -> {})) {
      while (!set.isWhole()) {
        set.frame(0, 1, 0, 1);
        set.fill();
        set.publish();
        LockSupport.parkNanos(500_000);
      }
      assertThat(checks.get()).isEqualTo(built.blocks());
      long hits = set.hits();
      long needed = set.needed();
      for (int view = 0; view < 20; view++) {
        GridSpec spec = window(random, false);
        aggregator.restart(grid, spec);
        assertThat(aggregator.advance(grid, set.slabs(), System.nanoTime() + 60_000_000_000L))
            .isTrue();
        set.frame(spec.loX(), spec.hiX(), spec.loY(), spec.hiY());
      }
      assertThat(set.needed()).isGreaterThan(needed);
      assertThat(set.hits() - hits).isEqualTo(set.needed() - needed);
      assertThat(checks.get()).isEqualTo(built.blocks());
    }
  }

  /** As when the process' memory becomes short in a flight, and then no longer is. */
  @Test
  void shouldCountExactlyAfterTheBudgetWasSqueezed(MemoryLedger ledger) throws IOException {
    SplittableRandom random = new SplittableRandom(10);
    HostBudget budget = new HostBudget(32L << 20);
    try (SlabSet built = build(ledger);
        MappedFile mapped = new MappedFile(folder.resolve("blocks"), built, 1);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        DensityGrid grid = aggregator.createGrid("test");
        DensityGrid other = aggregator.createGrid("test");
        Residency residency = new Residency(budget, 2, () -> {});
        ResidentSet set = residency.add(mapped.slabs(), block -> true, () -> {})) {
      fill(set);
      long whole = budget.used();
      long given = budget.relieve(whole);
      assertThat(given).isEqualTo(whole - budget.limit());
      while (budget.used() > budget.limit()) {
        set.frame(0, 1, 0, 1);
        set.publish();
        LockSupport.parkNanos(500_000);
      }
      assertThat(set.isWhole()).isFalse();
      for (int view = 0; view < 4; view++) {
        GridSpec spec = window(random, view % 2 == 0);
        int[] expected = counts(aggregator, other, built, spec);
        int[] got = countsInFrames(aggregator, grid, set, spec, budget);
        assertThat(got).as("seed=10 view=" + view).isEqualTo(expected);
      }
      while (budget.limit() < budget.bytes()) {
        budget.recover(Long.MAX_VALUE);
      }
      fill(set);
      assertThat(budget.used()).isEqualTo(whole);
    }
    assertThat(budget.used()).isZero();
  }

  private static void fill(ResidentSet set) {
    while (!set.isWhole()) {
      set.frame(0, 1, 0, 1);
      set.fill();
      set.publish();
      LockSupport.parkNanos(500_000);
    }
  }

  /** The disk gives nothing until this test lets it: a pass that waited for it would hang. */
  @Test
  void shouldNeverLetAPassWaitForTheDisk(MemoryLedger ledger) throws IOException {
    CountDownLatch disk = new CountDownLatch(1);
    BlockCheck slow =
        block -> {
          try {
            disk.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return true;
        };
    try (SlabSet built = build(ledger);
        MappedFile mapped = new MappedFile(folder.resolve("blocks"), built, 1);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        DensityGrid grid = aggregator.createGrid("test");
        Residency residency = new Residency(HostBudget.ofMachine(), 2, () -> {});
        ResidentSet set = residency.add(mapped.slabs(), slow, () -> {})) {
      GridSpec spec = window(new SplittableRandom(1), true);
      aggregator.restart(grid, spec);
      for (int i = 0; i < 200; i++) {
        assertThat(frame(aggregator, grid, set, spec)).isFalse();
      }
      assertThat(set.resident()).isZero();
      disk.countDown();
      while (!frame(aggregator, grid, set, spec)) {
        LockSupport.parkNanos(500_000);
      }
      assertThat(grid.stats().total).isEqualTo(ROWS);
    }
  }

  @Test
  void shouldSayWhichBlockIsDamagedAndLoadTheOthers(MemoryLedger ledger) throws IOException {
    AtomicInteger reported = new AtomicInteger();
    try (SlabSet built = build(ledger);
        MappedFile mapped = new MappedFile(folder.resolve("blocks"), built, 1);
        Residency residency = new Residency(HostBudget.ofMachine(), 2, () -> {});
        ResidentSet set =
            residency.add(mapped.slabs(), block -> block != 17, reported::incrementAndGet)) {
      assertThat(set.damaged()).isEqualTo(-1);
      assertThat(reported.get()).isZero();
      while (set.resident() < built.blocks() - 1) {
        set.frame(0, 1, 0, 1);
        set.fill();
        set.publish();
        LockSupport.parkNanos(500_000);
      }
      while (set.damaged() < 0) {
        LockSupport.parkNanos(500_000);
      }
      assertThat(set.damaged()).isEqualTo(17);
      while (reported.get() == 0) {
        LockSupport.parkNanos(500_000);
      }
      assertThat(reported.get()).isEqualTo(1);
      assertThat(set.isWhole()).isFalse();
      BlockSlab first = mapped.slabs().get(0);
      assertThat(first.resident(16)).isTrue();
      assertThat(first.resident(17)).isFalse();
    }
  }

  @Test
  void shouldDropWhatAnOlderViewAskedFor() {
    RequestBoard board = new RequestBoard(4);
    board.begin();
    for (int block = 10; block < 20; block++) {
      assertThat(board.add(block)).isEqualTo(block < 14);
    }
    assertThat(board.claim()).isEqualTo(-1);
    assertThat(board.publish()).isEqualTo(4);
    assertThat(board.claim()).isEqualTo(10);
    board.begin();
    board.add(30);
    assertThat(board.claim()).isEqualTo(11);
    board.publish();
    assertThat(board.claim()).isEqualTo(30);
    assertThat(board.claim()).isEqualTo(-1);
  }

  @Test
  void shouldAllocateNothingWhileTheViewMoves(MemoryLedger ledger) throws IOException {
    HostBudget budget = new HostBudget(800_000);
    try (SlabSet built = build(ledger);
        MappedFile mapped = new MappedFile(folder.resolve("blocks"), built, 1);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        DensityGrid grid = aggregator.createGrid("test");
        Residency residency = new Residency(budget, 1, () -> {});
        ResidentSet set = residency.add(mapped.slabs(), block -> true, () -> {})) {
      AllocationMeter meter = new AllocationMeter();
      GridSpec spec = new GridSpec();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 8; round++) {
        long before = meter.bytes();
        for (int i = 0; i < 100; i++) {
          double x = -3 + 0.05 * i;
          spec.set(200, 150, x, x + 4, 2e5, 7e5, ColourMode.COUNT);
          aggregator.restart(grid, spec);
          frame(aggregator, grid, set, spec);
          set.ahead(x + 1, x + 5, 2e5, 7e5);
        }
        least = Math.min(least, meter.bytes() - before);
      }
      assertThat(least).isZero();
    }
  }
}
