package skein.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.Clusterer;
import skein.core.block.Rows;
import skein.core.block.Rows.Shape;
import skein.core.block.SlabSet;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;

/** Grids of the clustered generation against DuckDB's own binning of the same rows. */
@ExtendWith(NoLeaks.class)
class SqlBinningTest {
  private static final int ROWS = 120_000;
  private static final long SEED = 77;

  @ParameterizedTest
  @EnumSource(
      value = Shape.class,
      names = {"HUGE", "EQUAL"},
      mode = EnumSource.Mode.EXCLUDE)
  void shouldBinLikeSql(Shape shape, MemoryLedger ledger) throws SQLException {
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    Rows.fill(shape, SEED, x, y);
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    List<BlockSlab> staged = Rows.slabs(builder, x, y);
    Clusterer clusterer = new Clusterer(ledger, Rows.reals(ColourMode.COUNT), () -> false);
    SlabSet set = Objects.requireNonNull(clusterer.cluster(staged, builder.counts()));
    staged.forEach(BlockSlab::close);
    try (set;
        CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        CpuGrid grid = aggregator.createGrid("test");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      insert(connection, x, y);
      SplittableRandom random = new SplittableRandom(SEED);
      for (int i = 0; i < 6; i++) {
        GridSpec spec = spec(builder, random, i);
        aggregator.restart(grid, spec);
        assertThat(aggregator.advance(grid, set, System.nanoTime() + 60_000_000_000L)).isTrue();
        compare(grid, spec, set, connection, shape + " seed=" + SEED + " " + spec);
      }
    }
  }

  private static GridSpec spec(BlockBuilder builder, SplittableRandom random, int i) {
    var c = builder.counts();
    if (i == 0) {
      return new GridSpec(97, 61, c.loX, c.hiX, c.loY, c.hiY, ColourMode.COUNT);
    }
    if (i == 1) {
      return new GridSpec(1, 1, c.loX, c.hiX, c.loY, c.hiY, ColourMode.COUNT);
    }
    double w = (c.hiX - c.loX) * (0.02 + 0.5 * random.nextDouble());
    double h = (c.hiY - c.loY) * (0.02 + 0.5 * random.nextDouble());
    double x0 = c.loX + (c.hiX - c.loX - w) * random.nextDouble();
    double y0 = c.loY + (c.hiY - c.loY - h) * random.nextDouble();
    return new GridSpec(64, 48, x0, x0 + w, y0, y0 + h, ColourMode.COUNT);
  }

  private static void insert(Connection connection, double[] x, double[] y) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE p(x DOUBLE, y DOUBLE)");
    }
    try (var appender =
        connection.unwrap(org.duckdb.DuckDBConnection.class).createAppender("main", "p")) {
      for (int i = 0; i < x.length; i++) {
        appender.beginRow();
        appender.append(x[i]);
        appender.append(y[i]);
        appender.endRow();
      }
    }
  }

  /**
   * A cell may differ by the rows within a quantum of a cell's border; those rows SQL counts too.
   */
  private static void compare(
      CpuGrid grid, GridSpec spec, SlabSet set, Connection connection, String what)
      throws SQLException {
    double quantumX = 0;
    double quantumY = 0;
    for (int s = 0; s < set.size(); s++) {
      for (int b = 0; b < set.get(s).blocks(); b++) {
        quantumX = Math.max(quantumX, set.get(s).stepX(b));
        quantumY = Math.max(quantumY, set.get(s).stepY(b));
      }
    }
    int[] exact = new int[spec.cells()];
    int[] near = new int[spec.cells()];
    double unitX = (spec.hiX() - spec.loX()) / spec.width();
    double unitY = (spec.hiY() - spec.loY()) / spec.height();
    double slackX = quantumX / unitX * 1.01 + 1e-4;
    double slackY = quantumY / unitY * 1.01 + 1e-4;
    String sql =
        String.format(
            Locale.ROOT,
            "SELECT (x - (%s)) / (%s) AS px, (y - (%s)) / (%s) AS py FROM p",
            spec.loX() + "::DOUBLE",
            unitX + "::DOUBLE",
            spec.loY() + "::DOUBLE",
            unitY + "::DOUBLE");
    String binned =
        "SELECT px, py FROM ("
            + sql
            + ") WHERE px >= -1 AND px <= "
            + (spec.width() + 1)
            + " AND py >= -1 AND py <= "
            + (spec.height() + 1);
    List<double[]> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        var result = statement.executeQuery(binned)) {
      while (result.next()) {
        rows.add(new double[] {result.getDouble(1), result.getDouble(2)});
      }
    }
    for (double[] row : rows) {
      tally(row, spec, exact, near, slackX, slackY);
    }
    int[] counts = new int[spec.cells()];
    grid.readCounts(counts);
    for (int c = 0; c < counts.length; c++) {
      assertThat(Math.abs(counts[c] - exact[c]))
          .as(what + " cell=" + c)
          .isLessThanOrEqualTo(near[c]);
    }
    if (spec.width() == 1 || spec.width() == 97) {
      assertThat(grid.stats().total).as(what).isEqualTo(ROWS);
    }
  }

  private static void tally(
      double[] row, GridSpec spec, int[] exact, int[] near, double slackX, double slackY) {
    double w = spec.width();
    double h = spec.height();
    if (row[0] >= 0 && row[0] <= w && row[1] >= 0 && row[1] <= h) {
      exact[cell(row[0], row[1], spec)]++;
    }
    boolean border =
        Math.floor(row[0] - slackX) != Math.floor(row[0] + slackX)
            || Math.floor(row[1] - slackY) != Math.floor(row[1] + slackY);
    if (border) {
      int fromX = (int) Math.max(0, Math.floor(row[0] - slackX));
      int toX = (int) Math.min(w - 1, Math.floor(row[0] + slackX));
      int fromY = (int) Math.max(0, Math.floor(row[1] - slackY));
      int toY = (int) Math.min(h - 1, Math.floor(row[1] + slackY));
      for (int cy = fromY; cy <= toY; cy++) {
        for (int cx = fromX; cx <= toX; cx++) {
          near[cy * spec.width() + cx]++;
        }
      }
    }
  }

  private static int cell(double px, double py, GridSpec spec) {
    int cx = (int) Math.min(Math.floor(px), spec.width() - 1);
    int cy = (int) Math.min(Math.floor(py), spec.height() - 1);
    return cy * spec.width() + cx;
  }
}
