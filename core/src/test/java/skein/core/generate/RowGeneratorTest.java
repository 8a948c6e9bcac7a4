package skein.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.fault.SkeinException;

class RowGeneratorTest {
  /** No multiple of a chunk, more than one row group. */
  private static final long ROWS = 600_001;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Shape.class)
  void sameRowsForTheSameOrderAndOthersForAnotherSeed(Shape shape)
      throws SQLException, IOException {
    Path a = make(shape, ROWS, 5, "a.parquet");
    Path b = make(shape, ROWS, 5, "b.parquet");
    Path other = make(shape, ROWS, 6, "c.parquet");
    Path fewer = make(shape, 70_000, 5, "d.parquet");
    assertThat(number("SELECT count(*) FROM " + sql(a))).isEqualTo(ROWS);
    assertThat(differences(a, b, ROWS)).isZero();
    assertThat(differences(a, other, ROWS)).isGreaterThan(ROWS / 2);
    assertThat(differences(a, fewer, 69_999)).as("the first rows of more").isZero();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(4);
    }
  }

  /** Parts are made by several threads and joined; a value of row i says its place. */
  @Test
  void joinsPartsInOrder() throws SQLException {
    Path file = folder.resolve("many.parquet");
    long rows = 2_500_000;
    List<String> columns = List.of("ts", "state");
    assertThat(new RowGenerator(new GenerateOrder(Shape.WALK, rows, 1, columns, file)).run())
        .isTrue();
    String numbered =
        "(SELECT *, epoch_us(ts) - 1704067200000000 - 100000 * file_row_number AS late"
            + " FROM read_parquet("
            + text(file)
            + ", file_row_number = true))";
    assertThat(number("SELECT count(*) FROM " + numbered)).isEqualTo(rows);
    assertThat(number("SELECT count(*) FROM " + numbered + " WHERE late NOT BETWEEN 0 AND 65535"))
        .isZero();
    String groups = "parquet_metadata(" + text(file) + ")";
    assertThat(number("SELECT sum(num_values) FROM " + groups)).isEqualTo(2 * rows);
    assertThat(number("SELECT count(*) FROM " + sql(file) + " WHERE state = 'rising'"))
        .as("pages behind a dictionary")
        .isBetween(1L, rows - 1);
    assertThat(number("SELECT count(*) FROM " + sql(file) + " WHERE state = 'flat'")).isZero();
    String from = "ts >= make_timestamp(1704067200000000 + 2000000 * 100000::BIGINT)";
    assertThat(number("SELECT count(*) FROM " + sql(file) + " WHERE " + from))
        .as("statistics of row groups that are moved")
        .isEqualTo(500_000);
  }

  @Test
  void saysThatTheDiskIsFull() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", small.toString())
            .redirectErrorStream(true)
            .start();
    Assumptions.assumeTrue(mount.waitFor() == 0, "this user may not mount a tmpfs");
    try {
      Path out = small.resolve("a.parquet");
      RowGenerator generator =
          new RowGenerator(new GenerateOrder(Shape.UNIFORM, 5_000_000, 0, List.of(), out));
      assertThatThrownBy(generator::run)
          .isInstanceOf(SkeinException.class)
          .hasMessageContaining("the disk is full");
      try (Stream<Path> files = Files.list(small)) {
        assertThat(files).isEmpty();
      }
    } finally {
      new ProcessBuilder("umount", small.toString()).start().waitFor();
    }
  }

  @Test
  void uniformFillsTheSquareEvenly() throws SQLException {
    Path file = make(Shape.UNIFORM, ROWS, 0, "u.parquet");
    String cells =
        "SELECT floor(x * 10) AS c, floor(y * 10) AS r, count(*) AS n FROM "
            + sql(file)
            + " GROUP BY ALL";
    assertThat(number("SELECT count(*) FROM (" + cells + ")")).isEqualTo(100);
    // 6,000 are expected in each; 5 standard deviations are 387
    assertThat(number("SELECT min(n) FROM (" + cells + ")")).isGreaterThan(5_613);
    assertThat(number("SELECT max(n) FROM (" + cells + ")")).isLessThan(6_387);
    assertThat(number("SELECT abs(corr(x, y)) * 1e4 FROM " + sql(file))).isLessThan(65);
    assertThat(number("SELECT count(DISTINCT category) FROM " + sql(file))).isEqualTo(6);
  }

  @Test
  void gaussiansAreEightTightClusters() throws SQLException {
    Path file = make(Shape.GAUSSIANS, ROWS, 0, "g.parquet");
    String clusters =
        "SELECT category, count(*) AS n, stddev(x) AS sx, stddev(y) AS sy FROM "
            + sql(file)
            + " GROUP BY 1";
    assertThat(number("SELECT count(*) FROM (" + clusters + ")")).isEqualTo(8);
    assertThat(number("SELECT max(greatest(sx, sy)) * 1e6 FROM (" + clusters + ")"))
        .isLessThan(4_200);
    assertThat(number("SELECT min(n) FROM (" + clusters + ")")).isGreaterThan(73_000);
    // a normal pair is within one sigma with probability 1 - exp(-1/2) = 0.3935
    assertThat(number("SELECT 1e4 * avg(CAST(value < 1 AS INTEGER)) FROM " + sql(file)))
        .isBetween(3_900L, 3_970L);
  }

  @Test
  void onehotIsOneCellAndALoneRow() throws SQLException {
    Path file = make(Shape.ONEHOT, ROWS, 0, "o.parquet");
    assertThat(number("SELECT count(*) FROM " + sql(file) + " WHERE x < 1e-5 AND y < 1e-5"))
        .isEqualTo(ROWS - 1);
    assertThat(number("SELECT count(*) FROM " + sql(file) + " WHERE x = 1 AND y = 1")).isOne();
  }

  @Test
  void diagonalIsThin() throws SQLException {
    Path file = make(Shape.DIAGONAL, ROWS, 0, "d.parquet");
    assertThat(number("SELECT max(abs(x - y)) * 1e6 FROM " + sql(file))).isBetween(99L, 100L);
  }

  /** A walk's increments over n rows have a variance that grows with n; its times only rise. */
  @Test
  void walkIsInOrderContinuousAndWanders() throws SQLException {
    Path file = make(Shape.WALK, ROWS, 3, "w.parquet");
    String rows =
        "SELECT ts, a, lag(ts) OVER w AS t0, lag(a) OVER w AS a1, lag(a, 1000) OVER w AS a1000"
            + " FROM (SELECT *, file_row_number AS i FROM read_parquet("
            + text(file)
            + ", file_row_number = true)) WINDOW w AS (ORDER BY i)";
    assertThat(number("SELECT count(*) FROM (" + rows + ") WHERE ts <= t0")).isZero();
    // a step is 0.01; the levels above add their slopes
    assertThat(number("SELECT max(abs(a - a1)) * 1e4 FROM (" + rows + ")")).isBetween(101L, 400L);
    double one = number("SELECT var_pop(a - a1) * 1e9 FROM (" + rows + ")");
    double thousand = number("SELECT var_pop(a - a1000) * 1e9 FROM (" + rows + ")");
    assertThat(thousand / one).isBetween(400.0, 2_500.0);
  }

  @Test
  void tripsAreInOrderOfTime() throws SQLException {
    Path file = make(Shape.TRIPS, ROWS, 0, "t.parquet");
    String rows =
        "SELECT pickup_time AS t, lag(pickup_time) OVER (ORDER BY file_row_number) AS t0"
            + " FROM read_parquet("
            + text(file)
            + ", file_row_number = true)";
    assertThat(number("SELECT count(*) FROM (" + rows + ") WHERE t < t0")).isZero();
    String odd = " WHERE duration_s <= 0 OR fare < 3 OR abs(lon + 74) > 2 OR abs(lat - 40.75) > 2";
    assertThat(number("SELECT count(*) FROM " + sql(file) + odd)).isZero();
    assertThat(number("SELECT count(DISTINCT payment) FROM " + sql(file))).isEqualTo(3);
  }

  @Test
  void writesSomeColumnsAndKnowsTheOthers() throws SQLException {
    Path all = make(Shape.UNIFORM, 1_000, 0, "all.parquet");
    Path some = folder.resolve("some.parquet");
    List<String> columns = List.of("Value", "x");
    new RowGenerator(new GenerateOrder(Shape.UNIFORM, 1_000, 0, columns, some)).run();
    assertThat(number("SELECT count(*) FROM (DESCRIBE FROM " + sql(some) + ")")).isEqualTo(2);
    String same = "SELECT count(*) FROM (SELECT value, x FROM " + sql(all) + " INTERSECT ALL FROM ";
    assertThat(number(same + sql(some) + ")")).isEqualTo(1_000);
    RowGenerator unknown =
        new RowGenerator(new GenerateOrder(Shape.WALK, 10, 0, List.of("x"), some));
    assertThatThrownBy(unknown::run)
        .isInstanceOf(SkeinException.class)
        .hasMessageContaining("no column 'x'")
        .hasMessageContaining("ts, a, b, c, state");
  }

  @Test
  void cancelledBeforeItBeginsItLeavesNothing() throws IOException {
    Path out = folder.resolve("none.parquet");
    RowGenerator generator =
        new RowGenerator(new GenerateOrder(Shape.UNIFORM, 1_000, 0, List.of(), out));
    generator.cancel();
    assertThat(generator.run()).isFalse();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void removesWhatAKilledProcessLeft() throws IOException {
    Path left = Files.writeString(folder.resolve(".a.parquet.999999999999.part"), "rest");
    Path part = Files.writeString(folder.resolve(".a.parquet.999999999999.3.part"), "rest");
    Path foreign = Files.writeString(folder.resolve(".b.parquet.999999999999.part"), "rest");
    make(Shape.ONEHOT, 10, 0, "a.parquet");
    assertThat(left).doesNotExist();
    assertThat(part).doesNotExist();
    assertThat(foreign).exists();
  }

  private Path make(Shape shape, long rows, long seed, String name) {
    Path out = folder.resolve(name);
    assertThat(new RowGenerator(new GenerateOrder(shape, rows, seed, List.of(), out)).run())
        .isTrue();
    return out;
  }

  /** Rows among the first that are not the same, place by place. */
  private static long differences(Path a, Path b, long rows) throws SQLException {
    String from = "(SELECT * FROM read_parquet(%s, file_row_number = true))";
    return number(
        "SELECT count(*) FROM "
            + from.formatted(text(a))
            + " AS one JOIN "
            + from.formatted(text(b))
            + " AS two USING (file_row_number) WHERE file_row_number < "
            + rows
            + " AND hash(one) <> hash(two)");
  }

  private static String text(Path file) {
    return "'" + file.toString().replace("'", "''") + "'";
  }

  private static String sql(Path file) {
    return "read_parquet(" + text(file) + ")";
  }

  private static long number(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return Math.round(rows.getDouble(1));
    }
  }
}
