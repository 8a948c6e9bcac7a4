package skein.core.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.CrossCounts;
import skein.core.axis.AxisScale;
import skein.core.channel.Brushes;
import skein.core.channel.Channel;
import skein.core.channel.ChannelRequest;
import skein.core.load.LoadProgress;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.DataSource;
import skein.core.source.LineProjection;
import skein.core.source.LineRequest;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** What passes ranges, held against rows tested one by one and against DuckDB's own filter. */
@ExtendWith(NoLeaks.class)
@Timeout(240)
class LineSieveTest {
  private static final int TRIALS = 60;
  private static final int SLAB_BITS = 14;

  @TempDir Path folder;

  /** Rows of a series with codes, those without a y among them. */
  private static final class Rows {
    final double[] xs;
    final double[] ys;
    final short[][] codes;

    Rows(SplittableRandom random, int channels) {
      int n = random.nextInt(60_000);
      xs = n == 0 ? new double[0] : Lines.xs(random, n);
      ys = n == 0 ? new double[0] : Lines.ys(random, n);
      codes = new short[channels][n];
      for (short[] plane : codes) {
        int most = random.nextInt(1, 65_536);
        boolean runs = random.nextBoolean();
        for (int i = 0; i < n; i++) {
          plane[i] = runs && i % 500 > 0 ? plane[i - 1] : (short) random.nextInt(most + 1);
        }
      }
    }

    int failed(ChannelFilter filter, int row) {
      int failed = 0;
      for (int c = 0; c < codes.length; c++) {
        failed |= filter.passes(c, codes[c][row] & 0xffff) ? 0 : 1 << c;
      }
      return failed;
    }

    LineSeries build(MemoryLedger ledger) {
      int channels = codes.length;
      short[][] chunk = new short[channels][1];
      LineBuilder builder =
          new LineBuilder(ledger, 0, SLAB_BITS, false, false, new SpacingCounts());
      builder.keep(new CodeKeeper(ledger, chunk, 1 << SLAB_BITS));
      LineSeries series = new LineSeries(SLAB_BITS);
      for (int i = 0; i < xs.length; i++) {
        for (int c = 0; c < channels; c++) {
          chunk[c][0] = codes[c][i];
        }
        builder.addOne(xs[i], ys[i], !Double.isNaN(ys[i]), 0, 0);
        if (builder.full()) {
          series.add(Objects.requireNonNull(builder.build()));
        }
      }
      LineSlab last = builder.build();
      if (last != null) {
        series.add(last);
      }
      builder.restart();
      return series;
    }
  }

  private static ChannelFilter filter(SplittableRandom random, int channels) {
    ChannelFilter filter = new ChannelFilter();
    filter.channels(0, channels);
    for (int c = 0; c < channels; c++) {
      filter.shift(c, 8);
      if (random.nextInt(3) > 0) {
        int a = random.nextInt(65_536);
        int b = random.nextInt(65_536);
        filter.range(c, Math.min(a, b), Math.max(a, b));
      } else if (random.nextBoolean()) {
        filter.mask(c, random.nextInt());
      }
    }
    return filter;
  }

  @Test
  void picksAndCountsWhatRowsTestedOneByOneSay(MemoryLedger ledger) {
    LineSieve sieve = new LineSieve(ledger);
    for (int seed = 0; seed < TRIALS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int channels = random.nextInt(1, 4);
      List<Rows> rows = new ArrayList<>();
      List<LineSeries> series = new ArrayList<>();
      for (int s = random.nextInt(1, 3); s > 0; s--) {
        rows.add(new Rows(random, channels));
        series.add(rows.getLast().build(ledger));
      }
      try (LineSet set = new LineSet(series)) {
        for (int range = 0; range < 3; range++) {
          check(random, set, rows, sieve, channels, "seed=" + seed + " range=" + range);
        }
      }
    }
  }

  private static void check(
      SplittableRandom random,
      LineSet set,
      List<Rows> rows,
      LineSieve sieve,
      int channels,
      String what) {
    ChannelFilter filter = filter(random, channels);
    long[] from = new long[set.size()];
    long[] to = new long[set.size()];
    long[][] bins = new long[channels][CrossCounts.BINS];
    for (int s = 0; s < set.size(); s++) {
      from[s] = random.nextLong(set.get(s).rows() + 1);
      to[s] = random.nextLong(from[s], set.get(s).rows() + 1);
      count(rows.get(s), filter, from[s], to[s], bins);
    }
    try (LineSet picked =
        Objects.requireNonNull(sieve.sift(set, filter, true, from, to, () -> false))) {
      for (int s = 0; s < set.size(); s++) {
        compare(rows.get(s), filter, set.get(s), picked.get(s), what + " series=" + s);
        draw(random, picked.get(s), what + " series=" + s);
      }
      for (int c = 0; c < channels; c++) {
        assertThat(sieve.counts().bins(c)).as("%s channel %s", what, c).isEqualTo(bins[c]);
      }
    }
    assertThat(sieve.sift(set, filter, false, from, to, () -> false)).isNull();
    for (int c = 0; c < channels; c++) {
      assertThat(sieve.counts().bins(c)).as("%s only counted", what).isEqualTo(bins[c]);
    }
    boolean any = set.rows() > 0;
    assertThat(sieve.sift(set, filter, true, from, to, () -> any) == null).isEqualTo(any);
  }

  private static void count(Rows rows, ChannelFilter filter, long from, long to, long[][] bins) {
    long kept = 0;
    for (int i = 0; i < rows.xs.length; i++) {
      if (Double.isNaN(rows.ys[i])) {
        continue;
      }
      int failed = rows.failed(filter, i);
      for (int c = 0; c < bins.length; c++) {
        if (kept >= from && kept < to && (failed & ~(1 << c)) == 0) {
          bins[c][(rows.codes[c][i] & 0xffff) >> filter.shift(c)]++;
        }
      }
      kept++;
    }
  }

