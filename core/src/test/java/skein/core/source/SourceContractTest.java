package skein.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;
import skein.core.export.SourceReport;
import skein.core.fault.SkeinException;
import skein.core.memory.MemoryLedger;

/** What holds for a source of any format. */
class SourceContractTest {
  private static final int ROWS = 5000;
  private static final String QUERY =
      "SELECT range::BIGINT AS \"n o\", (range / 7)::DOUBLE AS \"ü\"\"'\", "
          + "CASE WHEN range % 10 = 0 THEN NULL ELSE 'k' || (range % 12) END AS kind, "
          + "range % 5 AS v FROM range("
          + ROWS
          + ")";

  private final MemoryLedger ledger = new MemoryLedger();
  private final Sources sources = new Sources(ledger);

  @TempDir Path folder;

  @AfterEach
  void nothingLeaks() {
    sources.close();
    assertThat(ledger.totalBytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.parquet",
        "a.csv",
        "a.csv.gz",
        "a.tsv",
        "a.json",
        "a.jsonl",
        "a.json.gz",
        "a.arrow",
        "a.arrows",
        "a.duckdb",
        "it's [a] \"file\" *?ü.parquet",
        "it's [a] \"file\" *ü.csv",
        "it's [a] *ü.arrow",
        "it's \"a\" *ü.duckdb"
      })
  void everyFormat(String name) throws Exception {
    String location = SourceFiles.write(folder.resolve(name), QUERY);
    byte[] before = Files.readAllBytes(folder.resolve(name));
    try (DataSource source = sources.open(new SourceRequest(location, null, null))) {
      assertThat(source.info().columns())
          .extracting(ColumnInfo::name)
          .containsExactly("n o", "ü\"'", "kind", "v");
      assertThat(source.info().pick()).isEqualTo(new ColumnPick("n o", "ü\"'", null));
      assertThat(source.countRows()).isEqualTo(ROWS);
      List<ColumnStats> stats = source.statistics();
      assertThat(stats.get(0)).isEqualTo(new ColumnStats("0", "4999", 0));
      assertThat(stats.get(2)).isEqualTo(new ColumnStats("k0", "k9", 500));
      Projection plain = source.project(null, null, null, null, AxisScale.LINEAR, AxisScale.LINEAR);
      assertThat(plain.xType()).isEqualTo(AxisType.INTEGER);
      assertThat(plain.yType()).isEqualTo(AxisType.REAL);
      assertSums(source, plain, ROWS, (long) ROWS * (ROWS - 1) / 2);
      Projection kinds =
          source.project("N O", "v", "KIND", null, AxisScale.LINEAR, AxisScale.LINEAR);
      assertThat(kinds.colourMode()).isEqualTo(ColourMode.CATEGORY);
      assertThat(kinds.categories()).hasSize(8).endsWith("other");
      assertCategories(source, kinds);
      Projection mean = source.project("n o", "v", "v", null, AxisScale.LINEAR, AxisScale.LINEAR);
      assertThat(mean.colourMode()).isEqualTo(ColourMode.MEAN);
      assertThat(mean.colourMax()).isEqualTo(4);
      assertSums(source, mean, ROWS, (long) ROWS * (ROWS - 1) / 2);
      assertThat(SourceReport.of(source).json()).contains("\"rows\" : 5000", "\"x\" : \"n o\"");
      assertThat(SourceReport.of(source).text()).contains("5,000", "k9");
      try (DataSource some = source.withWhere("\"n o\" < 100 -- few")) {
        assertThat(some.countRows()).isEqualTo(100);
        assertSums(
            some,
            some.project(null, null, null, null, AxisScale.LINEAR, AxisScale.LINEAR),
            100,
            4950);
      }
      assertThatThrownBy(() -> source.withWhere("nope > 1"))
          .isInstanceOf(SkeinException.class)
          .hasMessageContaining("nope");
    }
    String sql =
        "WITH s AS (SELECT * FROM source) SELECT a.\"n o\" AS i, b.v FROM s a JOIN source b"
            + " ON a.\"n o\" = b.\"n o\" WHERE a.v = 1";
    try (DataSource source = sources.open(new SourceRequest(location, "i < 50", sql))) {
      assertThat(source.info().format()).isEqualTo("sql");
      assertThat(source.countRows()).isEqualTo(10);
    }
    assertThat(Files.readAllBytes(folder.resolve(name))).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  private static void assertSums(DataSource source, Projection p, long rows, long sumX) {
    long count = 0;
    long sum = 0;
    try (BatchStream stream = source.stream(p)) {
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        try (ColumnBatch held = batch) {
          count += held.rows();
          for (int i = 0; i < held.rows(); i++) {
            sum += held.data(ColumnBatch.X).getAtIndex(ValueLayout.JAVA_LONG, i);
          }
          assertThat(held.validity(ColumnBatch.X)).isNull();
        }
      }
      assertThat(stream.progress()).isEqualTo(1);
    }
    assertThat(count).isEqualTo(rows);
    assertThat(sum).isEqualTo(sumX);
  }

  private static void assertCategories(DataSource source, Projection p) {
    int nulls = 0;
    int[] counts = new int[Projection.MAX_CATEGORIES];
    try (BatchStream stream = source.stream(p)) {
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        try (ColumnBatch held = batch) {
          @Nullable MemorySegment valid = held.validity(ColumnBatch.COLOUR);
          for (int i = 0; i < held.rows(); i++) {
            if (valid != null && (valid.get(ValueLayout.JAVA_BYTE, i >> 3) >> (i & 7) & 1) == 0) {
              nulls++;
            } else {
              counts[held.data(ColumnBatch.COLOUR).get(ValueLayout.JAVA_BYTE, i)]++;
            }
          }
        }
      }
    }
    assertThat(nulls).isEqualTo(ROWS / 10);
    int expectedOther = 0;
    for (int i = 0; i < ROWS; i++) {
      expectedOther += i % 10 != 0 && !p.categories().subList(0, 7).contains("k" + i % 12) ? 1 : 0;
    }
    assertThat(counts[7]).isEqualTo(expectedOther);
  }
}
