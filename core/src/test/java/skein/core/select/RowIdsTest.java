package skein.core.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.block.BlockSlab;
import skein.core.index.BlockIndex;
import skein.core.index.IndexCache;
import skein.core.index.IndexProgress;
import skein.core.load.LoadProgress;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.query.RowWindow;
import skein.core.source.ColourMode;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** Row ids of selections against the file's own numbers, and against those that an index keeps. */
@ExtendWith(NoLeaks.class)
@Timeout(240)
class RowIdsTest {
  private static final int ROWS = 400_000;

  @TempDir Path folder;

  private static String query(String sql, Path file) {
    return sql.replace("@", "'" + file + "'");
  }

  private Path rows() throws SQLException {
    Path file = folder.resolve("rows.parquet");
    try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
        Statement s = c.createStatement()) {
      s.execute(
          query(
              "COPY (SELECT (hash(i) % 100000) / 1e3 AS x, (hash(i + 7) % 100000) / 1e3 AS y"
                  + " FROM range("
                  + ROWS
                  + ") t(i)) TO @ (FORMAT parquet, ROW_GROUP_SIZE 20000)",
              file));
    }
    return file;
  }

  private static List<Long> oracle(Path file, String predicate) throws SQLException {
    List<Long> found = new ArrayList<>();
    try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
        Statement s = c.createStatement();
        ResultSet r =
            s.executeQuery(
                query("SELECT file_row_number FROM read_parquet(@, file_row_number = true)", file)
                    + " WHERE "
                    + predicate
                    + " ORDER BY 1")) {
      while (r.next()) {
        found.add(r.getLong(1));
      }
    }
    return found;
  }

  private static String await(Supplier<@Nullable String> poll) {
    String found = poll.get();
    while (found == null) {
      LockSupport.parkNanos(1_000_000);
      found = poll.get();
    }
    return found;
  }

  private static List<Long> ids(List<String> lines) {
    assertThat(lines.getFirst()).isEqualTo("row");
    return lines.stream().skip(1).map(Long::valueOf).toList();
  }

  private static Selection shape(SplittableRandom random) {
    double x = random.nextDouble(90);
    double y = random.nextDouble(90);
    if (random.nextBoolean()) {
      return Selection.box(new RowWindow(0, x, x + 15, 0, y, y + 15));
    }
    return Selection.lasso(0, new double[] {x, x + 20, x + 7}, 0, new double[] {y, y + 3, y + 20});
  }

  @Test
  void areThePlacesOfTheRowsThatThePredicateNames(MemoryLedger ledger) throws Exception {
    Path file = rows();
    long seed = 5;
    SplittableRandom random = new SplittableRandom(seed);
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(file.toString(), null, null))) {
      Projection p =
          source.project("x", "y", null, ColourMode.COUNT, AxisScale.LINEAR, AxisScale.LINEAR);
      // a stream gives up the order of rows for its whole database
      source.stream(p).close();
      IndexCache cache = new IndexCache(ledger, folder.resolve("cache"));
      IndexProgress progress = new IndexProgress(new LoadProgress());
      try (SelectionService service = source.selections(p);
          IndexCache.Found found =
              Objects.requireNonNull(cache.obtain(source, p, progress, () -> false))) {
        for (int round = 0; round < 6; round++) {
          Selection shape = shape(random);
          List<Long> expected = oracle(file, service.predicate(shape));
          long ignored = service.request(shape);
          service.ids();
          String copied = await(service::pollCsv);
          assertThat(ids(copied.lines().toList())).as("seed=%s", seed).isEqualTo(expected);
          Path to = folder.resolve("ids.csv");
          service.saveIds(to);
          assertThat(await(service::pollSaved)).contains("ids.csv");
          assertThat(ids(Files.readAllLines(to))).as("seed=%s", seed).isEqualTo(expected);
          agrees(found.index(), shape, new HashSet<>(expected));
        }
      }
    }
    assertThat(Files.exists(folder.resolve("ids.csv.part"))).isFalse();
  }

  /** The index keeps the same ids for rows clearly inside the region, and none of them outside. */
  private static void agrees(BlockIndex index, Selection shape, Set<Long> expected) {
    int seen = 0;
    int block = 0;
    double ox = index.meta().origin().x();
    double oy = index.meta().origin().y();
    var slabs = index.slabs();
    for (int s = 0; s < slabs.size(); s++) {
      BlockSlab slab = slabs.get(s);
      for (int b = 0; b < slab.blocks(); b++, block++) {
        for (int i = 0; i < slab.count(b); i++) {
          long at = slab.coordsAt(b) + 4L * i;
          int code = slab.coords().get(java.lang.foreign.ValueLayout.JAVA_INT, at);
          double x = ox + slab.loX(b) + (code & 0xffff) * slab.stepX(b);
          double y = oy + slab.loY(b) + (code >>> 16) * slab.stepY(b);
          double far = 2 * Math.max(slab.stepX(b), slab.stepY(b));
          boolean in = shape.holds(x, y);
          boolean clear =
              in == shape.holds(x - far, y - far)
                  && in == shape.holds(x + far, y - far)
                  && in == shape.holds(x - far, y + far)
                  && in == shape.holds(x + far, y + far);
          if (clear) {
            assertThat(expected.contains(index.row(block, i))).isEqualTo(in);
            seen++;
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(ROWS * 9 / 10);
  }
}
