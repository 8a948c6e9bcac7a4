package skein.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.memory.MemoryLedger;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** The nearest row comes back whole and exact, and only for the newest request. */
@Timeout(240)
class NearestRowTest {
  @TempDir Path folder;

  private String write(String query) throws Exception {
    Path file = folder.resolve("a.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + file + "'");
    }
    return file.toString();
  }

  private static RowRecord await(RowLookup lookup) throws InterruptedException {
    RowRecord answer = lookup.poll();
    while (answer == null) {
      Thread.sleep(2);
      answer = lookup.poll();
    }
    return answer;
  }

  @Test
  void exactOnNanosecondsAndDoubles() throws Exception {
    String location =
        write(
            "SELECT make_timestamp_ns(1700000000000000000 + range) AS t, 0.1::DOUBLE * range AS v,"
                + " CASE WHEN range = 7 THEN NULL ELSE 'r' || range END AS \"na \"\"me\""
                + " FROM range(1000)");
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(location, null, null))) {
      Projection p = source.project("t", "v", null, null, AxisScale.LINEAR, AxisScale.LINEAR);
      try (RowLookup lookup = source.lookup(p)) {
        long number = lookup.request(1_700_000_000_000_000_005L, 0, 2.2, 5, 0, 0, 0.7, 2);
        RowRecord row = await(lookup);
        assertThat(row.error()).isEmpty();
        assertThat(row.request()).isEqualTo(number);
        assertThat(row.names()).containsExactly("t", "v", "na \"me");
        assertThat(row.values())
            .containsExactly("2023-11-14 22:13:20.000000007", "0.7000000000000001", "null");
        assertThat(row.offsetX()).isEqualTo(2);
        assertThat(row.offsetY()).isEqualTo(0.7000000000000001);
        lookup.request(0, 0, 0.5, 1, 0, 0, 0.5, 1);
        assertThat(await(lookup).names()).isEmpty();
      }
    }
  }

  @Test
  void logAxesAndExtremesNeverThrow() throws Exception {
    String location = write("SELECT range * 10 AS a, range::DOUBLE AS b FROM range(100)");
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(location, "a >= 0", null))) {
      Projection p = source.project("a", "b", null, null, AxisScale.LOG10, AxisScale.LOG10);
      try (RowLookup lookup = source.lookup(p)) {
        lookup.request(0, 1.9, 2.01, 2.1, 0, 0.9, 1, 1.1);
        RowRecord row = await(lookup);
        assertThat(row.values()).containsExactly("100", "10.0");
        assertThat(row.offsetX()).isEqualTo(2);
      }
      Projection linear = source.project("a", "b", null, null, AxisScale.LINEAR, AxisScale.LINEAR);
      try (RowLookup lookup = source.lookup(linear)) {
        lookup.request(Long.MAX_VALUE, -1e300, -9.2e18, 1e300, 0, -1e308, 3, 1e308);
        assertThat(await(lookup).error()).isEmpty();
        lookup.request(0, Double.NaN, 1, Double.NaN, 0, 0, 1, 2);
        assertThat(await(lookup).error()).isEmpty();
      }
    }
  }

  @Test
  void newestRequestWins() throws Exception {
    String location = write("SELECT range AS a, range AS b FROM range(3000000)");
    String slow =
        "SELECT s.a, s.b FROM source s JOIN range(300) r ON hash(s.a + r.range) % 1000 < 999";
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(location, null, slow))) {
      Projection p = source.project("a", "b", null, null, AxisScale.LINEAR, AxisScale.LINEAR);
      try (RowLookup lookup = source.lookup(p)) {
        long last = 0;
        for (int i = 0; i < 20; i++) {
          last = lookup.request(0, 0, i, 3e6, 0, 0, i, 3e6);
          Thread.sleep(3);
        }
        lookup.cancel();
        long newest = lookup.request(5, -1, -1, -0.5, 5, -1, -1, -0.5);
        assertThat(newest).isGreaterThan(last);
        RowRecord row = await(lookup);
        assertThat(row.request()).isEqualTo(newest);
        assertThat(row.values()).containsExactly("4", "4");
        assertThat(lookup.poll()).isNull();
      }
    }
  }
}
