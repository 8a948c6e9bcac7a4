package skein.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.Clusterer;
import skein.core.block.Rows;
import skein.core.block.SlabSet;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;

/**
 * Rows that lie exactly on a window's edges count, lower and upper, also in blocks that it cuts.
 */
@ExtendWith(NoLeaks.class)
class WindowEdgesTest {
  private static final int ROWS = 120_000;
  private static final int VALUES = 3_000;
  private static final long SEED = 20261121;

  @ParameterizedTest
  @ValueSource(doubles = {0.37, 1.0, 60.0, 90_000.0})
  void rowsOnTheEdgesOfTheWindowCount(double lattice, MemoryLedger ledger) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[i] = random.nextInt(VALUES) * lattice;
      y[i] = random.nextInt(VALUES) * lattice;
    }
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    List<BlockSlab> staged = Rows.slabs(builder, x, y);
    Clusterer clusterer = new Clusterer(ledger, Rows.reals(ColourMode.COUNT), () -> false);
    SlabSet set = Objects.requireNonNull(clusterer.cluster(staged, builder.counts()));
    staged.forEach(BlockSlab::close);
    try (set;
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        CpuGrid grid = aggregator.createGrid("test")) {
      for (int round = 0; round < 40; round++) {
        int from = random.nextInt(VALUES - 200);
        int to = from + 1 + random.nextInt(VALUES - from - 1);
        int bottom = random.nextInt(VALUES - 200);
        int top = bottom + 1 + random.nextInt(VALUES - bottom - 1);
        GridSpec spec =
            new GridSpec(
                1 + random.nextInt(200),
                1 + random.nextInt(200),
                from * lattice,
                to * lattice,
                bottom * lattice,
                top * lattice,
                ColourMode.COUNT);
        aggregator.restart(grid, spec);
        assertThat(aggregator.advance(grid, set, System.nanoTime() + 60_000_000_000L)).isTrue();
        assertThat(grid.stats().total)
            .as("seed=%d round=%d lattice=%s %s", SEED, round, lattice, spec)
            .isEqualTo(inside(x, y, spec));
      }
    }
  }

  private static long inside(double[] x, double[] y, GridSpec spec) {
    long rows = 0;
    for (int i = 0; i < x.length; i++) {
      boolean in = x[i] >= spec.loX() && x[i] <= spec.hiX();
      rows += in && y[i] >= spec.loY() && y[i] <= spec.hiY() ? 1 : 0;
    }
    return rows;
  }
}
