package skein.core.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.axis.AxisKind;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;
import skein.core.source.Projection;

/** Slabs against the rows that went in. */
@ExtendWith(NoLeaks.class)
class BlockBuilderTest {
  private static final AxisType NANOS = new AxisType(AxisKind.TIMESTAMP, 1_000_000_000);

  @ParameterizedTest
  @EnumSource(Rows.Shape.class)
  void shouldKeepEveryRowWithinItsQuantum(Rows.Shape shape, MemoryLedger ledger) {
    double[] x = new double[300_000];
    double[] y = new double[300_000];
    Rows.fill(shape, 3, x, y);
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    List<BlockSlab> slabs = Rows.slabs(builder, x, y);
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    double quantumX = 0;
    double quantumY = 0;
    for (BlockSlab slab : slabs) {
      for (int b = 0; b < slab.blocks(); b++) {
        assertThat(slab.coordsAt(b) % 16).isZero();
        assertThat(slab.count(b)).isBetween(1, BlockSlab.MAX_ROWS);
        quantumX = Math.max(quantumX, slab.stepX(b) / 32_768);
        quantumY = Math.max(quantumY, slab.stepY(b) / 32_768);
        Rows.decode(slab, b, (dx, dy) -> add(xs, ys, dx, dy));
      }
      slab.close();
    }
    assertThat(slabs).hasSize(2);
    checkSorted(xs, x, quantumX);
    checkSorted(ys, y, quantumY);
    assertThat(builder.counts().rows).isEqualTo(300_000);
    assertThat(builder.counts().loX).isEqualTo(Arrays.stream(x).min().orElseThrow());
    assertThat(builder.counts().hiY).isEqualTo(Arrays.stream(y).max().orElseThrow());
  }

  private static void add(List<Double> xs, List<Double> ys, double x, double y) {
    xs.add(x);
    ys.add(y);
  }

  /** Values moved by at most a quantum each keep their order statistics within it. */
  private static void checkSorted(List<Double> decoded, double[] values, double quantum) {
    double[] expected = Rows.sorted(values);
    double[] got = decoded.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    assertThat(got).hasSize(expected.length);
    double slack =
        quantum + 4 * Math.ulp(Math.max(Math.abs(expected[0]), expected[expected.length - 1]));
    for (int i = 0; i < got.length; i++) {
      if (!(Math.abs(got[i] / 2 - expected[i] / 2) <= slack)) {
        assertThat(got[i]).as("rank " + i).isEqualTo(expected[i]);
      }
    }
  }

  @Test
  void shouldEndASlabWithItsBatchAndFreeWhatIsNotBuilt(MemoryLedger ledger) {
    int rows = BlockBuilder.GROUP + 5_000;
    double[] x = new double[rows];
    double[] y = new double[rows];
    Rows.fill(Rows.Shape.values()[0], 11, x, y);
    for (int i = 0; i < rows; i += 2) {
      y[i] = i > 20_000 ? Double.NaN : y[i];
    }
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    try (TestBatch batch = new TestBatch(rows).add(x).add(y)) {
      assertThat(builder.add(batch, 0)).isEqualTo(rows);
      assertThat(builder.full()).isFalse();
      assertThat(builder.add(batch, 0)).isEqualTo(rows);
      assertThat(builder.full()).isTrue();
    }
    long plotted = builder.counts().rows - builder.counts().nans;
    assertThat(builder.held()).isEqualTo((int) plotted);
    BlockSlab slab = Objects.requireNonNull(builder.build());
    assertThat(slab.rows()).isEqualTo(plotted);
    assertThat(slab.coords().byteSize()).isLessThan(plotted * 4 * 3 / 2);
    slab.close();
    assertThat(builder.build()).isNull();
    try (TestBatch batch = new TestBatch(rows).add(x).add(x)) {
      builder.add(batch, 0);
    }
    assertThat(ledger.totalBytes()).isPositive();
    builder.discard();
    assertThat(ledger.totalBytes()).isZero();
  }

