package skein.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.Clusterer;
import skein.core.block.MappedFile;
import skein.core.block.Rows;
import skein.core.block.SlabSet;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;

/** Passes over blocks of which some are not here yet: their memory holds wrong codes until then. */
@ExtendWith(NoLeaks.class)
class PartResidentTest {
  private static final int ROWS = 400_000;
  private static final int RUNS = 12;

  @TempDir private Path folder;

  private static SlabSet build(MemoryLedger ledger, long seed) {
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    Rows.Shape[] shapes = {Rows.Shape.UNIFORM, Rows.Shape.GAUSSIAN, Rows.Shape.DIAGONAL};
    Rows.fill(shapes[(int) (seed % 3)], seed, x, y);
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    List<BlockSlab> staged = Rows.slabs(builder, x, y);
    Clusterer clusterer = new Clusterer(ledger, Rows.reals(ColourMode.COUNT), () -> false);
    SlabSet set = Objects.requireNonNull(clusterer.cluster(staged, builder.counts()));
    staged.forEach(BlockSlab::close);
    return set;
  }

  private static GridSpec window(SplittableRandom random, SlabSet set) {
    double loX = set.get(0).loX(0);
    double loY = set.get(0).loY(0);
    double spanX = Math.pow(10, -2 + 3 * random.nextDouble());
    double spanY = Math.pow(10, -2 + 7 * random.nextDouble());
    int width = 1 + random.nextInt(200);
    return new GridSpec(width, 80, loX, loX + spanX, loY, loY + spanY, ColourMode.COUNT);
  }

  @Test
  void shouldEndExactOnceAllBlocksHaveCome(MemoryLedger ledger) throws IOException {
    SplittableRandom random = new SplittableRandom(71);
    for (int run = 0; run < RUNS; run++) {
      String what = "seed=71 run=" + run;
      try (SlabSet built = build(ledger, run);
          MappedFile mapped = new MappedFile(folder.resolve("blocks"), built, run);
          CpuAggregator aggregator = new CpuAggregator(ledger, 2);
          DensityGrid grid = aggregator.createGrid("test")) {
        GridSpec spec = window(random, built);
        int[] expected = new int[spec.cells()];
        aggregator.restart(grid, spec);
        aggregator.advance(grid, built, System.nanoTime() + 60_000_000_000L);
        grid.readCounts(expected);
        List<long[]> absent = hide(mapped, random);
        aggregator.restart(grid, spec);
        admitAndCount(aggregator, grid, mapped, absent, random, what);
        int[] counts = new int[spec.cells()];
        grid.readCounts(counts);
        assertThat(counts).as(what).isEqualTo(expected);
        assertThat(grid.exactShare()).as(what).isEqualTo(1);
      }
    }
  }

  private static void admitAndCount(
      CpuAggregator aggregator,
      DensityGrid grid,
      MappedFile mapped,
      List<long[]> absent,
      SplittableRandom random,
      String what) {
    double share = 0;
    int frames = 0;
    boolean complete = false;
    while (!complete) {
      long deadline = System.nanoTime() + (random.nextBoolean() ? -1 : 200_000);
      complete = aggregator.advance(grid, mapped.slabs(), deadline);
      assertThat(grid.exactShare()).as(what).isBetween(share, 1.0);
      share = grid.exactShare();
      for (int i = random.nextInt(3); i > 0 && !absent.isEmpty(); i--) {
        show(mapped, absent.removeLast());
      }
      assertThat(++frames).as(what).isLessThan(10_000);
    }
  }

  /** Spoils the codes of all blocks, keeps some resident with the right ones. */
  private static List<long[]> hide(MappedFile mapped, SplittableRandom random) {
    List<long[]> absent = new ArrayList<>();
    SlabSet slabs = mapped.slabs();
    for (int s = 0; s < slabs.size(); s++) {
      for (int b = 0; b < slabs.get(s).blocks(); b++) {
        if (random.nextInt(3) == 0) {
          slabs.get(s).admit(b);
        } else {
          flip(slabs.get(s), b);
          absent.add(random.nextInt(absent.size() + 1), new long[] {s, b});
        }
      }
    }
    return absent;
  }

  private static void show(MappedFile mapped, long[] block) {
    BlockSlab slab = mapped.slabs().get((int) block[0]);
    flip(slab, (int) block[1]);
    slab.admit((int) block[1]);
  }

  private static void flip(BlockSlab slab, int block) {
    MemorySegment memory = slab.coords();
    for (int i = 0; i < slab.count(block); i++) {
      long at = slab.coordsAt(block) + 4L * i;
      memory.set(ValueLayout.JAVA_INT, at, ~memory.get(ValueLayout.JAVA_INT, at));
    }
  }

  @Test
  void shouldNotWaitForBlocksOutsideOrWithinOneCell(MemoryLedger ledger) throws IOException {
    try (SlabSet built = build(ledger, 3);
        MappedFile mapped = new MappedFile(folder.resolve("blocks"), built, 3);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        DensityGrid grid = aggregator.createGrid("test")) {
      GridSpec outside = new GridSpec(50, 50, 1e3, 2e3, 0, 1, ColourMode.COUNT);
      aggregator.restart(grid, outside);
      assertThat(aggregator.advance(grid, mapped.slabs(), System.nanoTime())).isTrue();
      assertThat(grid.stats().total).isZero();
      assertThat(grid.exactShare()).isEqualTo(1);
      GridSpec coarse = new GridSpec(1, 1, -10, 20, -1e6, 2e6, ColourMode.COUNT);
      aggregator.restart(grid, coarse);
      assertThat(aggregator.advance(grid, mapped.slabs(), System.nanoTime() + 60_000_000_000L))
          .isTrue();
      assertThat(grid.stats().total).isEqualTo(ROWS);
    }
  }

  @Test
  void shouldNoteTheTimeOfUse(MemoryLedger ledger) throws IOException {
    try (SlabSet built = build(ledger, 3);
        MappedFile mapped = new MappedFile(folder.resolve("blocks"), built, 3);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        DensityGrid grid = aggregator.createGrid("test")) {
      mapped.admitAll();
      BlockSlab first = mapped.slabs().get(0);
      double hiX = first.hiX(0) + (first.hiX(0) - first.loX(0)) * 1e-3;
      GridSpec spec =
          new GridSpec(9, 9, first.loX(0), hiX, first.loY(0), first.hiY(0), ColourMode.COUNT);
      mapped.slabs().time(77);
      aggregator.restart(grid, spec);
      aggregator.advance(grid, mapped.slabs(), System.nanoTime() + 60_000_000_000L);
      int used = 0;
      for (int b = 0; b < first.blocks(); b++) {
        boolean reached = first.reaches(b, spec.loX(), spec.hiX(), spec.loY(), spec.hiY());
        assertThat(first.lastUse(b) == 77).as("block %d", b).isEqualTo(reached);
        used += reached ? 1 : 0;
      }
      assertThat(used).isBetween(1, first.blocks() - 1);
    }
  }
}
