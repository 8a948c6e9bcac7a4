package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code info --json} tells. */
class InfoContractTest {
  private static final String ROWS =
      "SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 HOUR * i AS \"Time\", i * 0.5 AS price,"
          + " CASE WHEN i % 4 = 0 THEN NULL ELSE 'n' || i % 3 END AS name"
          + " FROM range(100) AS r(i)";

  @TempDir private Path folder;

  @Test
  void tellsFormatRowsColumnsAndPick() throws SQLException {
    try (ContractData data = new ContractData()) {
      Path file = data.parquet(folder.resolve("three columns.parquet"), ROWS);
      JsonNode info = SkeinProcess.run("info", file.toString(), "--json").succeeded().json();
      assertThat(info.get("format").asText()).isEqualTo("parquet");
      assertThat(info.get("rows").asLong()).isEqualTo(100);
      assertThat(info.get("columns")).hasSize(3);
      column(info, 0, "Time", "TIMESTAMP", 0);
      column(info, 1, "price", "DECIMAL", 0);
      column(info, 2, "name", "VARCHAR", 25);
      assertThat(info.get("columns").get(1).get("min").asDouble()).isZero();
      assertThat(info.get("columns").get(1).get("max").asDouble()).isEqualTo(49.5);
      assertThat(info.get("columns").get(2).get("max").asText()).isEqualTo("n2");
      assertThat(info.get("pick").get("x").asText()).isEqualTo("Time");
      assertThat(info.get("pick").get("y").asText()).isEqualTo("price");
    }
  }

  @Test
  void readsTextFilesAndTheirFilter() throws SQLException {
    try (ContractData data = new ContractData()) {
      Path csv = data.write(folder.resolve("a.csv"), ROWS, "csv, HEADER");
      JsonNode info =
          SkeinProcess.run("info", csv.toString(), "--json", "--where", "name = 'n1'")
              .succeeded()
              .json();
      assertThat(info.get("format").asText()).isEqualTo("csv");
      assertThat(info.get("rows").asLong())
          .isEqualTo(data.number("SELECT count(*) FROM (" + ROWS + ") WHERE name = 'n1'"));
    }
  }

  @Test
  void readsATableOfADatabaseFile() throws SQLException {
    Path file = folder.resolve("market.duckdb");
    try (ContractData data = new ContractData()) {
      data.execute("ATTACH " + ContractData.sql(file) + " AS market");
      data.execute("CREATE TABLE market.\"my trades\" AS " + ROWS);
      data.execute("DETACH market");
    }
    JsonNode info = SkeinProcess.run("info", file + "::my trades", "--json").succeeded().json();
    assertThat(info.get("format").asText()).isEqualTo("duckdb");
    assertThat(info.get("rows").asLong()).isEqualTo(100);
  }

  @Test
  void readsAFileOfFiveThousandColumns() throws SQLException {
    StringBuilder query = new StringBuilder("SELECT 0 AS c0");
    for (int i = 1; i < 5_000; i++) {
      query.append(", ").append(i).append(" AS c").append(i);
    }
    try (ContractData data = new ContractData()) {
      Path file = data.parquet(folder.resolve("wide.parquet"), query.toString());
      JsonNode info = SkeinProcess.run("info", file.toString(), "--json").succeeded().json();
      assertThat(info.get("columns")).hasSize(5_000);
      assertThat(info.get("columns").get(4_999).get("max").asText()).isEqualTo("4999");
    }
  }

  private static void column(JsonNode info, int index, String name, String type, int nulls) {
    JsonNode column = info.get("columns").get(index);
    assertThat(column.get("name").asText()).isEqualTo(name);
    assertThat(column.get("type").asText()).startsWith(type);
    assertThat(column.get("nulls").asLong()).isEqualTo(nulls);
    assertThat(column.has("min")).isTrue();
    assertThat(column.has("max")).isTrue();
  }
}