  @Test
  void shouldTakeAnOriginGiven(MemoryLedger ledger) {
    Projection projection = Rows.projection(NANOS, AxisType.INTEGER, ColourMode.COUNT);
    BlockBuilder builder = new BlockBuilder(ledger, projection, new SeriesOrigin(1_000, -7));
    long[] x = {1_500, 900};
    long[] y = {0, -7};
    List<BlockSlab> slabs = new ArrayList<>();
    try (TestBatch batch = new TestBatch(2).add(x).add(y)) {
      Rows.build(builder, batch, slabs);
    }
    assertThat(builder.origin()).isEqualTo(new SeriesOrigin(1_000, -7));
    BlockSlab slab = slabs.getFirst();
    assertThat(slab.loX(0)).isEqualTo(-100);
    assertThat(slab.hiX(0)).isEqualTo(500);
    assertThat(slab.loY(0)).isZero();
    assertThat(slab.hiY(0)).isEqualTo(7);
    slab.close();
  }

  @Test
  void shouldHaveExactBoundsPerBlock(MemoryLedger ledger) {
    double[] x = {5, 1, 3, 2, 4};
    double[] y = {-5, 0.1, 7, 1e-9, 0.3};
    BlockSlab slab = one(ledger, Rows.reals(ColourMode.COUNT), new TestBatch(5).add(x).add(y));
    assertThat(slab.blocks()).isEqualTo(1);
    assertThat(slab.loX(0)).isEqualTo(1);
    assertThat(slab.hiX(0)).isEqualTo(5);
    assertThat(slab.loY(0)).isEqualTo(-5);
    assertThat(slab.hiY(0)).isEqualTo(7);
    assertThat(slab.coords().byteSize()).isEqualTo(8 * 4);
    slab.close();
  }

  @Test
  void shouldSkipAndCountByCauseInOrder(MemoryLedger ledger) {
    double inf = Double.POSITIVE_INFINITY;
    double[] x = {1, Double.NaN, inf, -1, Double.NaN, 10, 100, 0, inf};
    double[] y = {1, 1, 1, 1, 1, Double.NaN, -inf, 5, Double.NaN};
    TestBatch batch = new TestBatch(9).add(x).nulls(4).add(y);
    BlockBuilder builder =
        new BlockBuilder(
            ledger,
            Rows.projection(
                AxisType.REAL, AxisType.REAL, AxisScale.LOG10, AxisScale.LINEAR, ColourMode.COUNT));
    List<BlockSlab> slabs = new ArrayList<>();
    try (batch) {
      Rows.build(builder, batch, slabs);
    }
    RowCounts counts = builder.counts();
    assertThat(counts.rows).isEqualTo(9);
    assertThat(counts.nulls).isEqualTo(1);
    assertThat(counts.nans).isEqualTo(3);
    assertThat(counts.infinites).isEqualTo(2);
    assertThat(counts.nonPositive).isEqualTo(2);
    assertThat(slabs).hasSize(1);
    assertThat(slabs.getFirst().rows()).isEqualTo(1);
    assertThat(slabs.getFirst().loX(0)).isZero();
    slabs.getFirst().close();
  }

  @Test
  void shouldBuildNothingFromRowsWithoutPosition(MemoryLedger ledger) {
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    try (TestBatch batch = new TestBatch(2).add(1.0, 2.0).nulls(0, 1).add(1.0, 2.0)) {
      assertThat(builder.add(batch, 0)).isEqualTo(2);
    }
    assertThat(builder.build()).isNull();
    assertThat(builder.origin()).isNull();
    assertThat(builder.counts().nulls).isEqualTo(2);
  }

