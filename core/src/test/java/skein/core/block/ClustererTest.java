package skein.core.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.axis.AxisType;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;

/** The final generation against the staged rows. */
@ExtendWith(NoLeaks.class)
class ClustererTest {
  private static final int ROWS = 400_000;

  @ParameterizedTest
  @EnumSource(Rows.Shape.class)
  void shouldKeepAllRowsInTightBlocks(Rows.Shape shape, MemoryLedger ledger) {
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    Rows.fill(shape, 17, x, y);
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    List<BlockSlab> staged = Rows.slabs(builder, x, y);
    double quantum = 0;
    for (BlockSlab slab : staged) {
      for (int b = 0; b < slab.blocks(); b++) {
        quantum = Math.max(quantum, slab.stepX(b) / 32_768);
      }
    }
    SlabSet set = cluster(ledger, builder, staged, ColourMode.COUNT);
    staged.forEach(BlockSlab::close);
    assertThat(set.rows()).isEqualTo(ROWS);
    checkBlocks(set);
    checkValues(set, x, quantum);
    set.close();
  }

  private static SlabSet cluster(
      MemoryLedger ledger, BlockBuilder builder, List<BlockSlab> staged, ColourMode mode) {
    Clusterer clusterer = new Clusterer(ledger, Rows.reals(mode), () -> false);
    return Objects.requireNonNull(clusterer.cluster(staged, builder.counts()));
  }

  private static void checkBlocks(SlabSet set) {
    for (int s = 0; s < set.size(); s++) {
      BlockSlab slab = set.get(s);
      assertThat(slab.residual()).isNull();
      assertThat(slab.coords().byteSize()).isLessThanOrEqualTo(4 << 20);
      long end = 0;
      for (int b = 0; b < slab.blocks(); b++) {
        assertThat(slab.coordsAt(b) % 16).isZero();
        assertThat(slab.coordsAt(b)).isGreaterThanOrEqualTo(end);
        assertThat(slab.count(b)).isBetween(1, BlockSlab.MAX_ROWS);
        assertThat(slab.loX(b)).isLessThanOrEqualTo(slab.hiX(b));
        assertThat(slab.loY(b)).isLessThanOrEqualTo(slab.hiY(b));
        end = slab.coordsAt(b) + 4L * slab.count(b);
      }
      assertThat(slab.coords().byteSize()).isGreaterThanOrEqualTo(end);
    }
  }

  /** Every decoded x lies within a step of its block and a staging quantum above a source value. */
  private static void checkValues(SlabSet set, double[] x, double quantum) {
    double[] los = new double[ROWS];
    double[] his = new double[ROWS];
    AtomicInteger at = new AtomicInteger();
    for (int s = 0; s < set.size(); s++) {
      BlockSlab slab = set.get(s);
      for (int b = 0; b < slab.blocks(); b++) {
        double slack =
            quantum + 8 * Math.ulp(Math.max(Math.abs(slab.loX(b)), Math.abs(slab.hiX(b))));
        double step = slab.stepX(b);
        Rows.decode(
            slab,
            b,
            (dx, dy) -> {
              los[at.get()] = dx - step - slack;
              his[at.getAndIncrement()] = dx + slack;
            });
      }
    }
    Arrays.sort(los);
    Arrays.sort(his);
    double[] expected = Rows.sorted(x);
    for (int i = 0; i < ROWS; i++) {
      if (!(los[i] <= expected[i] && expected[i] <= his[i])) {
        assertThat(expected[i]).as("rank " + i).isBetween(los[i], his[i]);
      }
    }
  }

  @Test
  void shouldMakeSmallBoxesOfSpreadRows(MemoryLedger ledger) {
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    Rows.fill(Rows.Shape.UNIFORM, 2, x, y);
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    List<BlockSlab> staged = Rows.slabs(builder, x, y);
    SlabSet set = cluster(ledger, builder, staged, ColourMode.COUNT);
    staged.forEach(BlockSlab::close);
    double area = 0;
    for (int s = 0; s < set.size(); s++) {
      BlockSlab slab = set.get(s);
      for (int b = 0; b < slab.blocks(); b++) {
        area += (slab.hiX(b) - slab.loX(b)) / 10 * (slab.hiY(b) - slab.loY(b)) / 1e6;
      }
    }
    assertThat(area).isLessThan(1.5);
    assertThat(set.blocks()).isLessThan(80);
    set.close();
  }

