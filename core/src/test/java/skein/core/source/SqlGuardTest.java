package skein.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skein.core.fault.SkeinException;
import skein.core.memory.MemoryLedger;

/** A user's SQL reads and nothing else. */
class SqlGuardTest {
  private final Sources sources = new Sources(new MemoryLedger());
  private String location = "";

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    location = SourceFiles.write(folder.resolve("a.parquet"), "SELECT range AS a FROM range(10)");
  }

  @AfterEach
  void nothingWasWritten() throws Exception {
    sources.close();
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  private long rows(@Nullable String where, @Nullable String sql) {
    try (DataSource source = sources.open(new SourceRequest(location, where, sql))) {
      return source.countRows();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY (SELECT 1) TO '@/x.csv'",
        "WITH c AS (COPY (SELECT 1) TO '@/x.csv') SELECT * FROM c",
        "WITH c AS (INSERT INTO t VALUES (1) RETURNING *) SELECT * FROM c",
        "SELECT * FROM (WITH c AS (COPY (SELECT 1) TO '@/x.csv') SELECT * FROM c)",
        "CREATE TABLE t AS SELECT 1",
        "ATTACH '@/x.duckdb'",
        "SET threads = 1",
        "PRAGMA database_list",
        "CALL checkpoint()",
        "EXPORT DATABASE '@/x'",
        "SELECT 1; COPY (SELECT 1) TO '@/x.csv'",
        "SELECT 1 AS a; SELECT 2 AS a",
        "FROM enable_logging(storage := 'file', storage_path := '@')",
        "FROM query('WITH c AS (COPY (SELECT 1) TO ''@/x.csv'') SELECT * FROM c')",
        "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
        "SELECT write_log('x')",
        "SELEC 1",
        "SELECT * FROM nowhere",
        "SELECT nope FROM source",
        "INSTALL httpfs",
      })
  void queriesThatDoMoreAreRefused(String sql) {
    String real = sql.replace("@", folder.toString());
    assertThatThrownBy(() -> rows(null, real))
        .isInstanceOf(SkeinException.class)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a > 1) OR (1 = 1) UNION ALL SELECT 7 WHERE (1 = 1",
        "a > 1) GROUP BY (a",
        "a > 1) ORDER BY (a",
        "a > 1); COPY (SELECT 1) TO '@/x.csv'; SELECT (1",
        "a > 1; DROP VIEW source",
        "a >",
        "",
        "b > 1",
        "a > 1 /*",
        "a IN (WITH c AS (COPY (SELECT 1) TO '@/x.csv') SELECT 1 FROM c)",
      })
  void predicatesThatDoMoreAreRefused(String where) {
    String real = where.replace("@", folder.toString());
    if (where.isEmpty()) {
      assertThat(rows(real, null)).isEqualTo(10);
      return;
    }
    assertThatThrownBy(() -> rows(real, null))
        .isInstanceOf(SkeinException.class)
        .hasMessageNotContaining("\n");
  }

  @Test
  void queriesThatReadWork() {
    assertThat(rows("a > 4 -- and no more", null)).isEqualTo(5);
    assertThat(rows("a IN (SELECT a FROM source WHERE a < 3)", null)).isEqualTo(3);
    assertThat(rows(null, "SELECT a * 2 AS b FROM source;")).isEqualTo(10);
    assertThat(rows("b > 10", "FROM source SELECT a * 2 AS b")).isEqualTo(4);
    assertThat(rows(null, "SELECT * FROM read_parquet('" + location + "') LIMIT 3")).isEqualTo(3);
    assertThat(
            rows(
                null,
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r"
                    + " WHERE n < 5) SELECT n, n AS n FROM r"))
        .isEqualTo(5);
  }

  @Test
  void tryCastOverTextGivesNull(@TempDir Path other) throws Exception {
    Path text = other.resolve("stars.txt");
    Files.writeString(text, "1.5|2\n   |3\n2.5|x\n");
    String sql =
        "SELECT TRY_CAST(column0 AS DOUBLE) AS a, TRY_CAST(column1 AS DOUBLE) AS b FROM read_csv('"
            + text
            + "', delim = '|', header = false, all_varchar = true)";
    try (DataSource source = sources.open(new SourceRequest(text.toString(), null, sql))) {
      assertThat(source.statistics())
          .containsExactly(new ColumnStats("1.5", "2.5", 1), new ColumnStats("2.0", "3.0", 1));
    }
  }
}
