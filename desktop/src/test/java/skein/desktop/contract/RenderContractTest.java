package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code render} writes, held against DuckDB's own count of the same rows. */
class RenderContractTest {
  /** Whole numbers: every row's cell is exact. */
  private static final String WHOLE =
      "SELECT CAST(hash(i) % 1024 AS INTEGER) AS a, CAST(hash(i + 7) % 512 AS BIGINT) AS b,"
          + " CAST(hash(i + 9) % 5 AS INTEGER) AS part FROM range(60000) AS r(i)";

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

  @Test
  void countsWholeNumbersAsSqlDoesOnBothAggregators() throws SQLException {
    Path file = data.parquet(folder.resolve("whole.parquet"), WHOLE);
    String[] options = {
      "--x", "a", "--y", "b", "--size", "320x200", "--bare", "--aggregator", "cpu"
    };
    Rendered cpu = Rendered.of(folder, file, options).accountsFor(60_000);
    options[options.length - 1] = "gpu";
    Rendered gpu = Rendered.of(folder, file, options).accountsFor(60_000);
    String lo = "(SELECT min(a) AS la, max(a) AS ha, min(b) AS lb, max(b) AS hb FROM t)";
    Map<String, Long> expected =
        data.cells(
            "WITH t AS (SELECT * FROM "
                + ContractData.sql(file)
                + ") SELECT least((a - la) * 320 // (ha - la), 319) AS col,"
                + " least((b - lb) * 200 // (hb - lb), 199) AS row FROM t, "
                + lo);
    cpu.holds(expected);
    assertThat(gpu.gridText()).isEqualTo(cpu.gridText());
    assertThat(cpu.gridSum()).isEqualTo(60_000);
    assertThat(cpu.report().get("aggregator").asText()).isEqualTo("cpu");
    assertThat(gpu.report().get("aggregator").asText()).isEqualTo("gpu");
    assertThat(gpu.report().get("gl").get("renderer").asText()).isNotBlank();
    assertThat(gpu.report().get("gl").get("version").asText()).startsWith("4.");
    assertThat(gpu.report().get("millis")).isNotEmpty();
    showsWhereRowsAre(cpu, 320, 200);
  }

