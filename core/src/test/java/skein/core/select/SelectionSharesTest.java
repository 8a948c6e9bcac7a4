package skein.core.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.query.RowWindow;
import skein.core.select.SelectionShares.Question;
import skein.core.select.SelectionShares.Share;
import skein.core.source.ColourMode;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** Where selected rows lie on other axes, held against rows looked at one by one. */
@ExtendWith(NoLeaks.class)
@Timeout(240)
class SelectionSharesTest {
  private static final int ROWS = 40_000;
  private static final long LIMIT_NANOS = 120_000_000_000L;

  @TempDir Path folder;

  private static int a(int i) {
    return i * 31 % 1000;
  }

  private static int b(int i) {
    return i * 47 % 1009;
  }

  private static double c(int i) {
    return i * 13 % 777 / 4.0;
  }

  private static int d(int i) {
    return i * 7 % 555;
  }

  private Path file() throws SQLException {
    Path file = folder.resolve("rows.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT i * 31 % 1000 AS a, i * 47 % 1009 AS b, i * 13 % 777 / 4.0 AS c, i * 7 %"
              + " 555 AS d FROM range("
              + ROWS
              + ") r(i)) TO '"
              + file
              + "' (FORMAT parquet)");
    }
    return file;
  }

  private static Projection project(DataSource source, String x, String y) {
    return source.project(x, y, null, ColourMode.COUNT, AxisScale.LINEAR, AxisScale.LINEAR);
  }

  @Test
  void countsTheRowsOfEachCell(MemoryLedger ledger) throws SQLException {
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(file().toString(), null, null));
        SelectionService drawn = source.selections(project(source, "a", "b"));
        SelectionShares shares = source.shares(project(source, "c", "d"))) {
      for (int seed = 0; seed < 12; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] xs = new double[5];
        double[] ys = new double[5];
        for (int i = 0; i < xs.length; i++) {
          xs[i] = random.nextDouble(1000);
          ys[i] = random.nextDouble(1000);
        }
        Selection chosen =
            random.nextBoolean()
                ? Selection.lasso(0, xs, 0, ys)
                : Selection.box(new RowWindow(0, xs[0] / 2, 700, 0, ys[0] / 2, 800));
        double loX = random.nextDouble(-20, 100);
        double loY = random.nextDouble(-20, 300);
        RowWindow window = new RowWindow(0, loX, loX + 128, 0, loY, loY + 256);
        int rows = random.nextInt(3) == 0 ? 0 : 16;
        Question question = new Question(drawn.predicate(chosen), window, 32, rows);
        shares.request(question);
        check(question, chosen, await(shares), "seed=" + seed);
      }
      shares.request(new Question("nothing > 1", new RowWindow(0, 0, 1, 0, 0, 1), 2, 2));
      assertThat(await(shares).failure()).contains("nothing");
    }
  }

  private static Share await(SelectionShares shares) {
    long end = System.nanoTime() + LIMIT_NANOS;
    Share share = shares.poll();
    while (share == null) {
      assertThat(System.nanoTime()).as("time to wait for an answer").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
      share = shares.poll();
    }
    return share;
  }

  private static void check(Question q, Selection chosen, Share share, String what) {
    assertThat(share.failure()).as(what).isEmpty();
    assertThat(share.question()).isSameAs(q);
    int[] expected = new int[q.columns() * Math.max(1, q.rows())];
    long inView = 0;
    RowWindow w = q.window();
    for (int i = 0; i < ROWS; i++) {
      double x = c(i);
      double y = d(i);
      boolean within =
          x >= w.loX() && x <= w.hiX() && (q.rows() == 0 || (y >= w.loY() && y <= w.hiY()));
      if (within && chosen.holds(a(i), b(i))) {
        int column = (int) Math.min((x - w.loX()) / 128 * q.columns(), q.columns() - 1);
        int row = (int) Math.min((y - w.loY()) / 256 * q.rows(), q.rows() - 1);
        expected[(q.rows() == 0 ? 0 : row) * q.columns() + column]++;
        inView++;
      }
    }
    assertThat(share.inView()).as(what).isEqualTo(inView);
    for (int cell = 0; cell < expected.length; cell++) {
      int count = share.count(cell % q.columns(), cell / q.columns());
      assertThat(count).as("%s cell %s", what, cell).isEqualTo(expected[cell]);
    }
  }
}