  @Test
  void shouldShuffleRowsInsideABlock(MemoryLedger ledger) {
    double[] x = new double[16_000];
    double[] y = new double[16_000];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
    }
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    List<BlockSlab> staged = Rows.slabs(builder, x, y);
    SlabSet set = cluster(ledger, builder, staged, ColourMode.COUNT);
    staged.forEach(BlockSlab::close);
    assertThat(set.blocks()).isEqualTo(1);
    List<Double> first = new ArrayList<>();
    Rows.decode(set.get(0), 0, (dx, dy) -> first.add(dx));
    double mean = first.subList(0, 1_600).stream().mapToDouble(d -> d).average().orElseThrow();
    assertThat(mean).isBetween(7_500.0, 8_500.0);
    set.close();
  }

  @Test
  void shouldCarryTheChannelWithItsRow(MemoryLedger ledger) {
    int rows = 100_000;
    double[] x = new double[rows];
    double[] y = new double[rows];
    byte[] codes = new byte[rows];
    Rows.fill(Rows.Shape.GAUSSIAN, 4, x, y);
    for (int i = 0; i < rows; i++) {
      codes[i] = (byte) (x[i] > 0 ? 3 : 6);
    }
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.CATEGORY));
    List<BlockSlab> staged = new ArrayList<>();
    try (TestBatch batch = new TestBatch(rows).add(x).add(y).add(codes)) {
      Rows.build(builder, batch, staged);
    }
    SlabSet set = cluster(ledger, builder, staged, ColourMode.CATEGORY);
    staged.forEach(BlockSlab::close);
    for (int s = 0; s < set.size(); s++) {
      BlockSlab slab = set.get(s);
      var channel = slab.channel(BlockSlab.COLOUR);
      for (int b = 0; b < slab.blocks(); b++) {
        long first = slab.channelAt(BlockSlab.COLOUR, b);
        double step = slab.stepX(b);
        AtomicInteger i = new AtomicInteger();
        Rows.decode(
            slab,
            b,
            (dx, dy) -> {
              long at = first + 2L * i.getAndIncrement();
              int code = channel.get(java.lang.foreign.ValueLayout.JAVA_SHORT, at);
              if (Math.abs(dx) > 2 * step) {
                assertThat(code).isEqualTo(dx > 0 ? 3 : 6);
              }
            });
      }
    }
    set.close();
  }

  @Test
  void shouldTakeOneRowAndNone(MemoryLedger ledger) {
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    SlabSet none = cluster(ledger, builder, List.of(), ColourMode.COUNT);
    assertThat(none.rows()).isZero();
    none.close();
    List<BlockSlab> staged = Rows.slabs(builder, new double[] {7}, new double[] {-8});
    SlabSet one = cluster(ledger, builder, staged, ColourMode.COUNT);
    assertThat(one.rows()).isEqualTo(1);
    assertThat(one.get(0).loX(0)).isEqualTo(7);
    one.close();
    staged.forEach(BlockSlab::close);
  }

  @Test
  void shouldFreeEverythingWhenCancelledAnywhere(MemoryLedger ledger) {
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    Rows.fill(Rows.Shape.ONE_HOT, 1, x, y);
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    List<BlockSlab> staged = Rows.slabs(builder, x, y);
    long before = ledger.totalBytes();
    int cancelled = 0;
    for (int after = 1; after < 400; after *= 2) {
      AtomicInteger asked = new AtomicInteger();
      int limit = after;
      Clusterer clusterer =
          new Clusterer(
              ledger, Rows.reals(ColourMode.COUNT), () -> asked.incrementAndGet() > limit);
      SlabSet set = clusterer.cluster(staged, builder.counts());
      if (set == null) {
        cancelled++;
      } else {
        set.close();
      }
      ledger.scratch().drop();
      assertThat(ledger.totalBytes()).isEqualTo(before);
    }
    assertThat(cancelled).isPositive();
    staged.forEach(BlockSlab::close);
  }

  @Test
  void shouldKeepWholeNumbersExact(MemoryLedger ledger) {
    int rows = 50_000;
    long[] x = new long[rows];
    long[] y = new long[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = 1_000_000 + (i * 31L) % 60_000;
      y[i] = i % 100;
    }
    var projection = Rows.projection(AxisType.INTEGER, AxisType.INTEGER, ColourMode.COUNT);
    BlockBuilder builder = new BlockBuilder(ledger, projection);
    List<BlockSlab> staged = new ArrayList<>();
    try (TestBatch batch = new TestBatch(rows).add(x).add(y)) {
      Rows.build(builder, batch, staged);
    }
    SlabSet set =
        Objects.requireNonNull(
            new Clusterer(ledger, projection, () -> false).cluster(staged, builder.counts()));
    staged.forEach(BlockSlab::close);
    List<Double> got = new ArrayList<>();
    for (int s = 0; s < set.size(); s++) {
      for (int b = 0; b < set.get(s).blocks(); b++) {
        Rows.decode(set.get(s), b, (dx, dy) -> got.add(dx));
      }
    }
    set.close();
    assertThat(got.stream().mapToLong(d -> 1_000_000 + Math.round(d)).sorted().toArray())
        .isEqualTo(Arrays.stream(x).sorted().toArray());
  }
}
