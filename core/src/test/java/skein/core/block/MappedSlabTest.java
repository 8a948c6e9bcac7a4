package skein.core.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;

@ExtendWith(NoLeaks.class)
class MappedSlabTest {
  private static final int ROWS = 120_001;

  @TempDir private Path folder;

  private static SlabSet build(MemoryLedger ledger, ColourMode mode) {
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    Rows.fill(Rows.Shape.GAUSSIAN, 3, x, y);
    long[] colour = new long[ROWS];
    for (int i = 0; i < ROWS; i++) {
      colour[i] = i % 8;
    }
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(mode));
    List<BlockSlab> staged = new ArrayList<>();
    try (TestBatch batch = new TestBatch(ROWS).add(x).add(y)) {
      if (mode == ColourMode.CATEGORY) {
        batch.add(colour);
      } else if (mode == ColourMode.MEAN) {
        batch.add(y);
      }
      Rows.build(builder, batch, staged);
    }
    Clusterer clusterer = new Clusterer(ledger, Rows.reals(mode), () -> false);
    SlabSet set = Objects.requireNonNull(clusterer.cluster(staged, builder.counts()));
    staged.forEach(BlockSlab::close);
    return set;
  }

  @ParameterizedTest
  @EnumSource(ColourMode.class)
  void shouldCountMappedBlocksLikeBuiltOnes(ColourMode mode, MemoryLedger ledger)
      throws IOException {
    GridSpec spec = new GridSpec(90, 70, -1, 2, -3, 9, mode);
    try (SlabSet built = build(ledger, mode);
        MappedFile mapped = new MappedFile(folder.resolve("blocks"), built, 17);
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        DensityGrid one = aggregator.createGrid("test");
        DensityGrid two = aggregator.createGrid("test")) {
      mapped.admitAll();
      assertThat(mapped.slabs().rows()).isEqualTo(ROWS);
      assertThat(mapped.slabs().bytes()).isEqualTo(4L * ROWS);
      count(aggregator, one, built, spec);
      count(aggregator, two, mapped.slabs(), spec);
      int[] a = new int[spec.cells()];
      int[] b = new int[spec.cells()];
      one.readCounts(a);
      two.readCounts(b);
      assertThat(b).isEqualTo(a);
      assertThat(two.stats().categories).isEqualTo(one.stats().categories);
      assertThat(two.stats().meanHistogram).isEqualTo(one.stats().meanHistogram);
      assertThat(one.stats().total).isPositive();
    }
  }

  private static void count(
      CpuAggregator aggregator, DensityGrid grid, SlabSet slabs, GridSpec spec) {
    aggregator.restart(grid, spec);
    assertThat(aggregator.advance(grid, slabs, Long.MAX_VALUE / 2 + System.nanoTime())).isTrue();
  }

  @Test
  void shouldBeResidentFromAdmissionToEviction(MemoryLedger ledger) {
    double[] bounds = new double[2 * BlockSlab.BOUNDS];
    MemorySegment memory = MemorySegment.ofArray(new int[32]);
    BlockSlab slab = BlockSlab.mapped(new int[] {3, 5}, bounds, memory, new long[] {0, 64});
    assertThat(slab.isMapped()).isTrue();
    assertThat(slab.resident(1)).isFalse();
    slab.admit(1);
    assertThat(slab.resident(1)).isTrue();
    assertThat(slab.resident(0)).isFalse();
    slab.evict(1);
    assertThat(slab.resident(1)).isFalse();
    slab.use(0, 42);
    assertThat(slab.lastUse(0)).isEqualTo(42);
    assertThat(slab.lastUse(1)).isZero();
    assertThat(slab.blockBytes(1)).isEqualTo(20);
    try (SlabSet built = build(ledger, ColourMode.CATEGORY)) {
      assertThat(built.get(0).isMapped()).isFalse();
      assertThat(built.get(0).resident(0)).isTrue();
      assertThat(built.get(0).blockBytes(0)).isEqualTo(6L * built.get(0).count(0));
      built.get(0).use(0, 42);
      assertThat(built.get(0).lastUse(0)).isZero();
    }
  }

  @Test
  void shouldRefuseTablesOfDifferentLength() {
    MemorySegment memory = MemorySegment.ofArray(new int[1]);
    assertThatThrownBy(() -> BlockSlab.mapped(new int[2], new double[12], memory, new long[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
