package skein.core.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.memory.MemoryLedger;
import skein.core.query.AxisSql;
import skein.core.query.RowWindow;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** Selections in SQL hold the rows that the shapes hold; the service counts and lists them. */
@Timeout(240)
class SelectionTest {
  private static final long BASE = 1_700_000_000_000_000_000L;
  private static final int ROWS = 3_000;

  @TempDir Path folder;

  /** Rows on a coarse lattice, where many lie on edges and vertices; also nulls, NaN, infinity. */
  private static void fill(Statement s, long seed) throws SQLException {
    s.execute("CREATE OR REPLACE TABLE t (i BIGINT, y DOUBLE)");
    StringBuilder values = new StringBuilder("INSERT INTO t VALUES (NULL, 1), (1, NULL)");
    values.append(", (9223372036854775807, 3), (-9223372036854775808, 3)");
    values.append(", (").append(BASE).append(", 'nan'), (").append(BASE).append(", 'inf')");
    SplittableRandom random = new SplittableRandom(seed);
    for (int row = 0; row < ROWS; row++) {
      double y = random.nextInt(3) == 0 ? random.nextDouble(40) : random.nextInt(41);
      values.append(", (").append(BASE + random.nextInt(41)).append(", ").append(y).append("e0)");
    }
    s.execute(values.toString());
  }

