package skein.core.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.block.BlockCodec;
import skein.core.block.BlockSlab;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.load.LoadProgress.Phase;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** Whole loads of real files through DuckDB. */
@ExtendWith(NoLeaks.class)
@Timeout(240)
class StreamLoaderTest {
  @TempDir Path folder;

  private Path file(String query) throws SQLException {
    Path path = folder.resolve("rows.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + path + "' (FORMAT parquet)");
    }
    return path;
  }

  private static Projection plain(DataSource source) {
    return source.project("x", "y", null, ColourMode.COUNT, AxisScale.LINEAR, AxisScale.LINEAR);
  }

  private static void pump(StreamLoader loader, List<BlockSlab> slabs) {
    for (BlockSlab slab = loader.queue().poll(); slab != null; slab = loader.queue().poll()) {
      slabs.add(slab);
    }
  }

  private static void finish(StreamLoader loader, List<BlockSlab> slabs) {
    while (!loader.progress().ended()) {
      pump(loader, slabs);
      LockSupport.parkNanos(1_000_000);
    }
    pump(loader, slabs);
  }

  @FunctionalInterface
  private interface Check {
    void that(StreamLoader loader, List<BlockSlab> slabs);
  }

  /** Loads rows to the end, looks, and closes what was delivered. */
  private void load(MemoryLedger ledger, String query, @Nullable String sql, Check check)
      throws SQLException {
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(file(query).toString(), null, sql));
        StreamLoader loader = StreamLoader.start(ledger, source, plain(source))) {
      List<BlockSlab> slabs = new ArrayList<>();
      finish(loader, slabs);
      check.that(loader, slabs);
      slabs.forEach(BlockSlab::close);
    }
  }

  @Test
  void shouldDeliverAllRowsThenTheClusteredGeneration(MemoryLedger ledger) throws SQLException {
    load(
        ledger,
        "SELECT i AS x, CASE WHEN i % 100 = 0 THEN NULL WHEN i % 100 = 1 THEN"
            + " 'nan'::DOUBLE ELSE sin(i) END AS y FROM range(700000) t(i)",
        null,
        (loader, slabs) -> {
          LoadProgress progress = loader.progress();
          assertThat(progress.failure).isNull();
          assertThat(progress.phase).isEqualTo(Phase.DONE);
          assertThat(progress.rows).isEqualTo(700_000);
          assertThat(progress.nulls).isEqualTo(7_000);
          assertThat(progress.nans).isEqualTo(7_000);
          assertThat(progress.plotted()).isEqualTo(686_000);
          assertThat(progress.share).isEqualTo(1.0);
          assertThat(slabs.stream().mapToLong(BlockSlab::rows).sum()).isEqualTo(686_000);
          assertThat(slabs).allSatisfy(slab -> assertThat(slab.residual()).isNull());
          assertThat(progress.hiX - progress.loX).isEqualTo(699_997.0);
          try (SlabSet set = Objects.requireNonNull(loader.takeClustered())) {
            assertThat(set.rows()).isEqualTo(686_000);
            assertThat(loader.takeClustered()).isNull();
          }
        });
  }

  @Test
  void shouldFreeWhatNobodyTook(MemoryLedger ledger) throws SQLException {
    Path path = file("SELECT i AS x, i AS y FROM range(600000) t(i)");
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(path.toString(), null, null));
        StreamLoader loader = StreamLoader.start(ledger, source, plain(source))) {
      while (!loader.progress().ended()) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(loader.queue().depth()).isEqualTo(3);
    }
    ledger.scratch().drop();
    assertThat(ledger.totalBytes()).isZero();
  }

  @Test
  void shouldEmptyTheQueueWithTheClusteredGeneration(MemoryLedger ledger) throws SQLException {
    Path path = file("SELECT i AS x, i AS y FROM range(600000) t(i)");
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(path.toString(), null, null));
        StreamLoader loader = StreamLoader.start(ledger, source, plain(source))) {
      while (!loader.progress().ended()) {
        LockSupport.parkNanos(1_000_000);
      }
      try (SlabSet set = Objects.requireNonNull(loader.takeClustered())) {
        assertThat(set.rows()).isEqualTo(600_000);
        assertThat(loader.queue().poll()).isNull();
      }
    }
  }

  @Test
  void shouldCancelWithoutLeaksAndKeepWhatWasDelivered(MemoryLedger ledger) throws SQLException {
    Path path = file("SELECT i AS x, i AS y FROM range(3000000) t(i)");
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(path.toString(), null, null));
        StreamLoader loader = StreamLoader.start(ledger, source, plain(source))) {
      @Nullable BlockSlab first = null;
      while (first == null && !loader.progress().ended()) {
        first = loader.queue().poll();
        LockSupport.parkNanos(100_000);
      }
      loader.cancel();
      List<BlockSlab> slabs = new ArrayList<>();
      finish(loader, slabs);
      BlockSlab taken = Objects.requireNonNull(first);
      assertThat(loader.progress().phase).isIn(Phase.CANCELLED, Phase.DONE);
      assertThat(taken.rows()).isPositive();
      taken.close();
      slabs.forEach(BlockSlab::close);
    }
  }

  @Test
  void shouldCloseAtAnyMoment(MemoryLedger ledger) throws SQLException {
    Path path = file("SELECT i AS x, i AS y FROM range(1000000) t(i)");
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(path.toString(), null, null))) {
      for (int millis = 0; millis < 60; millis += 7) {
        try (StreamLoader loader = StreamLoader.start(ledger, source, plain(source))) {
          LockSupport.parkNanos(millis * 1_000_000L);
          assertThat(loader.progress().failure).isNull();
        }
        ledger.scratch().drop();
        assertThat(ledger.totalBytes()).as("after " + millis + " ms").isZero();
      }
    }
  }

  @Test
  void shouldReportABrokenSource(MemoryLedger ledger) throws SQLException {
    checkBreak(ledger, 1_000, 900);
  }

  private void checkBreak(MemoryLedger ledger, int rows, int broken) throws SQLException {
    load(
        ledger,
        "SELECT i AS x, i AS y FROM range(" + rows + ") t(i)",
        "SELECT x, CASE WHEN x = "
            + broken
            + " THEN error('broken row') ELSE y END AS y FROM source",
        (loader, slabs) -> {
          LoadProgress progress = loader.progress();
          assertThat(progress.phase).isEqualTo(Phase.FAILED);
          assertThat(Objects.requireNonNull(progress.failure).line()).contains("broken row");
          assertThat(loader.takeClustered()).isNull();
        });
  }

  @Test
  void shouldDeliverEachRowOnceFromAllLanes(MemoryLedger ledger) throws SQLException {
    long[][] expected = new long[997][10];
    for (int i = 0; i < 3_000_000; i++) {
      if (i % 10 != 0) {
        expected[i % 997][i % 10]++;
      }
    }
    load(
        ledger,
        "SELECT 1000 + i % 997 AS x, CASE WHEN i % 10 = 0 THEN NULL ELSE i % 10 END AS y"
            + " FROM range(3000000) t(i)",
        null,
        (loader, slabs) -> {
          LoadProgress progress = loader.progress();
          assertThat(progress.phase).isEqualTo(Phase.DONE);
          assertThat(progress.rows).isEqualTo(3_000_000);
          assertThat(progress.nulls).isEqualTo(300_000);
          SeriesOrigin origin = Objects.requireNonNull(progress.origin);
          assertThat(counts(slabs, origin)).isDeepEqualTo(expected);
          assertThat(progress.loX + origin.x()).isEqualTo(1000.0);
          assertThat(progress.hiY + origin.y()).isEqualTo(9.0);
        });
  }

  /** How often each value is there: whole numbers in narrow blocks decode exactly. */
  private static long[][] counts(List<BlockSlab> slabs, SeriesOrigin origin) {
    long[][] found = new long[997][10];
    for (BlockSlab slab : slabs) {
      for (int b = 0; b < slab.blocks(); b++) {
        for (int i = 0; i < slab.count(b); i++) {
          int code = slab.coords().get(ValueLayout.JAVA_INT, slab.coordsAt(b) + 4L * i);
          double x = BlockCodec.decode(slab.loX(b), slab.stepX(b), code & 0xffff);
          double y = BlockCodec.decode(slab.loY(b), slab.stepY(b), code >>> 16);
          found[(int) (origin.x() + x) - 1000][(int) (origin.y() + y)]++;
        }
      }
    }
    return found;
  }

  @Test
  void shouldReportABreakInTheMiddleOfALoad(MemoryLedger ledger) throws SQLException {
    checkBreak(ledger, 3_000_000, 2_500_000);
  }
}