  @Test
  void shouldKeepNanosecondsOf2026Exact(MemoryLedger ledger) {
    long start = 1_795_219_200_000_000_123L;
    long[] x = new long[60_000];
    double[] y = new double[60_000];
    for (int i = 0; i < x.length; i++) {
      x[i] = start + (i * 7_919L) % 60_000;
      y[i] = i;
    }
    BlockBuilder builder =
        new BlockBuilder(ledger, Rows.projection(NANOS, AxisType.REAL, ColourMode.COUNT));
    List<BlockSlab> slabs = new ArrayList<>();
    try (TestBatch batch = new TestBatch(x.length).add(x).add(y)) {
      Rows.build(builder, batch, slabs);
    }
    long base = Objects.requireNonNull(builder.origin()).x();
    assertThat(base).isEqualTo(x[0]);
    List<Long> got = new ArrayList<>();
    for (BlockSlab slab : slabs) {
      for (int b = 0; b < slab.blocks(); b++) {
        assertThat(slab.stepX(b)).isEqualTo(1.0);
        Rows.decode(slab, b, (dx, dy) -> got.add(base + Math.round(dx)));
      }
      slab.close();
    }
    assertThat(got.stream().sorted().toList())
        .isEqualTo(Arrays.stream(x).sorted().boxed().toList());
  }

  @Test
  void shouldNotWrapBetweenTheEndsOfInt64(MemoryLedger ledger) {
    long[] x = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1};
    BlockSlab slab =
        one(
            ledger,
            Rows.projection(AxisType.INTEGER, AxisType.REAL, ColourMode.COUNT),
            new TestBatch(4).add(x).add(1.0, 2.0, 3.0, 4.0));
    assertThat(slab.loX(0)).isZero();
    assertThat(slab.hiX(0)).isEqualTo(0x1p64);
    slab.close();
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 10_000; i++) {
      long v = random.nextLong();
      long b = random.nextLong();
      double exact =
          java.math.BigInteger.valueOf(v).subtract(java.math.BigInteger.valueOf(b)).doubleValue();
      assertThat(AxisReader.wideDifference(v, b)).as(v + " - " + b).isEqualTo(exact);
    }
  }

  @Test
  void shouldTakeInfiniteTimesAsInfinite(MemoryLedger ledger) {
    BlockBuilder builder =
        new BlockBuilder(ledger, Rows.projection(NANOS, AxisType.DATE, ColourMode.COUNT));
    long[] x = {5, Long.MAX_VALUE, -Long.MAX_VALUE, 7, 8};
    long[] y = {5, 5, 5, Integer.MAX_VALUE, -Integer.MAX_VALUE};
    try (TestBatch batch = new TestBatch(5).add(x).add(y)) {
      builder.add(batch, 0);
    }
    assertThat(builder.counts().infinites).isEqualTo(4);
    assertThat(builder.held()).isEqualTo(1);
  }

  @Test
  void shouldCodeMeansAndCategories(MemoryLedger ledger) {
    double[] v = {0, 1, 0.5, -3, 9, Double.NaN, 0.25, Double.POSITIVE_INFINITY};
    double[] same = {1, 1, 1, 1, 1, 1, 1, 1};
    BlockSlab means =
        one(
            ledger,
            Rows.reals(ColourMode.MEAN),
            new TestBatch(8).add(same).add(same).add(v).nulls(6));
    assertThat(channel(means)).containsExactly(1, 65_535, 32_768, 1, 65_535, 0, 0, 0);
    means.close();
    byte[] codes = {0, 1, 7, 9, (byte) 200, 3, 4, 5};
    BlockSlab categories =
        one(
            ledger,
            Rows.reals(ColourMode.CATEGORY),
            new TestBatch(8).add(same).add(same).add(codes).nulls(5));
    assertThat(channel(categories)).containsExactly(0, 1, 7, 7, 7, 7, 4, 5);
    categories.close();
  }

  private static int[] channel(BlockSlab slab) {
    MemorySegment held = slab.channel(BlockSlab.COLOUR);
    int[] out = new int[slab.count(0)];
    for (int i = 0; i < out.length; i++) {
      out[i] = held.get(ValueLayout.JAVA_SHORT, 2L * i) & 0xffff;
    }
    return out;
  }

  private static BlockSlab one(MemoryLedger ledger, Projection projection, TestBatch batch) {
    BlockBuilder builder = new BlockBuilder(ledger, projection);
    try (batch) {
      assertThat(builder.add(batch, 0)).isEqualTo(batch.rows());
    }
    return Objects.requireNonNull(builder.build());
  }
}
