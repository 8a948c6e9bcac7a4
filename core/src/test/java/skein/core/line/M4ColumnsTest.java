package skein.core.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;

@ExtendWith(NoLeaks.class)
class M4ColumnsTest {
  private static final int TRIALS = 250;

  private final LineMapping mapping = new LineMapping();
  private final M4Columns columns = new M4Columns();

  @Test
  void coversThePixelsOfEverySegment(MemoryLedger ledger) {
    for (int seed = 0; seed < TRIALS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int n = 1 + random.nextInt(random.nextInt(4) == 0 ? 60_000 : 3_000);
      double[] xs = Lines.xs(random, n);
      double[] ys = Lines.ys(random, n);
      try (LineSeries series = Lines.of(ledger, random.nextInt(14, 16), xs, ys)) {
        for (int view = 0; view < 4; view++) {
          aim(random, xs, series);
          double gap = random.nextInt(3) == 0 ? random.nextDouble(1.5) : LineSeries.JOIN_ALL;
          LineStep step = LineStep.values()[random.nextInt(4)];
          compare(series, gap, step, "seed=" + seed + " view=" + view + " " + step);
        }
      }
    }
  }

  @Test
  void absentBlocksAreDrawnByWhatTheyComeToAndAskedFor(MemoryLedger ledger) {
    for (int seed = 0; seed < TRIALS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int n = 1 + random.nextInt(90_000);
      double[] xs = Lines.xs(random, n);
      double[] ys = Lines.ys(random, n);
      int bits = random.nextInt(14, 16);
      try (LineSeries whole = Lines.of(ledger, bits, xs, ys);
          MappedLines lines = new MappedLines(ledger, bits, xs, ys)) {
        lines.admit(random, random.nextDouble(0.7));
        for (int view = 0; view < 4; view++) {
          aim(random, xs, whole);
          double gap = random.nextInt(3) == 0 ? random.nextDouble(1.5) : LineSeries.JOIN_ALL;
          LineStep step = LineStep.values()[random.nextInt(4)];
          sharpen(whole, lines, gap, step, "seed=" + seed + " view=" + view + " " + step);
        }
      }
    }
  }

  /** Draws and brings what was asked for, until nothing is guessed. */
  private void sharpen(
      LineSeries whole, MappedLines lines, double gap, LineStep step, String what) {
    BruteForceLines expected = new BruteForceLines(mapping);
    expected.draw(whole, gap, step);
    int rounds = 0;
    do {
      columns.update(lines.series, mapping, gap, step);
      for (int c = 0; c < mapping.width(); c++) {
        boolean[] got = covered(c);
        if (!columns.guessed(c)) {
          assertThat(columns.count(c)).as("%s column %s", what, c).isEqualTo(expected.count[c]);
          assertThat(got).as("%s column %s", what, c).isEqualTo(expected.covered[c]);
        }
        for (int r = 0; gap == LineSeries.JOIN_ALL && r < got.length; r++) {
          boolean lost = expected.rows[c][r] && !got[r];
          assertThat(lost).as("%s lost pixel %s,%s", what, c, r).isFalse();
        }
      }
      boolean asked = lines.admitWanted() > 0;
      assertThat(asked || columns.exactShare() == 1).as("asks, %s", what).isTrue();
      rounds++;
    } while (columns.exactShare() < 1);
    assertThat(rounds).as(what).isLessThan(9);
  }

  private void aim(SplittableRandom random, double[] xs, LineSeries series) {
    double lo = xs[0];
    double span = Math.max(1e-3, xs[xs.length - 1] - lo);
    double from = lo + random.nextDouble(-0.2, 0.9) * span;
    double to = from + Math.pow(10, random.nextDouble(-4, 0.3)) * span;
    RangeSummary all = new RangeSummary();
    series.summarise(0, series.rows(), LineSeries.JOIN_ALL, all);
    double low = all.count == 0 ? 0 : all.min;
    double high = all.count == 0 ? 1 : Math.max(all.max, all.min + 1e-3);
    if (random.nextBoolean()) {
      double part = (high - low) * random.nextDouble(0.01, 0.4);
      low += part;
      high -= part;
    }
    boolean whole = random.nextInt(4) == 0;
    mapping.set(
        1 + random.nextInt(200),
        1 + random.nextInt(150),
        whole ? lo : from,
        whole ? lo + span : to,
        low,
        high);
  }

  private void compare(LineSeries series, double gap, LineStep step, String what) {
    BruteForceLines expected = new BruteForceLines(mapping);
    expected.draw(series, gap, step);
    columns.update(series, mapping, gap, step);
    for (int c = 0; c < mapping.width(); c++) {
      assertThat(columns.count(c))
          .as("rows of column %s, %s", c, what)
          .isEqualTo(expected.count[c]);
      assertThat(covered(c)).as("column %s, %s", c, what).isEqualTo(expected.covered[c]);
    }
  }

  private boolean[] covered(int c) {
    boolean[] got = new boolean[mapping.height()];
    for (int r = columns.nextCovered(c, 0); r < got.length; r = columns.nextCovered(c, r)) {
      int end = columns.nextFree(c, r);
      for (; r < end; r++) {
        got[r] = true;
      }
    }
    return got;
  }

  @Test
  void aLoneSpikeIsSeenFromAnyDistance(MemoryLedger ledger) {
    int n = 300_000;
    double[] xs = new double[n];
    double[] ys = new double[n];
    for (int i = 0; i < n; i++) {
      xs[i] = i;
    }
    ys[123_457] = 50;
    try (LineSeries series = Lines.of(ledger, 14, xs, ys)) {
      mapping.set(640, 100, 0, n - 1, 0, 100);
      columns.update(series, mapping, LineSeries.JOIN_ALL, LineStep.LINEAR);
      int spike = mapping.column(mapping.px(123_457));
      assertThat(columns.high(spike)).isEqualTo(50);
      assertThat(columns.max(spike)).isEqualTo(50);
      assertThat(columns.high(spike + 2)).isZero();
    }
  }

  @Test
  void oneRowBetweenBreaksCoversItsPixel(MemoryLedger ledger) {
    double[] xs = {0, 1, 2};
    double[] ys = {Double.NaN, 5, Double.NaN};
    try (LineSeries series = Lines.of(ledger, 14, xs, ys)) {
      mapping.set(10, 10, 0, 2, 0, 10);
      columns.update(series, mapping, LineSeries.JOIN_ALL, LineStep.LINEAR);
      assertThat(columns.count()).isOne();
      assertThat(columns.nextCovered(5, 0)).isEqualTo(5);
      assertThat(columns.nextFree(5, 5)).isEqualTo(6);
      assertThat(columns.nextCovered(4, 0)).isEqualTo(10);
    }
  }

  @Test
  void anEmptySeriesCoversNothing() {
    mapping.set(10, 10, 0, 1, 0, 1);
    columns.update(new LineSeries(14), mapping, LineSeries.JOIN_ALL, LineStep.LINEAR);
    for (int c = 0; c < 10; c++) {
      assertThat(columns.nextCovered(c, 0)).isEqualTo(10);
    }
  }
}
