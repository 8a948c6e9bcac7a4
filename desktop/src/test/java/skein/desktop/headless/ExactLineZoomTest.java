package skein.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.core.colour.Normalisation;
import skein.core.line.GapRule;
import skein.core.line.LineStep;
import skein.core.line.M4Columns;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.IndexWish;
import skein.desktop.engine.LineWish;
import skein.desktop.engine.Look;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Views;

/** Lines zoomed deeper than codes reach are drawn from the rows themselves. */
@Timeout(240)
class ExactLineZoomTest {
  private static final Look LOOK = new Look(true, "", Normalisation.LOG, ZoneOffset.UTC);
  private static final long START = 1_600_000_000_000_000_000L;
  private static final long STEP = 900_000_000_000L;
  private static final long NEAR = START + 90_000_000_123_456_789L;

  @TempDir Path folder;
  private Path file;

  /** Rows every quarter of an hour for years, and 64 of them a nanosecond apart in between. */
  @BeforeEach
  void write() throws SQLException {
    file = folder.resolve("rows.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT make_timestamp_ns(t) AS t, a, b, k FROM (SELECT "
              + START
              + " + i * "
              + STEP
              + " AS t, (i % 5) / 10.0 AS a, i / 1e6 AS b, 'far' AS k FROM range(200000) r(i)"
              + " UNION ALL SELECT "
              + NEAR
              + " + i, i % 2 / 1.0, CASE WHEN i % 8 <> 5 THEN i + 850000 END, 'near'"
              + " FROM range(64) r(i)) ORDER BY t) TO '"
              + file
              + "' (FORMAT parquet)");
    }
  }

  private void render(boolean indexed, LineWish wish, String view, Consumer<RenderedPlot> check) {
    SeriesRequest request = SeriesRequest.points(file.toString(), "t", "a").withLines(wish);
    if (indexed) {
      request = request.withIndex(new IndexWish(1, folder.resolve("index")));
    }
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      check.accept(session.render(new Still(request, LOOK, view, 100, 200, true, 1, Views.ONE)));
    }
  }

  private static M4Columns columns(RenderedPlot plot, int line) {
    return of(plot, line).columns;
  }

  private static LineComponent of(RenderedPlot plot, int line) {
    LinesComponent lines = Objects.requireNonNull(plot.lines());
    return lines.lines.get(line).getComponent(LineComponent.class);
  }

  @Test
  void tellsNanosecondsApartYearsAfterTheFirstRow() {
    LineWish wish =
        new LineWish(LineWish.Kind.LINE, "b", null, GapRule.NONE, LineStep.LINEAR, false);
    int[][] pictures = new int[2][];
    for (int i = 0; i < pictures.length; i++) {
      int at = i;
      render(
          i == 1,
          wish,
          iso(NEAR - 10) + ":" + iso(NEAR + 90) + ",-0.5:1.5",
          plot -> {
            pictures[at] = plot.argb();
            checkTwoAxes(plot);
          });
    }
    assertThat(pictures[1]).as("the index draws what memory draws").isEqualTo(pictures[0]);
  }

  private static void checkTwoAxes(RenderedPlot plot) {
    M4Columns a = columns(plot, 0);
    M4Columns b = columns(plot, 1);
    for (int c = 0; c < 100; c++) {
      int i = c - 10;
      boolean near = i >= 0 && i < 64;
      assertThat(a.count(c)).as("a in column %d", c).isEqualTo(near ? 1 : 0);
      assertThat(b.count(c)).as("b in column %d", c).isEqualTo(near && i % 8 != 5 ? 1 : 0);
      assertThat(a.kind(c)).as("a in column %d", c).isEqualTo(M4Columns.INTERVAL);
      if (near) {
        assertThat(a.min(c)).isEqualTo(i % 2);
        assertThat(a.max(c)).isEqualTo(i % 2);
        assertThat(b.count(c) == 0 || b.min(c) == i + 850_000.0).as("b, column %d", c).isTrue();
        boolean apart = i % 8 == 5;
        assertThat(b.kind(c) == M4Columns.EMPTY).as("gap of b, column %d", c).isEqualTo(apart);
      }
    }
    // the lines come from a quarter of an hour before and go on to one after: level in this view
    assertThat(a.low(3)).isCloseTo(50, within(1e-3));
    assertThat(a.high(3)).isCloseTo(50, within(1e-3));
    assertThat(a.low(95)).isCloseTo(150, within(1e-3));
    assertThat(b.kind(3)).isEqualTo(M4Columns.INTERVAL);
  }

  @Test
  void aLineWhoseRowsAreFarAwayCrossesTheView() {
    LineWish wish =
        new LineWish(LineWish.Kind.LINE, null, "k", GapRule.NONE, LineStep.LINEAR, false);
    String view = iso(NEAR - 10) + ":" + iso(NEAR + 90) + ",-0.5:1.5";
    render(
        false,
        wish,
        view,
        plot -> {
          M4Columns far = columns(plot, 0);
          M4Columns near = columns(plot, 1);
          assertThat(far.count()).isZero();
          assertThat(near.count()).isEqualTo(64);
          long row = (NEAR - START) / STEP;
          double share = (double) (NEAR - START - row * STEP) / STEP;
          double value = (row % 5 + share * ((row + 1) % 5 - row % 5)) / 10;
          for (int c = 0; c < 100; c++) {
            assertThat(far.kind(c)).isEqualTo(M4Columns.INTERVAL);
            assertThat(far.low(c)).isCloseTo((value + 0.5) * 100, within(1e-3));
            boolean joined = c >= 10 && c < 74;
            assertThat(near.kind(c) == M4Columns.INTERVAL).as("column %d", c).isEqualTo(joined);
          }
        });
  }

  @Test
  void whatIsNotDeepIsDrawnFromTheSeries() {
    render(
        false,
        LineWish.of(LineWish.Kind.LINE),
        iso(START - STEP / 2) + ":" + iso(START + 100_000 * STEP + STEP / 2) + ",-0.5:1.5",
        plot -> {
          assertThat(of(plot, 0).exact).isNull();
          assertThat(columns(plot, 0).count()).isEqualTo(100_065);
        });
  }

  private static String iso(long nanos) {
    return LocalDateTime.ofEpochSecond(
            nanos / 1_000_000_000, (int) (nanos % 1_000_000_000), ZoneOffset.UTC)
        .toString();
  }
}
