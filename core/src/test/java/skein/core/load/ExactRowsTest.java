package skein.core.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.block.SlabSet;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.query.RowWindow;
import skein.core.source.DataSource;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** The rows of a window, whichever request was the last; nothing of the others stays. */
@ExtendWith(NoLeaks.class)
@Timeout(240)
class ExactRowsTest {
  @TempDir Path folder;

  private interface Check {
    void run(ExactRows rows);
  }

  private void with(MemoryLedger ledger, String query, Check check) throws SQLException {
    Path path = folder.resolve("rows.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + path + "' (FORMAT parquet)");
    }
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(path.toString(), null, null));
        ExactRows rows =
            new ExactRows(
                ledger,
                source,
                source.project("x", "y", null, null, AxisScale.LINEAR, AxisScale.LINEAR))) {
      check.run(rows);
    }
  }

  private static ExactWindow await(ExactRows rows) {
    ExactWindow answer = rows.poll();
    while (answer == null) {
      LockSupport.parkNanos(1_000_000);
      answer = rows.poll();
    }
    return answer;
  }

  private static RowWindow window(double lo, double hi) {
    return new RowWindow(0, lo, hi, 0, -1, 1);
  }

  @Test
  void theNewestRequestWins(MemoryLedger ledger) throws SQLException {
    with(
        ledger,
        "SELECT i AS x, 0.5::DOUBLE AS y FROM range(300000) t(i)",
        rows -> {
          for (int i = 0; i < 20; i++) {
            rows.request(window(i, 299_000));
          }
          rows.request(window(100.5, 160));
          try (ExactWindow answer = await(rows)) {
            assertThat(answer.window()).isEqualTo(window(100.5, 160));
            SlabSet slabs = Objects.requireNonNull(answer.slabs());
            // the range of whole numbers around the window
            assertThat(slabs.rows()).isEqualTo(61);
            assertThat(slabs.get(0).stepX(0)).isEqualTo(1.0);
            assertThat(answer.origin().x()).isBetween(100L, 160L);
          }
          assertThat(rows.poll()).isNull();
        });
  }

  @Test
  void anEmptyWindowIsAnAnswer(MemoryLedger ledger) throws SQLException {
    with(
        ledger,
        "SELECT i AS x, 0.5::DOUBLE AS y FROM range(1000) t(i)",
        rows -> {
          rows.request(window(5_000, 6_000));
          try (ExactWindow answer = await(rows)) {
            assertThat(Objects.requireNonNull(answer.slabs()).rows()).isZero();
            assertThat(answer.failure()).isEmpty();
          }
        });
  }

  @Test
  void moreRowsThanAreFetchedAreRefused(MemoryLedger ledger) throws SQLException {
    with(
        ledger,
        "SELECT i % 3 AS x, 0.5::DOUBLE AS y FROM range(2100000) t(i)",
        rows -> {
          rows.request(window(-1, 4));
          try (ExactWindow answer = await(rows)) {
            assertThat(answer.slabs()).isNull();
          }
        });
  }

  @Test
  void closedWhileItFetches(MemoryLedger ledger) throws SQLException {
    with(
        ledger,
        "SELECT i AS x, 0.5::DOUBLE AS y FROM range(1000000) t(i)",
        rows -> rows.request(window(0, 1e6)));
  }
}
