package skein.core.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.block.BlockSlab;
import skein.core.line.LineSeries;
import skein.core.line.LineSet;
import skein.core.line.LineSlab;
import skein.core.line.StreamLineLoader;
import skein.core.load.LoadProgress;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.DataSource;
import skein.core.source.LineProjection;
import skein.core.source.LineRequest;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** Indexes of lines against the same lines loaded into memory, and against SQL. */
@ExtendWith(NoLeaks.class)
@Timeout(240)
class SequenceIndexTest {
  @TempDir Path folder;

  private interface Check {
    void that(SequenceCache.Found found, List<LineSeries> lines, LineSet loaded) throws Exception;
  }

  private Path parquet(String query) throws SQLException {
    return IndexFixture.parquet(folder.resolve("lines.parquet"), query);
  }

  private void with(MemoryLedger ledger, Path file, List<String> ys, @Nullable String by, Check c)
      throws Exception {
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(file.toString(), null, null))) {
      LineProjection projection = source.projectLines(request(ys, by));
      SequenceCache cache = new SequenceCache(new IndexCache(ledger, folder.resolve("cache")));
      try (SequenceCache.Found found =
              Objects.requireNonNull(cache.obtain(source, projection, progress(), () -> false));
          StreamLineLoader loader = StreamLineLoader.start(ledger, source, projection);
          LineSet loaded = new LineSet(loader)) {
        while (!loader.progress().ended()) {
          loaded.take(loader, Long.MAX_VALUE);
          Thread.onSpinWait();
        }
        loaded.take(loader, Long.MAX_VALUE);
        c.that(found, mapped(found.index(), projection.series()), loaded);
      }
    }
  }

  private static LineRequest request(List<String> ys, @Nullable String by) {
    return new LineRequest("t", ys, List.of(), by, AxisScale.LINEAR, AxisScale.LINEAR);
  }

  private static IndexProgress progress() {
    return new IndexProgress(new LoadProgress());
  }

  /** The series of an index, all of their blocks checked and here. */
  private static List<LineSeries> mapped(SequenceIndex index, int count) {
    List<LineSeries> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      series.add(new LineSeries(SequenceIndex.SLAB_BITS));
    }
    int block = 0;
    for (LineSlab slab : index.slabs(0)) {
      for (int b = 0; b < slab.blocks().blocks(); b++) {
        assertThat(index.verify(block)).isTrue();
        assertThat(index.verifyRows(block++)).isTrue();
        slab.blocks().admit(b);
      }
      series.get(slab.series()).add(slab);
    }
    assertThat(block).isEqualTo(index.blocks());
    return series;
  }

  private static void same(List<LineSeries> lines, LineSet loaded) {
    for (int s = 0; s < loaded.size(); s++) {
      LineSeries expected = loaded.get(s);
      LineSeries got = lines.get(s);
      assertThat(got.rows()).isEqualTo(expected.rows());
      for (long r = 0; r < expected.rows(); r++) {
        boolean same =
            got.x(r) == expected.x(r)
                && got.y(r) == expected.y(r)
                && got.breaksBefore(r) == expected.breaksBefore(r);
        assertThat(same).as("series %s row %s", s, r).isTrue();
      }
    }
  }

  /** Row ids name the rows of the file that hold these values. */
  private static void rowsAre(
      SequenceIndex index, int series, Path file, String value, String where) throws SQLException {
    Map<Long, Double> values = new HashMap<>();
    String sql =
        "SELECT file_row_number, "
            + value
            + " FROM read_parquet('"
            + file
            + "', file_row_number = true) WHERE "
            + where;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.put(rows.getLong(1), rows.getDouble(2));
      }
    }
    int block = 0;
    int seen = 0;
    for (LineSlab slab : index.slabs(0)) {
      for (int b = 0; b < slab.blocks().blocks(); b++, block++) {
        slab.blocks().admit(b);
        for (int i = 0; slab.series() == series && i < slab.blocks().count(b); i++) {
          double y = slab.y(b * BlockSlab.MAX_ROWS + i);
          Double expected = values.get(index.row(block, i));
          assertThat(expected).isNotNull();
          assertThat(y).isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-3));
          seen++;
        }
      }
    }
    assertThat(seen).isEqualTo(values.size());
  }

  @Test
  void rowsInOrderAreIndexedAsTheyLie(MemoryLedger ledger) throws Exception {
    Path file =
        parquet(
            "SELECT TIMESTAMP '2020-01-01' + INTERVAL (i) SECOND AS t, i % 1000 AS a,"
                + " CASE WHEN i % 10 = 3 THEN NULL ELSE sin(i) END AS b FROM range(700000) r(i)");
    with(
        ledger,
        file,
        List.of("a", "b"),
        null,
        (found, lines, loaded) -> {
          assertThat(found.index().meta().ordered()).isFalse();
          assertThat(found.index().meta().counts().nulls).isEqualTo(70_000);
          same(lines, loaded);
          rowsAre(found.index(), 0, file, "a", "true");
          rowsAre(found.index(), 1, file, "b", "b IS NOT NULL");
        });
    with(ledger, file, List.of("a", "b"), null, (f, l, s) -> assertThat(f.reused()).isTrue());
    with(ledger, file, List.of("a"), null, (f, l, s) -> assertThat(f.reused()).isFalse());
  }

  @Test
  void rowsInAnotherOrderAreSorted(MemoryLedger ledger) throws Exception {
    Path file = parquet("SELECT (i * 7919) % 300007 // 3 AS t, i AS v FROM range(300000) r(i)");
    with(
        ledger,
        file,
        List.of("v"),
        null,
        (found, lines, loaded) -> {
          assertThat(found.index().meta().ordered()).isTrue();
          same(lines, loaded);
          rowsAre(found.index(), 0, file, "v", "true");
        });
  }

  @Test
  void aColumnPartsRowsIntoSeries(MemoryLedger ledger) throws Exception {
    Path file =
        parquet(
            "SELECT i AS t, sqrt(i) AS v, CASE WHEN i % 7 < 3 THEN 'b' WHEN i % 7 < 6 THEN 'a'"
                + " END AS k FROM range(200000) r(i)");
    with(
        ledger,
        file,
        List.of("v"),
        "k",
        (found, lines, loaded) -> {
          same(lines, loaded);
          rowsAre(found.index(), 0, file, "v", "k = 'a'");
          rowsAre(found.index(), 1, file, "v", "k = 'b'");
        });
  }

  @Test
  void otherReadersReadTheBatches(MemoryLedger ledger) throws Exception {
    Path file = parquet("SELECT i AS t, i * 3 AS v FROM range(40000) r(i)");
    with(
        ledger,
        file,
        List.of("v"),
        null,
        (found, lines, loaded) -> {
          try (RootAllocator allocator = new RootAllocator();
              FileInputStream in = new FileInputStream(found.index().file().toFile());
              ArrowFileReader reader = new ArrowFileReader(in.getChannel(), allocator)) {
            long row = 0;
            while (reader.loadNextBatch()) {
              var root = reader.getVectorSchemaRoot();
              var rows = (UInt4Vector) root.getVector("row");
              var xy = (FixedSizeListVector) root.getVector("xy");
              var rest = (FixedSizeListVector) root.getVector("rest");
              assertThat(root.getRowCount()).isLessThanOrEqualTo(BlockSlab.MAX_ROWS);
              for (int i = 0; i < root.getRowCount(); i++) {
                assertThat(rows.get(i)).isEqualTo((int) row++);
              }
              assertThat(xy.getValueCount()).isEqualTo(root.getRowCount());
              assertThat(rest.getDataVector().getValueCount()).isEqualTo(2 * root.getRowCount());
            }
            assertThat(row).isEqualTo(40_000);
          }
        });
  }

  @Test
  void whatIsDamagedIsBuiltAgain(MemoryLedger ledger) throws Exception {
    Path file = parquet("SELECT i AS t, i * 3 AS v FROM range(40000) r(i)");
    Path[] at = new Path[1];
    with(ledger, file, List.of("v"), null, (f, l, s) -> at[0] = f.index().file());
    byte[] whole = Files.readAllBytes(at[0]);
    Files.write(at[0], java.util.Arrays.copyOf(whole, whole.length - 100));
    with(ledger, file, List.of("v"), null, (f, l, s) -> assertThat(f.reused()).isFalse());
    byte[] bent = Files.readAllBytes(at[0]);
    bent[5_000] ^= 1;
    Files.write(at[0], bent);
    try (SequenceIndex index = SequenceIndex.open(at[0])) {
      assertThat(index.verify(0)).isFalse();
      assertThat(index.verify(1)).isTrue();
    }
  }

  @Test
  void aCancelledBuildLeavesNothing(MemoryLedger ledger) throws Exception {
    Path file = parquet("SELECT (i * 7919) % 300000 AS t, i AS v FROM range(300000) r(i)");
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(file.toString(), null, null))) {
      LineProjection projection = source.projectLines(request(List.of("v"), null));
      AtomicInteger asked = new AtomicInteger();
      SequenceCache cache = new SequenceCache(new IndexCache(ledger, folder.resolve("cache")));
      assertThat(cache.obtain(source, projection, progress(), () -> asked.incrementAndGet() > 2))
          .isNull();
    }
    try (var left = Files.list(folder.resolve("cache"))) {
      assertThat(left.map(Path::toString).filter(name -> !name.endsWith(".lock"))).isEmpty();
    }
  }
}
