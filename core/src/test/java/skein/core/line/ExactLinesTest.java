package skein.core.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisWindow;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.DataSource;
import skein.core.source.LineProjection;
import skein.core.source.LineRequest;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** Views deeper than codes, held against a brute-force picture of all rows as DuckDB has them. */
@ExtendWith(NoLeaks.class)
@Timeout(240)
class ExactLinesTest {
  private static final long LIMIT_NANOS = 180_000_000_000L;
  private static final int ROWS = 30_000;
  private static final int WIDTH = 90;
  private static final int HEIGHT = 40;

  /** Nanoseconds since 1970 at which a third of the rows lie within 5 microseconds. */
  private static final long CROWD = 1_700_000_123_456_789_012L;

  private static final long YEARS = 1_000_000_000_000L;

  private static final AxisWindow Y = new AxisWindow(0, 0.1, 0.8);

  @TempDir Path folder;

  /** A row as DuckDB has it: x as the position from a base is taken from. */
  private record Row(long x, double real, double y, boolean has, int series) {}

  private Path file(String query) throws SQLException {
    Path path = folder.resolve("rows.parquet");
    run("COPY (" + query + ") TO '" + path + "' (FORMAT parquet)");
    return path;
  }

  private static void run(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(int seed, boolean times) {
    String h = "(hash(i * 1000 + " + seed + ") // 64)::BIGINT";
    String x =
        times
            ? "make_timestamp_ns(CASE WHEN "
                + h
                + " % 3 = 0 THEN "
                + CROWD
                + " + "
                + h
                + " // 3 % 5000 ELSE "
                + CROWD
                + " + ("
                + h
                + " // 3 % 40000 - 20000) * "
                + YEARS
                + " END)"
            : "CASE i WHEN 0 THEN -3e9 WHEN 1 THEN 4e9 ELSE 850000 + "
                + h
                + " // 3 % 200000 / 100.0::DOUBLE END";
    String y = "hash(i * 77 + " + seed + ") % 1000 / 1000.0::DOUBLE";
    return "SELECT "
        + x
        + " AS t, CASE WHEN "
        + h
        + " // 7 % 9 = 0 THEN NULL WHEN "
        + h
        + " // 7 % 23 = 0 THEN 'nan'::DOUBLE ELSE "
        + y
        + " END AS a, CASE WHEN "
        + h
        + " // 11 % 60 = 0 THEN 1 - "
        + y
        + " END AS b, CASE WHEN "
        + h
        + " // 13 % 300 = 0 THEN 'rare' WHEN "
        + h
        + " // 13 % 2 = 0 THEN 'p' ELSE 'q' END AS k FROM range("
        + ROWS
        + ") r(i)"
        + (seed % 3 == 0 ? "" : " ORDER BY t");
  }

  private static LineRequest request(boolean by) {
    List<String> left = List.of("a");
    List<String> right = by ? List.of() : List.of("b");
    return new LineRequest("t", left, right, by ? "k" : null, AxisScale.LINEAR, AxisScale.LINEAR);
  }

  private static List<Row> rows(Path path, boolean times, LineProjection p) throws SQLException {
    List<Row> rows = new ArrayList<>();
    String x = times ? "epoch_ns(t) AS l, 0::DOUBLE AS d" : "0::BIGINT AS l, t AS d";
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet all =
            statement.executeQuery(
                "SELECT "
                    + x
                    + ", a, b, k FROM (SELECT *, row_number() OVER () AS n FROM '"
                    + path
                    + "') ORDER BY t, n")) {
      while (all.next()) {
        for (int s = 0; s < p.series(); s++) {
          boolean mine = p.by() == null || p.name(s).equals(all.getString(5));
          if (mine) {
            double y = all.getDouble(p.by() == null ? 3 + s : 3);
            boolean has = !all.wasNull() && !Double.isNaN(y);
            rows.add(new Row(all.getLong(1), all.getDouble(2), y, has, s));
          }
        }
      }
    }
    return rows;
  }

  private static LineSeries whole(MemoryLedger ledger, List<Row> rows, int series, long base) {
    LineBuilder builder = LineBuilder.exact(ledger, 0, 16, new SpacingCounts());
    for (Row row : rows) {
      if (row.series() == series) {
        builder.addOne(row.x() - base + row.real(), row.y(), row.has());
      }
    }
    LineSeries made = new LineSeries(16);
    LineSlab slab = builder.build();
    if (slab != null) {
      made.add(slab);
    }
    return made;
  }

  private static ExactLineRows await(ExactLines lines) {
    ExactLineRows answer = lines.poll();
    long start = System.nanoTime();
    while (answer == null) {
      assertThat(System.nanoTime() - start).as("waited for rows").isLessThan(LIMIT_NANOS);
      LockSupport.parkNanos(1_000_000);
      answer = lines.poll();
    }
    return answer;
  }

  private static void load(StreamLineLoader loader, LineSet set) {
    long start = System.nanoTime();
    while (!loader.progress().ended()) {
      assertThat(System.nanoTime() - start).as("waited for a load").isLessThan(LIMIT_NANOS);
      set.take(loader, Long.MAX_VALUE);
      LockSupport.parkNanos(1_000_000);
    }
    set.take(loader, Long.MAX_VALUE);
  }

