package skein.core.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.block.SeriesOrigin;
import skein.core.fault.SkeinException;
import skein.core.load.LoadProgress;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;
import skein.core.source.DataSource;
import skein.core.source.LineProjection;
import skein.core.source.LineRequest;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** Whole loads of real files through DuckDB. */
@ExtendWith(NoLeaks.class)
@Timeout(240)
class LineLoaderTest {
  @TempDir Path folder;

  private Path file(String query) throws SQLException {
    Path path = folder.resolve("rows.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + path + "' (FORMAT parquet)");
    }
    return path;
  }

  private interface Check {
    void that(LineSet lines, LineLoader loader);
  }

  private static void load(MemoryLedger ledger, Path path, LineRequest request, Check check) {
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(path.toString(), null, null))) {
      LineProjection projection = source.projectLines(request);
      try (StreamLineLoader loader = StreamLineLoader.start(ledger, source, projection);
          LineSet lines = new LineSet(loader)) {
        while (!loader.progress().ended()) {
          lines.take(loader, Long.MAX_VALUE);
          LockSupport.parkNanos(1_000_000);
        }
        lines.take(loader, Long.MAX_VALUE);
        assertThat(loader.progress().failure).isNull();
        assertThat(loader.progress().phase).isEqualTo(LoadProgress.Phase.DONE);
        check.that(lines, loader);
      }
    }
  }

  private static LineRequest wide(List<String> left, List<String> right, @Nullable String by) {
    return new LineRequest("t", left, right, by, AxisScale.LINEAR, AxisScale.LINEAR);
  }

  @Test
  void columnsBecomeSeriesInTheOrderOfTheFile(MemoryLedger ledger) throws SQLException {
    Path path =
        file(
            "SELECT TIMESTAMP '2020-01-01' + INTERVAL (i) SECOND AS t, i % 1000 AS a,"
                + " CASE WHEN i % 10 = 3 THEN NULL ELSE sin(i) END AS b FROM range(700000) r(i)");
    load(
        ledger,
        path,
        wide(List.of("a"), List.of("B"), null),
        (lines, loader) -> {
          assertThat(loader.ordered()).isFalse();
          assertThat(loader.projection().title(true)).isEqualTo("b");
          assertThat(lines.get(0).rows()).isEqualTo(700_000);
          assertThat(lines.get(1).rows()).isEqualTo(630_000);
          assertThat(loader.progress().nulls).isEqualTo(70_000);
          assertThat(loader.medianSpacing()).isCloseTo(1e6, within(0.05e6));
          SeriesOrigin origin = lines.get(0).origin();
          assertThat(origin.x()).isEqualTo(1_577_836_800_000_000L);
          for (int i = 0; i < 700_000; i += 997) {
            assertThat(lines.get(0).x(i)).isCloseTo(1e6 * i, within(64.0));
            assertThat(lines.get(0).y(i)).isEqualTo(i % 1000);
          }
          assertThat(lines.get(1).breaksBefore(3)).isTrue();
          assertThat(lines.get(1).breaksBefore(4)).isFalse();
          assertThat(lines.get(1).y(3)).isCloseTo(Math.sin(4), within(1e-8));
        });
  }

  @Test
  void aSourceInAnotherOrderIsReadAgainInTheOrderOfX(MemoryLedger ledger) throws SQLException {
    Path path =
        file("SELECT (i * 7919) % 300000 AS t, (i * 7919) % 300000 AS v FROM range(300000) r(i)");
    load(
        ledger,
        path,
        wide(List.of("v"), List.of(), null),
        (lines, loader) -> {
          assertThat(loader.ordered()).isTrue();
          LineSeries series = lines.get(0);
          assertThat(series.rows()).isEqualTo(300_000);
          double origin = series.origin().x();
          for (int i = 0; i < 300_000; i += 101) {
            assertThat(origin + series.x(i)).isEqualTo(i);
            assertThat(series.y(i)).isEqualTo(i);
          }
        });
  }

  @Test
  void rowsWithTheSameXKeepTheirOrder(MemoryLedger ledger) throws SQLException {
    Path path = file("SELECT 9 - i // 1000 AS t, i AS v FROM range(10000) r(i)");
    load(
        ledger,
        path,
        wide(List.of("v"), List.of(), null),
        (lines, loader) -> {
          for (int i = 0; i < 10_000; i++) {
            assertThat(lines.get(0).y(i)).isEqualTo((9 - i / 1000) * 1000 + i % 1000);
          }
        });
  }

  @Test
  void aColumnPartsRowsIntoSeriesEachInItsOwnOrder(MemoryLedger ledger) throws SQLException {
    Path path =
        file(
            "SELECT i % 5000 AS t, i AS v, CASE WHEN i < 5000 THEN 'b''s' WHEN i < 10000 THEN 'a'"
                + " END AS k FROM range(12000) r(i)");
    load(
        ledger,
        path,
        wide(List.of("v"), List.of(), "k"),
        (lines, loader) -> {
          assertThat(loader.ordered()).isFalse();
          assertThat(loader.projection().name(0)).isEqualTo("a");
          assertThat(loader.projection().name(1)).isEqualTo("b's");
          assertThat(lines.get(0).rows()).isEqualTo(5000);
          assertThat(lines.get(0).y(17)).isEqualTo(5017);
          assertThat(lines.get(1).y(17)).isEqualTo(17);
          assertThat(loader.progress().nulls).isEqualTo(2000);
        });
  }

  @Test
  void refusesMoreSeriesThanAPlotHolds(MemoryLedger ledger) throws SQLException {
    Path path = file("SELECT i AS t, i AS v, i AS k FROM range(300) r(i)");
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(path.toString(), null, null))) {
      assertThatThrownBy(() -> source.projectLines(wide(List.of("v"), List.of(), "k")))
          .isInstanceOf(SkeinException.class)
          .hasMessageContaining("a plot holds 256 series");
    }
  }

  @Test
  void timesThatRiseSuitLines(MemoryLedger ledger) throws SQLException {
    assertThat(suits(ledger, "TIMESTAMP '2020-01-01' + INTERVAL (i) SECOND")).isTrue();
    assertThat(suits(ledger, "TIMESTAMP '2020-01-01' - INTERVAL (i) SECOND")).isFalse();
    assertThat(suits(ledger, "TIMESTAMP '2020-01-01' + INTERVAL (i // 3) SECOND")).isFalse();
    assertThat(suits(ledger, "i")).isFalse();
  }

  private boolean suits(MemoryLedger ledger, String t) throws SQLException {
    Path path = file("SELECT " + t + " AS t, i * 2 AS v FROM range(1000) r(i)");
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(path.toString(), null, null))) {
      return source.suitsLines(
          source.project("t", "v", null, ColourMode.COUNT, AxisScale.LINEAR, AxisScale.LINEAR));
    }
  }
}
