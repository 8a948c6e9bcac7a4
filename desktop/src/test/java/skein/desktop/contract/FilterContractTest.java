package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filtered grids held against DuckDB's own count under the same conditions. */
class FilterContractTest {
  private static final String ROWS =
      "SELECT CAST(hash(i) % 1024 AS INTEGER) AS a, CAST(hash(i + 7) % 512 AS INTEGER) AS b, CASE"
          + " WHEN i % 50 = 0 THEN NULL ELSE (hash(i + 9) % 1000000) / 777.0 END AS fare, TIMESTAMP"
          + " '2024-01-01' + to_microseconds(CAST(hash(i + 3) % 31536000000000 AS BIGINT)) AS t,"
          + " ['cash', 'card', 'app'][CAST(1 + hash(i + 5) % 3 AS BIGINT)] AS kind FROM"
          + " range(60000) AS r(i)";

  private static final String CELLS =
      "SELECT least(a * 256 // 1024, 255) AS col, least(b * 128 // 512, 127) AS row FROM ";

  @TempDir private static Path folder;

  private static ContractData data;
  private static Path file;

  @BeforeAll
  static void open() throws SQLException {
    data = new ContractData();
    file = data.parquet(folder.resolve("rows.parquet"), ROWS);
  }

  @AfterAll
  static void close() throws SQLException {
    data.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpu | 50000000 | fare=100.25:731.5 | fare BETWEEN 100.25 AND 731.5",
        "gpu | 50000000 | fare=100.25:731.5 | fare BETWEEN 100.25 AND 731.5",
        "cpu | 1 | fare=17.125:900 | fare BETWEEN 17.125 AND 900",
        "gpu | 1 | kind=card,app | kind <> 'cash'",
        "cpu | 50000000 | t=2024-03-01T07:08:09..2024-09-02 | t BETWEEN '2024-03-01 07:08:09' AND"
            + " '2024-09-02'",
        "cpu | 50000000 | a=100:611 | a BETWEEN 100 AND 611"
      })
  void countsTheRowsThatPass(String aggregator, String indexRows, String filter, String where)
      throws SQLException {
    Rendered plot =
        Rendered.of(
            folder,
            file,
            "--x=a",
            "--y=b",
            "--view=0:1024,0:512",
            "--size=256x128",
            "--bare",
            "--aggregator=" + aggregator,
            "--index-rows=" + indexRows,
            "--index-dir=" + folder.resolve("index"),
            "--channel=b",
            "--filter=" + filter);
    plot.holds(data.cells(CELLS + ContractData.sql(file) + " WHERE " + where));
    JsonNode told = plot.report().get("filters").get(0);
    assertThat(told.get("channel").asText()).isEqualTo(filter.substring(0, filter.indexOf('=')));
    String count = "SELECT count(*) FROM " + ContractData.sql(file) + " WHERE ";
    assertThat(plot.report().get("passing").asLong()).isEqualTo(data.number(count + where));
    assertThat(data.number(count + told.get("sql").asText()))
        .as("rows under the condition that the report tells")
        .isEqualTo(plot.gridSum());
  }

  @Test
  void refusesWhatIsNoRangeOfAColumn() {
    String[] arguments = {
      "render", file.toString(), "--x=a", "--y=b", "--out=" + folder.resolve("no.png"), ""
    };
    arguments[5] = "--filter=nothing=1:2";
    assertThat(SkeinProcess.run(arguments).err()).contains("nothing");
    arguments[5] = "--filter=fare=20:10";
    assertThat(SkeinProcess.run(arguments).err()).contains("20:10");
    arguments[5] = "--filter=kind=gold";
    assertThat(SkeinProcess.run(arguments).err()).contains("gold");
  }

  @Test
  void brushesDuringAFlight() throws IOException {
    Path flight = folder.resolve("flight.json");
    Path report = folder.resolve("flown.json");
    Files.writeString(
        flight,
        """
        {"size": [400, 300], "views": [{"hold": 0.5}, {"x": ["20%", "60%"], "seconds": 0.3,
           "hold": 0.4}],
         "filters": [
           {"channel": "fare", "range": [100, 300], "to": ["50%", "75%"], "at": 0.1, "seconds": 0.2},
           {"channel": "t", "range": ["2024-02-01", "2024-05-01"]},
           {"channel": "fare", "range": null, "at": 0.9}]}
        """);
    SkeinProcess.run(
            "fly",
            flight.toString(),
            file.toString(),
            "--x=a",
            "--y=b",
            "--exact",
            "--warm-up=0.5",
            "--report=" + report)
        .succeeded();
    JsonNode flown = SkeinProcess.json(Files.readString(report));
    assertThat(flown.get("exactShareAtStop").asDouble()).isEqualTo(1);
    assertThat(flown.get("timeToExactMs")).hasSize(2);
  }
}
