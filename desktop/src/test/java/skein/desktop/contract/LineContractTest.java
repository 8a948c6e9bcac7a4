package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code render --kind line} writes, held against DuckDB's own columns of the same rows. */
class LineContractTest {
  /** Whole numbers, which are exact. */
  private static final String ROWS =
      "SELECT i AS t, CAST(hash(i) % 5000 AS INTEGER) AS a,"
          + " CASE WHEN i % 7 = 0 THEN NULL ELSE CAST(hash(i + 3) % 90 AS INTEGER) END AS b,"
          + " CASE WHEN i % 3 = 0 THEN 'x, y' ELSE 'z' END AS k FROM range(64000) AS r(i)";

  @TempDir private Path folder;

  private ContractData data;

  @BeforeEach
  void open() throws SQLException {
    data = new ContractData();
  }

  @AfterEach
  void close() throws SQLException {
    data.close();
  }

  private static String columns(String name, String value, String rows) {
    return "SELECT '"
        + name
        + "' AS s, col, arg_min(v, t), arg_max(v, t), min(v), max(v), count(v) FROM (SELECT t, "
        + value
        + " AS v, least(t * 320 // 63999, 319) AS col FROM "
        + rows
        + ") WHERE v IS NOT NULL GROUP BY col";
  }

  private Map<String, Long> expected(String... queries) throws SQLException {
    return data.counts(
        "SELECT concat_ws(',', s, col, f, l, lo, hi), n FROM ("
            + String.join(" UNION ALL ", queries)
            + ") AS t(s, col, f, l, lo, hi, n)");
  }

  @Test
  void leavesOutRowsThatFailARange() throws SQLException {
    Path file = data.parquet(folder.resolve("rows.parquet"), ROWS);
    Rendered plot =
        Rendered.of(
            folder,
            file,
            "--kind=line",
            "--x=t",
            "--y=a",
            "--filter=b=10:40",
            "--filter=k=z",
            "--view=0:63999,0:5000",
            "--size=320x200");
    String some =
        "(SELECT * FROM " + ContractData.sql(file) + " WHERE b BETWEEN 10 AND 40 AND k = 'z')";
    plot.holds(expected(columns("a", "a", some)));
  }

  @Test
  void writesFirstLastSmallestAndLargestOfEachColumn() throws SQLException {
    Path file = data.parquet(folder.resolve("rows.parquet"), ROWS);
    Rendered plot =
        Rendered.of(
            folder, file, "--kind", "line", "--x=t", "--y=a", "--y2=b", "--size", "320x200");
    String rows = ContractData.sql(file);
    plot.holds(expected(columns("a", "a", rows), columns("b", "b", rows)));
    assertThat(plot.report().get("kind").asText()).isEqualTo("line");
    assertThat(plot.report().get("rows").asLong()).isEqualTo(64_000);
    assertThat(plot.report().get("series")).hasSize(2);
    assertThat(plot.gridSum()).isEqualTo(plot.sum());
    assertThat(plot.skipped("null")).isEqualTo(64_000 / 7 + 1);
    assertThat(plot.skipped("outsideView")).isZero();
  }

  @Test
  void drawsALineForEachValueAlsoFromAnotherOrder() throws SQLException {
    Path file = data.parquet(folder.resolve("rows.parquet"), ROWS + " ORDER BY hash(i)");
    Rendered plot =
        Rendered.of(folder, file, "--kind=line", "--x=t", "--y=a", "--by=k", "--size", "320x200");
    String rows = ContractData.sql(file);
    plot.holds(
        expected(
            columns("\"x, y\"", "a", "(SELECT * FROM " + rows + " WHERE k = 'x, y')"),
            columns("z", "a", "(SELECT * FROM " + rows + " WHERE k = 'z')")));
  }

  @Test
  void saysWhatIsWrong() throws SQLException {
    Path file = data.parquet(folder.resolve("rows.parquet"), ROWS);
    String out = folder.resolve("p.png").toString();
    SkeinProcess.Result many =
        SkeinProcess.run("render", file.toString(), "--x=t", "--y=a", "--by=t", "--out", out);
    assertThat(many.failed(3).err()).contains("a plot holds 256 series");
    SkeinProcess.Result gap =
        SkeinProcess.run("render", file.toString(), "--kind=line", "--gap=5q", "--out", out);
    assertThat(gap.failed(2).err()).contains("'5q' is no distance");
  }
}