  @Test
  void drawsEverySegmentOfTheRowsAsTheyAre(MemoryLedger ledger) throws SQLException {
    int coarse = 0;
    for (int seed = 0; seed < 6; seed++) {
      boolean times = seed % 2 == 0;
      Path path = file(query(seed, times));
      try (Sources sources = new Sources(ledger);
          DataSource source = sources.open(new SourceRequest(path.toString(), null, null))) {
        LineProjection projection = source.projectLines(request(seed % 4 < 2));
        List<Row> rows = rows(path, times, projection);
        try (StreamLineLoader loader = StreamLineLoader.start(ledger, source, projection);
            LineSet set = new LineSet(loader);
            ExactLines exact = new ExactLines(ledger, source, projection)) {
          load(loader, set);
          SplittableRandom random = new SplittableRandom(seed);
          for (int v = 0; v < 12; v++) {
            Row near = rows.get(random.nextInt(rows.size()));
            AxisWindow x = times ? times(random, near) : reals(random, near);
            String what = "seed=" + seed + " view=" + v;
            LineWindow window =
                Objects.requireNonNull(LineWindow.around(set, x, times, 3), "all rows are here");
            exact.request(window, "");
            try (ExactLineRows answer = await(exact)) {
              assertThat(answer.failure()).as(what).isEmpty();
              coarse += compare(ledger, rows, set, answer, x, random, what);
            }
          }
        }
      }
    }
    // some of the views are deeper than the series' codes: those draw them wrongly
    assertThat(coarse).isPositive();
  }

  private static AxisWindow times(SplittableRandom random, Row near) {
    long base = random.nextBoolean() ? near.x() : CROWD + random.nextInt(3) * 2500L;
    double span = Math.pow(10, random.nextDouble(0.7, 4));
    double from = -random.nextDouble() * span;
    boolean empty = random.nextInt(6) == 0;
    return new AxisWindow(empty ? base + YEARS / 3 : base, from, from + span);
  }

  private static AxisWindow reals(SplittableRandom random, Row near) {
    double span = Math.pow(10, random.nextDouble(-2, 1));
    double from = near.real() - random.nextDouble() * span;
    return new AxisWindow(0, from, from + span);
  }

  /** Compares one view; returns 1 when the series' own rows would have drawn it otherwise. */
  private static int compare(
      MemoryLedger ledger,
      List<Row> rows,
      LineSet set,
      ExactLineRows answer,
      AxisWindow x,
      SplittableRandom random,
      String what) {
    long base = answer.window().base();
    double gap = random.nextInt(3) == 0 ? random.nextDouble() * x.span() : LineSeries.JOIN_ALL;
    LineStep step = LineStep.values()[random.nextInt(4)];
    int differ = 0;
    for (int s = 0; s < set.size(); s++) {
      String line = what + " series=" + s + " " + step + " gap=" + gap;
      try (LineSeries all = whole(ledger, rows, s, base)) {
        LineMapping mapping = mapping(x, base);
        BruteForceLines expected = new BruteForceLines(mapping);
        expected.draw(all, gap, step);
        LineSeries exact = answer.series().get(s);
        assertThat(exact.origin().x()).as(line).isEqualTo(base);
        M4Columns columns = new M4Columns();
        columns.update(exact, mapping, gap, step);
        for (int c = 0; c < WIDTH; c++) {
          assertThat(columns.count(c)).as("%s rows of %s", line, c).isEqualTo(expected.count[c]);
          assertThat(covered(columns, c)).as("%s col %s", line, c).isEqualTo(expected.covered[c]);
        }
      }
      if (new LineDepth().tooDeep(set.get(s), x, Y, WIDTH, HEIGHT, false)) {
        M4Columns own = new M4Columns();
        own.update(set.get(s), mapping(x, set.get(s).origin().x()), gap, step);
        M4Columns right = new M4Columns();
        right.update(answer.series().get(s), mapping(x, base), gap, step);
        for (int c = 0; c < WIDTH; c++) {
          differ |= own.count(c) == right.count(c) ? 0 : 1;
        }
      }
    }
    return differ;
  }

  private static LineMapping mapping(AxisWindow x, long base) {
    LineMapping mapping = new LineMapping();
    mapping.set(WIDTH, HEIGHT, x.loFrom(base), x.hiFrom(base), Y.lo(), Y.hi());
    return mapping;
  }

  private static boolean[] covered(M4Columns columns, int c) {
    boolean[] got = new boolean[HEIGHT];
    for (int r = 0; r < HEIGHT; r++) {
      got[r] = columns.nextCovered(c, r) == r;
    }
    return got;
  }

  @Test
  void theNewestWindowWinsAndTooManyRowsAreRefused(MemoryLedger ledger) throws SQLException {
    Path path = file("SELECT i AS t, i % 10 AS a, 0 AS b FROM range(2100000) r(i)");
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(path.toString(), null, null))) {
      LineProjection projection = source.projectLines(request(false));
      try (StreamLineLoader loader = StreamLineLoader.start(ledger, source, projection);
          LineSet set = new LineSet(loader);
          ExactLines exact = new ExactLines(ledger, source, projection)) {
        load(loader, set);
        for (int i = 0; i < 20; i++) {
          exact.request(around(set, new AxisWindow(i, 0, 500_000), 3), "");
        }
        exact.request(around(set, new AxisWindow(1000, -10.5, 10.5), 1), "");
        try (ExactLineRows answer = await(exact)) {
          LineSeries a = answer.series().getFirst();
          // 21 rows, and at least one on either side
          assertThat(a.rows()).isBetween(23L, 25L);
          assertThat(a.origin().x() + a.x(0)).isBetween(988.0, 989.0);
        }
        LineWindow all = around(set, new AxisWindow(0, 0, 3e6), 1);
        assertThat(all.rows()).isEqualTo(2 * 2_100_000);
        exact.request(all, "");
        try (ExactLineRows answer = await(exact)) {
          assertThat(answer.series()).isEmpty();
          assertThat(answer.failure()).isEmpty();
        }
      }
    }
  }

  private static LineWindow around(LineSet set, AxisWindow view, double room) {
    return Objects.requireNonNull(LineWindow.around(set, view, true, room), "all rows are here");
  }
}