  /** In a bare picture, cells without rows have the ground's colour and no other cell has. */
  private static void showsWhereRowsAre(Rendered plot, int width, int height) {
    BufferedImage picture = plot.picture();
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(height);
    int ground = 0xFF0A0C10;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        boolean empty = !plot.cells().containsKey(column + "," + row);
        boolean drawn = picture.getRGB(column, height - 1 - row) != ground;
        assertThat(drawn).as("column=%s row=%s", column, row).isEqualTo(!empty);
      }
    }
  }

  @Test
  void drawsPlotsSideBySideIntoOnePicture() throws SQLException, IOException {
    Path file = data.parquet(folder.resolve("whole.parquet"), WHOLE);
    Path png = folder.resolve("views.png");
    String[] options = {
      "render",
      file.toString(),
      "--x=A",
      "--y=B",
      "--views=2",
      "--arrange=columns",
      "--link-x",
      "--size=900x400",
      "--out",
      png.toString()
    };
    SkeinProcess.run(options).succeeded();
    BufferedImage picture = ImageIO.read(png.toFile());
    assertThat(picture.getWidth()).isEqualTo(900);
    assertThat(picture.getHeight()).isEqualTo(400);
    for (int half = 0; half < 2; half++) {
      int warm = 0;
      for (int y = 70; y < 330; y++) {
        for (int x = 450 * half + 90; x < 450 * half + 420; x++) {
          int rgb = picture.getRGB(x, y);
          warm += (rgb >> 16 & 0xff) > 2 * (rgb & 0xff) + 20 ? 1 : 0;
        }
      }
      assertThat(warm).as("pixels with rows in plot %d", half).isGreaterThan(1_000);
    }
    List<String> both = new ArrayList<>(List.of(options));
    both.addAll(List.of("--grid", folder.resolve("grid.csv").toString()));
    assertThat(SkeinProcess.run(both.toArray(String[]::new)).failed(2).err()).contains("--views");
  }

  @Test
  void mapsAViewOfNumbersExactlyOntoTheGrid() throws SQLException {
    Path file = data.parquet(folder.resolve("whole.parquet"), WHOLE);
    Rendered plot =
        Rendered.of(
                folder,
                file,
                "--x=A",
                "--y=B",
                "--view=100:612,-64:192",
                "--size=256x128",
                "--where=part <> 3",
                "--color=PART")
            .accountsFor(data.number("SELECT count(*) FROM (" + WHOLE + ") WHERE part <> 3"));
    String inView =
        "SELECT least((a - 100) // 2, 255) AS col, least((b + 64) // 2, 127) AS row FROM "
            + ContractData.sql(file)
            + " WHERE part <> 3 AND a BETWEEN 100 AND 612 AND b BETWEEN -64 AND 192";
    plot.holds(data.cells(inView));
    assertThat(plot.report().get("x").asText()).isEqualTo("a");
    assertThat(plot.report().get("view").get("x").get(1).asDouble()).isEqualTo(612);
    assertThat(plot.report().get("view").get("y").get(0).asDouble()).isEqualTo(-64);
    assertThat(plot.picture().getWidth()).isGreaterThan(256);
    assertThat(plot.picture().getHeight()).isGreaterThan(128);
  }

  @Test
  void mapsAViewOfTimesExactlyOntoTheGrid() throws SQLException {
    String query =
        "SELECT TIMESTAMP '2024-02-27 00:00:00' + INTERVAL 1 MINUTE * i AS t,"
            + " CAST(hash(i) % 100 AS SMALLINT) AS v FROM range(7200) AS r(i)";
    Path file = data.parquet(folder.resolve("times.parquet"), query);
    Rendered plot =
        Rendered.of(
                folder,
                file,
                "--view=2024-02-28T00:00:30:2024-03-01T00:00:30,0:100",
                "--size=48x50",
                "--bare")
            .accountsFor(7_200);
    String bounds = "TIMESTAMP '2024-02-28 00:00:30' AND TIMESTAMP '2024-03-01 00:00:30'";
    String inView =
        "SELECT floor(epoch(t - TIMESTAMP '2024-02-28 00:00:30') / 3600) AS col,"
            + " v // 2 AS row FROM "
            + ContractData.sql(file)
            + " WHERE t BETWEEN "
            + bounds;
    plot.holds(data.cells(inView));
    assertThat(plot.report().get("view").get("x").get(0).asText())
        .startsWith("2024-02-28T00:00:30");
  }

  @Test
  void placesDoublesWithinTheBlocksPrecision() throws SQLException {
    int rows = 50_000;
    String query =
        "SELECT (hash(i) >> 11) / 9007199254740992.0 AS x,"
            + " 1e6 + exp(3 * (hash(i + 3) >> 11) / 9007199254740992.0) AS y"
            + " FROM range("
            + rows
            + ") AS r(i)";
    Path file = data.parquet(folder.resolve("doubles.parquet"), query);
    Rendered plot =
        Rendered.of(folder, file, "--size=160x90", "--bare", "--aggregator=cpu").accountsFor(rows);
    Rendered gpu =
        Rendered.of(folder, file, "--size=160x90", "--bare", "--aggregator=gpu").accountsFor(rows);
    assertThat(gpu.gridText()).isEqualTo(plot.gridText());
    assertThat(plot.gridSum()).isEqualTo(rows);
    double[][] pairs = data.pairs("SELECT x, y FROM " + ContractData.sql(file), rows);
    new CellBounds(pairs, 160, 90).check(plot.cells());
  }

  @Test
  void skipsWhatHasNoPlaceAndTellsWhy() throws SQLException {
    String query =
        "SELECT i, CASE i % 10 WHEN 0 THEN NULL WHEN 1 THEN 'nan'::DOUBLE"
            + " WHEN 2 THEN 'inf'::DOUBLE WHEN 3 THEN '-inf'::DOUBLE WHEN 4 THEN -1.0"
            + " WHEN 5 THEN 1e308 ELSE i END AS v FROM range(1, 1001) AS r(i)";
    Path file = data.parquet(folder.resolve("odd.parquet"), query);
    Rendered linear = Rendered.of(folder, file, "--x=i", "--y=v", "--bare").accountsFor(1_000);
    assertThat(linear.skipped("null")).isEqualTo(100);
    assertThat(linear.skipped("nan")).isEqualTo(100);
    assertThat(linear.skipped("infinite")).isEqualTo(200);
    assertThat(linear.gridSum()).isEqualTo(600);
    Rendered log =
        Rendered.of(folder, file, "--x=i", "--y=v", "--log-x", "--log-y").accountsFor(1_000);
    assertThat(log.skipped("nonPositive")).isEqualTo(100);
    assertThat(log.gridSum()).isEqualTo(500);
  }

  @Test
  void takesNamesAsTheyAre() throws Exception {
    Path odd = Files.createDirectories(folder.resolve("it's a \"quoted\" föler; DROP TABLE t --"));
    String query =
        "SELECT i AS \"Größe \"\"x\"\" in м\", -i AS \"it's; DROP TABLE t --\", i AS other"
            + " FROM range(500) AS r(i)";
    Path file = data.parquet(odd.resolve("a 'b' [c] *.parquet"), query);
    Rendered plot =
        Rendered.of(
                folder,
                file,
                "--x=GRÖSSE \"X\" IN М".replace("SS", "ß"),
                "--y=IT'S; drop TABLE t --",
                "--sql=SELECT * FROM source WHERE other < 400")
            .accountsFor(400);
    assertThat(plot.gridSum()).isEqualTo(400);
    assertThat(plot.report().get("x").asText()).isEqualTo("Größe \"x\" in м");
    assertThat(plot.report().get("y").asText()).isEqualTo("it's; DROP TABLE t --");
  }

  @Test
  void drawsOneRowAndManyAtOnePlace() throws SQLException {
    Path one = data.parquet(folder.resolve("one.parquet"), "SELECT 3.5 AS x, -2 AS y");
    assertThat(Rendered.of(folder, one).accountsFor(1).gridSum()).isEqualTo(1);
    Path same =
        data.parquet(
            folder.resolve("same.parquet"),
            "SELECT TIMESTAMP '2024-01-01' AS t, 7 AS v FROM range(40000)");
    Rendered plot = Rendered.of(folder, same).accountsFor(40_000);
    assertThat(plot.cells()).hasSize(1);
    assertThat(plot.gridSum()).isEqualTo(40_000);
  }
}
