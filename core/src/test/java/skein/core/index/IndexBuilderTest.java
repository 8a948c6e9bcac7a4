package skein.core.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import skein.core.axis.AxisScale;
import skein.core.block.BlockCodec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.load.LoadProgress;
import skein.core.lod.CountPyramid;
import skein.core.measure.DataStage;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.queue.QueueMeter;

/** Built indexes against the rows of their sources. */
@ExtendWith(NoLeaks.class)
@Timeout(240)
class IndexBuilderTest {
  private static final int ROWS = 700_000;

  @TempDir Path folder;

  private Path file(String x, String y) throws SQLException {
    String query = "SELECT " + x + " AS x, " + y + " AS y FROM range(" + ROWS + ") t(i)";
    return IndexFixture.parquet(folder.resolve("rows.parquet"), query);
  }

  private static double[][] rows(Path file, String query) throws SQLException {
    double[][] out = new double[2][ROWS];
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query + " FROM '" + file + "'")) {
      for (int i = 0; rows.next(); i++) {
        out[0][i] = rows.getDouble(1);
        out[1][i] = rows.getDouble(2);
      }
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hash(i) / 1.8e19 * 10 - 3 | hash(i + 1) / 1.8e19 * 1e6",
        "3.25 | -1.5",
        "CASE WHEN i % 1000 = 7 THEN hash(i) / 1e10 ELSE 5 END"
            + " | CASE WHEN i % 1000 = 7 THEN hash(i + 1) / 1e10 ELSE -7 END",
        "pow(2, hash(i) / 1.8e19 * 600 - 300) | pow(2, hash(i + 1) / 1.8e19 * 40)",
        "(hash(i) / 1.8e19 * 2 - 1) * 1.7e308 | (hash(i + 1) / 1.8e19 * 2 - 1) * 1.7e308",
        "i * 0.25 | sin(i * 0.001) + hash(i) / 1.8e21",
        "hash(i) / 1.8e19 | hash(i) / 1.8e19",
        "CASE WHEN i = 12345 THEN 1e30 ELSE hash(i) / 1.8e19 END | hash(i + 1) / 1.8e19",
        "1e9 + hash(i) / 1.8e25 | hash(i + 1) / 1.8e19",
      })
  void shouldPlaceEveryRealRow(String x, String y, MemoryLedger ledger) throws Exception {
    Path file = file("CAST(" + x + " AS DOUBLE)", "CAST(" + y + " AS DOUBLE)");
    double[][] rows = rows(file, "SELECT x, y");
    // none of the temporary rows in memory, some of them, all of them
    for (long memory : new long[] {0, 16 << 20, 256 << 20}) {
      Path built = IndexFixture.build(ledger, file, AxisScale.LINEAR, AxisScale.LINEAR, memory);
      check(built, rows);
    }
  }

  @Test
  void shouldMeterItsQueueAndItsStages(MemoryLedger ledger) throws Exception {
    Path file = file("hash(i) / 1.8e19", "hash(i + 1) / 1.8e19");
    LoadProgress progress = new LoadProgress();
    Path built = IndexFixture.build(ledger, file, AxisScale.LINEAR, AxisScale.LINEAR, 0, progress);
    QueueMeter batches = progress.batches;
    assertThat(batches.taken()).isEqualTo(progress.stages.pieces(DataStage.SOURCE)).isPositive();
    assertThat(batches.bytes()).isEqualTo(progress.stages.bytes(DataStage.SOURCE));
    assertThat(batches.bytes()).isBetween(16L * ROWS, 17L * ROWS);
    assertThat(batches.mostDepth()).isBetween(1, batches.capacity());
    assertThat(batches.dropped()).isZero();
    assertThat(batches.insideNanos()).isPositive();
    assertThat(progress.stages.bytes(DataStage.BLOCK)).isEqualTo(Files.size(built));
    assertThat(progress.stages.nanos(DataStage.BLOCK)).isPositive();
    assertThat(progress.stages.nanos(DataStage.SOURCE)).isPositive();
  }

  /** Cancelled again and again, each time a little later, and gone on with. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldGoOnWhereItWasCancelled(long seed, MemoryLedger ledger) throws Exception {
    Path file = file("hash(i) / 1.8e19", "hash(i + 1) / 1.8e19");
    double[][] rows = rows(file, "SELECT x, y");
    Path index = folder.resolve("index");
    SplittableRandom random = new SplittableRandom(seed);
    boolean built = false;
    int resumed = 0;
    for (int round = 0; !built; round++) {
      int patience = 2 + round * (1 + random.nextInt(12));
      AtomicInteger asked = new AtomicInteger();
      resumed += Checkpoint.load(folder.resolve("spool"), "test") == null ? 0 : 1;
      built = IndexFixture.build(ledger, file, index, () -> asked.incrementAndGet() > patience);
    }
    assertThat(resumed).as("seed %d", seed).isPositive();
    check(index, rows);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).as("seed %d", seed).containsExactlyInAnyOrder(file, index);
    }
  }

  @Test
  void shouldBeginAnewWhenTheStateIsOfAnotherSource(MemoryLedger ledger) throws Exception {
    Path file = file("hash(i) / 1.8e19", "hash(i + 1) / 1.8e19");
    Path index = folder.resolve("index");
    AtomicInteger asked = new AtomicInteger();
    boolean built = IndexFixture.build(ledger, file, index, () -> asked.incrementAndGet() > 6);
    assertThat(built).isFalse();
    Path spool = folder.resolve("spool");
    assertThat(Checkpoint.load(spool, "test")).isNotNull();
    assertThat(Checkpoint.load(spool, "another")).isNull();
    byte[] state = Files.readAllBytes(folder.resolve("spool.state"));
    state[state.length / 2] ^= 1;
    Files.write(folder.resolve("spool.state"), state);
    assertThat(Checkpoint.load(spool, "test")).isNull();
    assertThat(IndexFixture.build(ledger, file, index, () -> false)).isTrue();
    check(index, rows(file, "SELECT x, y"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CAST(hash(i) % 365 AS INTEGER) | CAST(hash(i + 1) % 40000 AS INTEGER)",
        "CAST(1700000000000000 + i * 999 AS BIGINT) | CAST(hash(i) % 1000 AS BIGINT)",
        "CAST(hash(i) % 9000000000000000000 AS BIGINT) | i"
      })
  void shouldPlaceEveryWholeRow(String x, String y, MemoryLedger ledger) throws Exception {
    Path file = file(x, y);
    try (BlockIndex index = BlockIndex.open(IndexFixture.build(ledger, file))) {
      double[][] rows =
          rows(
              file,
              "SELECT x - " + index.meta().origin().x() + ", y - " + index.meta().origin().y());
      check(index, rows[0], rows[1]);
      SlabSet slabs = index.slabs();
      for (int s = 0; s < slabs.size(); s++) {
        for (int b = 0; b < slabs.get(s).blocks(); b++) {
          assertThat(slabs.get(s).loX(b)).isEqualTo(Math.rint(slabs.get(s).loX(b)));
          assertThat(slabs.get(s).hiX(b)).isEqualTo(Math.rint(slabs.get(s).hiX(b)));
        }
      }
    }
  }

  private static void check(Path built, double[][] rows) throws Exception {
    try (BlockIndex index = BlockIndex.open(built)) {
      check(index, rows[0], rows[1]);
    }
  }

  /** Every row once, inside its block's bounds, less than a step below its decoded position. */
  private static void check(BlockIndex index, double[] x, double[] y) {
    assertThat(index.rows()).isEqualTo(x.length);
    boolean[] seen = new boolean[x.length];
    SlabSet slabs = index.slabs();
    assertThat(slabs.rows()).isEqualTo(x.length);
    int block = 0;
    for (int s = 0; s < slabs.size(); s++) {
      BlockSlab slab = slabs.get(s);
      for (int b = 0; b < slab.blocks(); b++, block++) {
        assertThat(index.verify(block)).isTrue();
        assertThat(index.verifyRows(block)).isTrue();
        block(index, slab, b, block, x, y, seen);
      }
    }
    for (boolean found : seen) {
      assertThat(found).isTrue();
    }
    pyramid(index, x, y);
  }

  private static void block(
      BlockIndex index, BlockSlab slab, int b, int block, double[] x, double[] y, boolean[] seen) {
    MemorySegment coords = slab.coords();
    for (int i = 0; i < slab.count(b); i++) {
      int row = (int) index.row(block, i);
      if (seen[row]) {
        throw new AssertionError("row twice: " + row);
      }
      seen[row] = true;
      int code = coords.get(ValueLayout.JAVA_INT, slab.coordsAt(b) + 4L * i);
      near(x[row], slab.loX(b), slab.hiX(b), slab.stepX(b), code & 0xffff, "x of " + row);
      near(y[row], slab.loY(b), slab.hiY(b), slab.stepY(b), code >>> 16, "y of " + row);
    }
  }

  private static void near(double v, double lo, double hi, double step, int code, String what) {
    double decoded = BlockCodec.decode(lo, step, code);
    double slack = 4 * Math.ulp(Math.max(Math.abs(lo), Math.abs(hi))) + step * 0.01;
    if (v < lo || v > hi || decoded < v - slack || decoded - step > v + slack) {
      throw new AssertionError(what + ": " + v + " in " + lo + ".." + hi + ", at " + decoded);
    }
  }

  private static void pyramid(BlockIndex index, double[] x, double[] y) {
    CountPyramid p = index.pyramid();
    int side = p.side(0);
    int[] counts = new int[side * side];
    for (int i = 0; i < x.length; i++) {
      counts[cell(y[i], p.loY(), p.hiY(), side) * side + cell(x[i], p.loX(), p.hiX(), side)]++;
    }
    int[] found = level(p, 0);
    assertThat(found).isEqualTo(counts);
    assertThat(p.count(p.levels() - 1, 0, 0)).isEqualTo(x.length);
    for (int level = 1; level < p.levels(); level++) {
      long sum = 0;
      for (int cell : level(p, level)) {
        sum += cell;
      }
      assertThat(sum).isEqualTo(x.length);
    }
  }

  private static int[] level(CountPyramid p, int level) {
    long bytes = 4L * p.side(level) * p.side(level);
    return p.cells().asSlice(p.at(level), bytes).toArray(ValueLayout.JAVA_INT);
  }

  private static int cell(double v, double lo, double hi, int side) {
    double half = hi - lo <= Double.MAX_VALUE ? 1 : 0.5;
    double span = hi * half - lo * half;
    double perUnit = span > 0 ? Math.min(side / span, Double.MAX_VALUE) : 0;
    return Math.min((int) ((v * half - lo * half) * perUnit), side - 1);
  }

  @Test
  void shouldCutNoMoreRowsAtATimeWhereThreadsAreMany() {
    for (int members = 1; members <= 64; members++) {
      assertThat((long) members * BlockPass.largest(members)).isLessThanOrEqualTo(6L << 20);
      assertThat(BlockPass.largest(members)).isGreaterThan(BlockSlab.MAX_ROWS);
    }
  }

  @Test
  void shouldFillBlocks(MemoryLedger ledger) throws SQLException, IOException {
    Path file = file("hash(i) / 1.8e19", "hash(i + 1) / 1.8e19");
    try (BlockIndex index = BlockIndex.open(IndexFixture.build(ledger, file))) {
      double fill = (double) index.rows() / index.blocks() / BlockSlab.MAX_ROWS;
      assertThat(fill).isGreaterThan(0.9);
    }
  }

  @Test
  void shouldSkipAndCountRowsWithoutAPlace(MemoryLedger ledger) throws Exception {
    Path file =
        file(
            "CASE i % 7 WHEN 0 THEN NULL WHEN 1 THEN 'NaN'::DOUBLE WHEN 2 THEN 'inf'::DOUBLE"
                + " ELSE i * 0.5 - 100 END",
            "CASE WHEN i % 11 = 0 THEN NULL ELSE i + 1.0 END");
    try (BlockIndex index =
        BlockIndex.open(IndexFixture.build(ledger, file, AxisScale.LOG10, AxisScale.LINEAR))) {
      long nulls = count(file, "x IS NULL OR y IS NULL");
      long nans = count(file, "NOT (x IS NULL OR y IS NULL) AND isnan(x)");
      long infinites = count(file, "y IS NOT NULL AND isinf(x)");
      long below = count(file, "y IS NOT NULL AND isfinite(x) AND x <= 0");
      assertThat(index.meta().counts().rows).isEqualTo(ROWS);
      assertThat(index.meta().counts().nulls).isEqualTo(nulls);
      assertThat(index.meta().counts().nans).isEqualTo(nans);
      assertThat(index.meta().counts().infinites).isEqualTo(infinites);
      assertThat(index.meta().counts().nonPositive).isEqualTo(below);
      assertThat(index.rows()).isEqualTo(ROWS - nulls - nans - infinites - below);
      double top = index.meta().counts().hiX;
      assertThat(top).isEqualTo(Math.log10(max(file)));
    }
  }

  private static long count(Path file, String where) throws SQLException {
    return (long) ask("SELECT count(*) FROM '" + file + "' WHERE " + where);
  }

  private static double max(Path file) throws SQLException {
    return ask("SELECT max(x) FROM '" + file + "' WHERE isfinite(x) AND y IS NOT NULL");
  }

  private static double ask(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getDouble(1);
    }
  }

  @Test
  void shouldMakeAnEmptyIndexOfNothing(MemoryLedger ledger) throws SQLException, IOException {
    Path file = file("CAST(NULL AS DOUBLE)", "1.0");
    try (BlockIndex index = BlockIndex.open(IndexFixture.build(ledger, file))) {
      assertThat(index.rows()).isZero();
      assertThat(index.blocks()).isZero();
      assertThat(index.meta().counts().nulls).isEqualTo(ROWS);
      assertThat(index.slabs().size()).isZero();
    }
  }
}
