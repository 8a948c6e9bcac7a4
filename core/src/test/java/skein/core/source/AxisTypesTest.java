package skein.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import skein.core.axis.AxisKind;
import skein.core.axis.AxisScale;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;
import skein.core.fault.SkeinException;
import skein.core.memory.MemoryLedger;

/** Every type as an axis: its kind, its unit, and its value without loss. */
class AxisTypesTest {
  private final Sources sources = new Sources(new MemoryLedger());

  @TempDir Path folder;

  @AfterEach
  void close() {
    sources.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-5::TINYINT|INTEGER|0|-5",
        "200::UTINYINT|INTEGER|0|200",
        "-300::SMALLINT|INTEGER|0|-300",
        "60000::USMALLINT|INTEGER|0|60000",
        "-70000::INTEGER|INTEGER|0|-70000",
        "4000000000::UINTEGER|INTEGER|0|4000000000",
        "9007199254740993::BIGINT|INTEGER|0|9007199254740993",
        "(-9223372036854775808)::BIGINT|INTEGER|0|-9223372036854775808",
        "9223372036854775807::UBIGINT|INTEGER|0|9223372036854775807",
        "18446744073709551615::UBIGINT|REAL|0|1.8446744073709552E19",
        "42::HUGEINT|INTEGER|0|42",
        "170141183460469231731687303715884105727::HUGEINT|REAL|0|1.7014118346046923E38",
        "12.5::DECIMAL(18,3)|REAL|0|12.5",
        "1.5::FLOAT|REAL|0|1.5",
        "0.1::DOUBLE|REAL|0|0.1",
        "CAST('inf' AS DOUBLE)|REAL|0|Infinity",
        "DATE '1969-12-31'|DATE|0|-1",
        "DATE 'infinity'|DATE|0|null",
        "TIME '00:00:01.5'|TIME_OF_DAY|1000000|1500000",
        "TIMETZ '01:00:00+02'|TIME_OF_DAY|1000000|3600000000",
        "CAST('00:00:00.000000007' AS TIME_NS)|TIME_OF_DAY|1000000000|7",
        "TIMESTAMP_S '1969-12-31 23:59:58'|TIMESTAMP|1|-2",
        "TIMESTAMP_MS '1970-01-01 00:00:00.003'|TIMESTAMP|1000|3",
        "TIMESTAMP '2013-10-07 09:30:00.000001'|TIMESTAMP|1000000|1381138200000001",
        "TIMESTAMP '-infinity'|TIMESTAMP|1000000|null",
        "TIMESTAMP_NS '2024-08-09 00:00:00.123456789'|TIMESTAMP|1000000000|1723161600123456789",
        "TIMESTAMPTZ '1970-01-01 02:00:00+02'|INSTANT|1000000|0",
        "TIMESTAMPTZ 'infinity'|INSTANT|1000000|null",
      })
  void axis(String value, AxisKind kind, long units, String expected) throws Exception {
    check(
        SourceFiles.write(folder.resolve("t.duckdb"), "SELECT " + value + " AS v"),
        kind,
        units,
        expected);
  }

  @ParameterizedTest
  @CsvSource({"parquet", "csv", "arrow"})
  void precisionSurvivesEveryFormat(String format) throws Exception {
    String location =
        SourceFiles.write(folder.resolve("p." + format), "SELECT 9007199254740993::BIGINT AS v");
    check(location, AxisKind.INTEGER, 0, "9007199254740993");
  }

  private void check(String location, AxisKind kind, long units, String expected) {
    try (DataSource source = sources.open(new SourceRequest(location, null, null))) {
      Projection p = source.project("v", "V", null, null, AxisScale.LINEAR, AxisScale.LINEAR);
      assertThat(p.xType().kind()).isEqualTo(kind);
      assertThat(p.xType().unitsPerSecond()).isEqualTo(units);
      try (BatchStream stream = source.stream(p);
          ColumnBatch batch = stream.next()) {
        assertThat(batch).isNotNull();
        assertThat(read(batch, p.xType().isLong())).isEqualTo(expected);
      }
    }
  }

  private static String read(ColumnBatch batch, boolean whole) {
    @Nullable MemorySegment valid = batch.validity(ColumnBatch.X);
    if (valid != null && (valid.get(ValueLayout.JAVA_BYTE, 0) & 1) == 0) {
      return "null";
    }
    MemorySegment data = batch.data(ColumnBatch.X);
    return whole
        ? Long.toString(data.get(ValueLayout.JAVA_LONG, 0))
        : Double.toString(data.get(ValueLayout.JAVA_DOUBLE, 0));
  }

  @Test
  void typesWithoutAnAxisAreRefusedByName() throws Exception {
    String location =
        SourceFiles.write(
            folder.resolve("n.parquet"),
            "SELECT 'a' AS t, [1] AS l, {'a': 1} AS s, INTERVAL 1 DAY AS i, 'x'::BLOB AS b");
    try (DataSource source = sources.open(new SourceRequest(location, null, null))) {
      assertThat(source.statistics()).hasSize(5);
      for (String name : new String[] {"t", "l", "s", "i", "b"}) {
        assertThatThrownBy(
                () -> source.project(name, name, null, null, AxisScale.LINEAR, AxisScale.LINEAR))
            .isInstanceOf(SkeinException.class)
            .hasMessageContaining("'" + name + "'");
      }
      assertThatThrownBy(
              () -> source.project(null, null, null, null, AxisScale.LINEAR, AxisScale.LINEAR))
          .hasMessageContaining("no column holds numbers");
      assertThatThrownBy(
              () -> source.project("i2", "i", null, null, AxisScale.LINEAR, AxisScale.LINEAR))
          .hasMessageContaining("nearest: 'i'");
    }
  }
}