  private static void compare(
      Rows rows, ChannelFilter filter, LineSeries all, LineSeries picked, String what) {
    long row = 0;
    long at = 0;
    boolean broken = false;
    for (int i = 0; i < rows.xs.length; i++) {
      boolean passes = rows.failed(filter, i) == 0;
      if (Double.isNaN(rows.ys[i])) {
        broken |= passes;
        continue;
      }
      if (passes) {
        assertThat(picked.rows()).as(what).isGreaterThan(at);
        boolean same =
            picked.x(at) == all.x(row)
                && picked.y(at) == all.y(row)
                && picked.breaksBefore(at) == broken;
        assertThat(same).as("%s row %s as pick %s", what, row, at).isTrue();
        broken = false;
        at++;
      }
      row++;
    }
    assertThat(picked.rows()).as(what).isEqualTo(at);
  }

  /** Draws what was picked with buckets and without. */
  private static void draw(SplittableRandom random, LineSeries picked, String what) {
    if (picked.rows() == 0) {
      return;
    }
    LineMapping mapping = new LineMapping();
    double lo = picked.x(0);
    double span = Math.max(1e-3, picked.x(picked.rows() - 1) - lo);
    RangeSummary all = new RangeSummary();
    picked.summarise(0, picked.rows(), LineSeries.JOIN_ALL, all);
    double from = lo + random.nextDouble(-0.1, 0.5) * span;
    mapping.set(120, 90, from, from + random.nextDouble(0.1, 1) * span, all.min, all.max + 1e-3);
    double gap = random.nextBoolean() ? LineSeries.JOIN_ALL : random.nextDouble(3);
    BruteForceLines expected = new BruteForceLines(mapping);
    expected.draw(picked, gap, LineStep.LINEAR);
    M4Columns columns = new M4Columns();
    columns.update(picked, mapping, gap, LineStep.LINEAR);
    for (int c = 0; c < mapping.width(); c++) {
      boolean[] got = new boolean[mapping.height()];
      for (int r = columns.nextCovered(c, 0); r < got.length; r = columns.nextCovered(c, r)) {
        int end = columns.nextFree(c, r);
        Arrays.fill(got, r, end, true);
        r = end;
      }
      assertThat(got).as("%s column %s", what, c).isEqualTo(expected.covered[c]);
    }
  }

  @Test
  void showsTheRowsOfASourceThatDuckDbFilters(MemoryLedger ledger) throws SQLException {
    Path file = folder.resolve("rows.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT i AS t, CASE WHEN hash(i) % 9 = 0 THEN NULL ELSE i * 3 END AS v,"
              + " CAST(hash(i + 1) % 1000 AS INTEGER) AS m, ['a', 'b', NULL][CAST(1 + hash(i + 2) %"
              + " 3 AS BIGINT)] AS k, CASE WHEN i % 2 = 0 THEN 'even' ELSE 'odd' END AS part FROM"
              + " range(400000) r(i)) TO '"
              + file
              + "' (FORMAT parquet)");
    }
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(file.toString(), null, null))) {
      List<Channel> channels =
          source.channels(
              List.of(new ChannelRequest("m"), new ChannelRequest("k")), ZoneOffset.UTC);
      Brushes brushes = new Brushes();
      brushes.channels(channels, 0);
      brushes.brush(0, channels.get(0).place(100L), channels.get(0).place(549L));
      brushes.toggle(1, 1);
      LineRequest lines =
          new LineRequest("t", List.of("v"), List.of(), "part", AxisScale.LINEAR, AxisScale.LINEAR);
      LineProjection projection = source.projectLines(lines);
      try (StreamLineLoader loader =
              StreamLineLoader.start(ledger, source, projection.withChannels(channels));
          LineSet all = new LineSet(loader);
          DataSource some = source.withWhere(brushes.predicate());
          StreamLineLoader filtered = StreamLineLoader.start(ledger, some, projection);
          LineSet expected = new LineSet(filtered)) {
        load(loader, all);
        load(filtered, expected);
        LineSieve sieve = new LineSieve(ledger);
        long[] none = new long[2];
        try (LineSet picked =
            Objects.requireNonNull(
                sieve.sift(all, brushes.filter(), true, none, none, () -> false))) {
          for (int s = 0; s < 2; s++) {
            compare(expected.get(s), picked.get(s));
          }
        }
      }
    }
  }

  private static void load(StreamLineLoader loader, LineSet into) {
    long end = System.nanoTime() + 120_000_000_000L;
    while (!loader.progress().ended()) {
      assertThat(System.nanoTime()).as("time to load").isLessThan(end);
      into.take(loader, Long.MAX_VALUE);
      LockSupport.parkNanos(1_000_000);
    }
    into.take(loader, Long.MAX_VALUE);
    assertThat(loader.progress().phase).isEqualTo(LoadProgress.Phase.DONE);
  }

  /** Whole numbers, but for the codes of blocks that span more of them than there are codes. */
  private static void compare(LineSeries expected, LineSeries picked) {
    assertThat(picked.rows()).isEqualTo(expected.rows()).isGreaterThan(10_000);
    double shift = (double) expected.origin().x() - picked.origin().x();
    for (long r = 0; r < expected.rows(); r++) {
      boolean same =
          Math.abs(picked.x(r) - expected.x(r) - shift) < 0.01
              && Math.abs(picked.y(r) - expected.y(r)) < 0.01
              && picked.breaksBefore(r) == expected.breaksBefore(r);
      assertThat(same).as("row %s", r).isTrue();
    }
  }
}