  private static Selection shape(SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      double x = random.nextInt(80) / 2.0;
      double y = random.nextInt(80) / 2.0;
      return Selection.box(
          new RowWindow(BASE, x, x + random.nextInt(60) / 2.0, 0, y, y + random.nextInt(20)));
    }
    int n = 3 + random.nextInt(random.nextInt(4) == 0 ? 90 : 12);
    boolean lattice = random.nextBoolean();
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = lattice ? random.nextInt(41) : random.nextDouble(-5, 45);
      y[i] = lattice ? random.nextInt(41) : random.nextDouble(-5, 45);
    }
    return Selection.lasso(BASE, x, 0, y);
  }

  @Test
  void sqlHoldsTheRowsThatTheShapeHolds() throws SQLException {
    SelectionSql sql =
        new SelectionSql(
            new AxisSql("i", "BIGINT", AxisType.INTEGER, AxisScale.LINEAR),
            new AxisSql("y", "DOUBLE", AxisType.REAL, AxisScale.LINEAR));
    long seed = 20_261_121;
    SplittableRandom random = new SplittableRandom(seed);
    try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
        Statement s = c.createStatement()) {
      fill(s, seed);
      for (int round = 0; round < 120; round++) {
        Selection shape = shape(random);
        String query = "SELECT i, y, coalesce(" + sql.predicate(shape) + ", false) FROM t";
        try (ResultSet rows = s.executeQuery(query)) {
          while (rows.next()) {
            long i = rows.getLong(1);
            boolean known = !rows.wasNull();
            double y = rows.getDouble(2);
            known &= !rows.wasNull();
            boolean expected = known && shape.holds((double) i - BASE, y);
            expected = known && i >= BASE && i < BASE + 100 ? shape.holds(i - BASE, y) : expected;
            assertThat(rows.getBoolean(3))
                .as("seed=%d round=%d i=%d y=%s", seed, round, i - BASE, y)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void polygonsSideBySideShareNoRowAndLoseNone() {
    Selection left = Selection.lasso(0, new double[] {0, 4, 4, 0}, 0, new double[] {0, 0, 8, 8});
    Selection right = Selection.lasso(0, new double[] {4, 8, 8, 4}, 0, new double[] {0, 0, 8, 8});
    for (int x = 0; x < 8; x++) {
      for (int y = 0; y < 8; y++) {
        assertThat(left.holds(x, y) ^ right.holds(x, y)).as("%d %d", x, y).isTrue();
      }
      assertThat(right.holds(x, 8)).as("upper edge at %d", x).isFalse();
      assertThat(right.holds(8, x)).as("right edge at %d", x).isFalse();
    }
    Selection box = Selection.box(new RowWindow(0, 0, 4, 0, 0, 8));
    assertThat(box.holds(4, 8)).isTrue();
    assertThat(box.holds(Math.nextUp(4.0), 8)).isFalse();
  }

  @Test
  void aThinnedPathStaysWithinTheToleranceAndTheMost() {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    int n = 2_000;
    float[] x = new float[n];
    float[] y = new float[n];
    for (int i = 0; i < n; i++) {
      double turn = 2 * Math.PI * i / n;
      x[i] = (float) (300 + 200 * Math.cos(turn));
      y[i] = (float) (300 + 200 * Math.sin(turn));
    }
    int[] kept = LassoPath.kept(x, y, n, 0.5, 96);
    assertThat(kept).hasSizeBetween(20, 96).isSorted();
    // the area of a circle, but for half a pixel along its rim
    double area = 0;
    for (int i = 0; i < kept.length; i++) {
      int a = kept[i];
      int b = kept[(i + 1) % kept.length];
      area += (x[a] * (double) y[b] - x[b] * (double) y[a]) / 2;
    }
    assertThat(area).isCloseTo(Math.PI * 200 * 200, within(0.5 * 2 * Math.PI * 200));
    for (int i = 0; i < n; i++) {
      x[i] = random.nextInt(1000);
      y[i] = random.nextInt(1000);
    }
    assertThat(LassoPath.kept(x, y, n, 0.5, 96).length).isBetween(2, 96);
  }

  private static SelectionSummary await(SelectionService service, long number)
      throws InterruptedException {
    SelectionSummary last = null;
    while (last == null || !last.done()) {
      SelectionSummary next = service.poll();
      last = next == null ? last : next;
      Thread.sleep(2);
    }
    assertThat(last.request()).isEqualTo(number);
    return last;
  }

  private String write(String query) throws SQLException {
    Path file = folder.resolve("a.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + file + "'");
    }
    return file.toString();
  }

  @Test
  void theServiceCountsMeasuresAndPages() throws Exception {
    String location =
        write(
            "SELECT range AS a, CASE WHEN range % 10 = 0 THEN NULL WHEN range % 10 = 1 THEN 'nan'"
                + " ELSE range / 2 END::DOUBLE AS v, CASE WHEN range % 3 = 0 THEN 'x,\"y' ELSE 'z'"
                + " END AS s, [range] AS l, DATE '2020-01-01' + (range % 9)::INT AS d"
                + " FROM range(10000)");
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(location, "a < 9000", null))) {
      Projection p = source.project("a", "a", null, null, AxisScale.LOG10, AxisScale.LINEAR);
      try (SelectionService service = source.selections(p)) {
        service.request(Selection.box(new RowWindow(0, 0, 3, 0, 0, 1e9)));
        long number = service.request(Selection.box(new RowWindow(0, 1, 5, 0, 99.5, 1e9)));
        SelectionSummary all = await(service, number);
        assertThat(all.error()).isEmpty();
        assertThat(all.rows()).isEqualTo(8_900);
        ColumnSummary v = all.columns().get(1);
        assertThat(v.column().name()).isEqualTo("v");
        assertThat(v.nulls()).isEqualTo(890);
        assertThat(v.min()).isEqualTo("51.0");
        assertThat(v.max()).isEqualTo("4499.5");
        assertThat(v.mean()).isCloseTo(2275.25, within(1e-6));
        ColumnSummary s = all.columns().get(2);
        assertThat(s.top())
            .containsExactly(
                new ColumnSummary.Top("z", 5_934), new ColumnSummary.Top("x,\"y", 2_966));
        assertThat(all.columns().get(3).max()).isEqualTo("2020-01-09");
        service.page(8_880, 50);
        RowPage page = null;
        while (page == null) {
          Thread.sleep(2);
          page = service.pollPage();
        }
        assertThat(page.total()).isEqualTo(8_900);
        assertThat(page.rows()).hasSize(20);
        assertThat(page.rows().getFirst()).hasSize(5);
        service.csv();
        String csv = service.pollCsv();
        while (csv == null) {
          Thread.sleep(2);
          csv = service.pollCsv();
        }
        List<String> lines = csv.lines().toList();
        assertThat(lines).hasSize(8_901);
        assertThat(lines.getFirst()).isEqualTo("a,v,s,l,d");
        assertThat(lines).contains("102,51.0,\"x,\"\"y\",[102],2020-01-04");
      }
    }
  }

  @Test
  void theNewestSelectionWinsAndErrorsAreOneLine() throws Exception {
    String location = write("SELECT range AS a, range AS b FROM range(3000000)");
    String slow =
        "SELECT s.a, s.b FROM source s JOIN range(300) r ON hash(s.a + r.range) % 1000 < 999";
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(location, null, slow))) {
      Projection p = source.project("a", "b", null, null, AxisScale.LINEAR, AxisScale.LINEAR);
      try (SelectionService service = source.selections(p)) {
        for (int i = 0; i < 20; i++) {
          service.request(Selection.box(new RowWindow(0, 0, 3e6, 0, i, 3e6)));
          Thread.sleep(3);
        }
        long number = service.request(Selection.box(new RowWindow(0, -9, -8, 0, 0, 1)));
        assertThat(await(service, number).rows()).isZero();
        service.cancel();
        assertThat(service.poll()).isNull();
      }
    }
    String bad = "SELECT range AS a, CAST('x' || range AS INT) AS b FROM range(10)";
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(location, null, bad))) {
      Projection p = source.project("a", "b", null, null, AxisScale.LINEAR, AxisScale.LINEAR);
      try (SelectionService service = source.selections(p)) {
        long number = service.request(Selection.box(new RowWindow(0, 0, 5, 0, 0, 5)));
        SelectionSummary failed = await(service, number);
        assertThat(failed.rows()).isEqualTo(-1);
        assertThat(failed.error()).contains("x0").doesNotContain("\n");
      }
    }
  }
}
