package skein.core.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;

@ExtendWith(NoLeaks.class)
class LineSeriesTest {
  @Test
  void bucketsSayWhatTheRowsSay(MemoryLedger ledger) {
    for (int seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int n = 1 + random.nextInt(600_000);
      double[] xs = Lines.xs(random, n);
      double[] ys = Lines.ys(random, n);
      try (LineSeries series = Lines.of(ledger, random.nextInt(14, 19), xs, ys)) {
        for (int i = 0; i < 5 && series.rows() > 0; i++) {
          long from = random.nextLong(series.rows());
          long to = from + 1 + random.nextLong(series.rows() - from);
          double mostGap = random.nextBoolean() ? LineSeries.JOIN_ALL : random.nextDouble(2);
          compare(series, from, to, mostGap, "seed=" + seed + " " + from + ".." + to);
        }
      }
    }
  }

  private static void compare(LineSeries series, long from, long to, double mostGap, String what) {
    RangeSummary expected = new RangeSummary();
    boolean apart = false;
    for (long r = from; r < to; r++) {
      expected.add(series.y(r), r);
      apart |= r > from && series.apart(r, mostGap);
    }
    RangeSummary got = new RangeSummary();
    series.summarise(from, to, mostGap, got);
    assertThat(got.min).as(what).isEqualTo(expected.min);
    assertThat(got.max).as(what).isEqualTo(expected.max);
    assertThat(got.atMin).as(what).isEqualTo(expected.atMin);
    assertThat(got.atMax).as(what).isEqualTo(expected.atMax);
    assertThat(got.count).as(what).isEqualTo(to - from);
    assertThat(got.gap > mostGap).as(what).isEqualTo(apart);
    assertThat(got.sum).as(what).isCloseTo(expected.sum, within(1e-6 * Math.max(1e3, to - from)));
  }

  @Test
  void rowsKeepTheirOrderAndTheirValues(MemoryLedger ledger) {
    SplittableRandom random = new SplittableRandom(7);
    int n = 100_000;
    double[] xs = Lines.xs(random, n);
    double[] ys = new double[n];
    for (int i = 0; i < n; i++) {
      ys[i] = random.nextDouble(-5, 5);
    }
    try (LineSeries series = Lines.of(ledger, 14, xs, ys)) {
      assertThat(series.rows()).isEqualTo(n);
      double span = xs[n - 1] - xs[0];
      for (int r = 0; r < n; r++) {
        assertThat(series.x(r)).isCloseTo(xs[r], within(span * 1e-9));
        assertThat(series.y(r)).isCloseTo(ys[r], within(1e-8));
        assertThat(r == 0 || series.x(r) >= series.x(r - 1)).isTrue();
      }
    }
  }

  @Test
  void wholeNumbersAreExact(MemoryLedger ledger) {
    LineBuilder builder = new LineBuilder(ledger, 0, 14, true, true, new SpacingCounts());
    for (int i = 0; i < 5_000; i++) {
      builder.addOne(1_000_000L * i, (i * 7919) % 65_000, true);
    }
    LineSeries series = new LineSeries(14);
    LineSlab slab = builder.build();
    assertThat(slab).isNotNull();
    series.add(slab);
    for (int i = 0; i < 5_000; i++) {
      assertThat(series.y(i)).isEqualTo((i * 7919) % 65_000);
      assertThat(series.x(i)).isCloseTo(1_000_000L * i, within(2.0));
    }
    series.close();
  }

  @Test
  void anOutOfOrderRowIsNoticed(MemoryLedger ledger) {
    LineBuilder builder = new LineBuilder(ledger, 0, 14, false, false, new SpacingCounts());
    builder.addOne(1, 1, true);
    builder.addOne(1, 2, true);
    assertThat(builder.sorted()).isTrue();
    builder.addOne(0.5, 2, true);
    assertThat(builder.sorted()).isFalse();
  }

  @Test
  void theMedianSpacingIsGoodToAFewPercent() {
    SpacingCounts counts = new SpacingCounts();
    assertThat(counts.median()).isZero();
    for (int i = 1; i <= 1001; i++) {
      counts.count(i);
    }
    assertThat(counts.median()).isCloseTo(501, within(501 * 0.04));
  }
}
