package skein.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.components.LineComponent;
import skein.core.aggregate.CrossCounts;
import skein.core.channel.Brushes;
import skein.core.channel.Channel;
import skein.core.channel.ChannelRequest;
import skein.core.line.LineSet;
import skein.core.line.M4Columns;
import skein.core.source.SourceRequest;
import skein.desktop.contract.ContractData;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.headless.HeadlessSession;

/** Columns to filter by that come and go while a plot is looked at, and ranges of lines. */
@Timeout(600)
class ChannelChangeTest {
  private static final int ROWS = 400_000;
  private static final int WIDTH = 320;
  private static final int HEIGHT = 200;
  private static final long LIMIT_NANOS = 120_000_000_000L;

  @TempDir Path folder;

  private HeadlessSession session;
  private SeriesOpener opener;
  private Visualizer v;
  private PlotController plots;

  @BeforeEach
  void open() {
    session = HeadlessSession.open(Wish.CPU);
    opener = new SeriesOpener(session.hostLedger());
    v = session.visualizer(Look.DEFAULT);
    v.place(0, 0, WIDTH, HEIGHT);
    plots = new PlotController(v, opener, new SessionMemoryTest.NoShell());
  }

  @AfterEach
  void close() {
    plots.close();
    opener.stop();
    session.close();
    opener.close();
    assertThat(session.hostLedger().liveObjects()).as("%s", session.hostLedger()).isZero();
  }

  private SeriesRequest request(LineWish.Kind kind) throws Exception {
    Path file = folder.resolve("rows.parquet");
    try (ContractData data = new ContractData()) {
      data.parquet(
          file,
          "SELECT i AS t, i * 7919 % 100003 AS y, i % 1000 AS m, i % 7 AS n FROM range("
              + ROWS
              + ") t(i)");
    }
    return SeriesRequest.points(file.toString(), "t", "y").withLines(LineWish.of(kind));
  }

  private void frame() {
    plots.poll();
    session.frame(v, WIDTH, HEIGHT);
  }

  private void until(String what, BooleanSupplier there) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!there.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time to wait until " + what).isLessThan(end);
      frame();
    }
  }

  private void show(SeriesRequest request) {
    plots.request(request);
    until("all rows are shown", () -> v.request() != null && isWhole());
  }

  private boolean isWhole() {
    var loader = v.series().loader;
    return loader != null
        && loader.progress().ended()
        && v.series().incoming == null
        && v.density().exactShare >= 1;
  }

  private long lines() {
    LineSet set = Objects.requireNonNull(v.series().lines);
    return set.rows();
  }

  private void brush(int from, int to) {
    Brushes brushes = v.series().brushes;
    int m = brushes.indexOf("m");
    brushes.brush(
        m,
        brushes.channels().get(m).place((long) from),
        brushes.channels().get(m).place((long) to));
  }

  @Test
  void aPlotOfAnIndexGoesOnWhileAColumnIsReadForIt() throws Exception {
    show(request(LineWish.Kind.SCATTER).withIndex(new IndexWish(1, folder.resolve("index"))));
    SeriesNode first = v.canvas().active().series();
    v.view().x.set(0, 1_000, 300_000);
    v.view().jumped();
    frame();
    until("the view is counted", () -> v.density().current);
    long version = v.view().revision;

    plots.addChannel("m");
    plots.addChannel("n");
    until(
        "both columns are there",
        () -> {
          boolean old = v.canvas().active().series() == first;
          assertThat(!old || v.density().current).as("the old picture stands").isTrue();
          return !old && v.series().brushes.channels().size() == 2;
        });
    assertThat(first.series().next).isNull();
    assertThat(v.view().x.hiFrom(0)).isEqualTo(300_000);
    assertThat(v.view().revision).isGreaterThan(version);
    until("the picture is exact", this::isWhole);

    SeriesNode second = v.canvas().active().series();
    plots.removeChannel("n");
    until("a load runs behind the plot", () -> second.series().next != null);
    plots.cancelLoad();
    assertThat(second.series().next).isNull();
    frame();
    assertThat(v.canvas().active().series()).isSameAs(second);
    assertThat(v.series().brushes.channels()).hasSize(2);
  }

  @Test
  void linesFollowARangeAndAreExactOnceItRests() throws Exception {
    ChannelRequest m = new ChannelRequest("m", List.of(new ChannelRequest.Edges("100", "349")));
    Filtering by = new Filtering(List.of(m, new ChannelRequest("n")), List.of(), ZoneOffset.UTC);
    SeriesRequest request = request(LineWish.Kind.LINE).withFiltering(by);
    show(request);
    SeriesNode series = v.canvas().active().series();
    for (int i = 0; i < 30; i++) {
      brush(10 * i, 10 * i + 300);
      frame();
      boolean behind = v.series().passingOf != v.series().brushes.filter().version();
      assertThat(v.density().exactShare).as("share in frame %s", i).isEqualTo(behind ? 0 : 1);
    }
    brush(100, 349);
    until("the range is exact", () -> v.density().exactShare >= 1 && v.lines().passing != null);
    assertThat(plots.filterLines(false)).isFalse();
    assertThat(v.canvas().active().series()).isSameAs(series);
    String all = ContractData.sql(folder.resolve("rows.parquet"));
    holds("of all rows", all, "TRUE", "m BETWEEN 100 AND 349");

    v.view().x.set(0, 50_000.5, 90_000.5);
    v.view().jumped();
    holds("of a part", all, "t BETWEEN 50001 AND 90000", "m BETWEEN 100 AND 349");
    M4Columns live = columns();
    double[][] brushed = values(live);

    show(request(LineWish.Kind.LINE).withSource(where(request, "m BETWEEN 100 AND 349")));
    v.view().x.set(0, 50_000.5, 90_000.5);
    v.view().jumped();
    frame();
    until("the same part is shown", this::isWhole);
    assertThat(brushed).as("columns of the rows that pass").isDeepEqualTo(values(columns()));
  }

  private static SourceRequest where(SeriesRequest of, String condition) {
    return new SourceRequest(of.source().location(), condition, null);
  }

  private M4Columns columns() {
    return v.lines().lines.getFirst().getComponent(LineComponent.class).columns;
  }

  private static double[][] values(M4Columns columns) {
    double[][] out = new double[columns.width()][];
    for (int c = 0; c < out.length; c++) {
      out[c] =
          new double[] {
            columns.count(c), columns.low(c), columns.high(c), columns.in(c), columns.out(c)
          };
    }
    return out;
  }

  /** The histograms count what DuckDB does: of each column the rows that pass the other. */
  private void holds(String what, String file, String within, String passes) throws Exception {
    try (ContractData data = new ContractData()) {
      String from = " FROM " + file + " WHERE " + within;
      long inView = data.number("SELECT count(*)" + from);
      long passing = data.number("SELECT count(*)" + from + " AND " + passes);
      long threes = data.number("SELECT count(*)" + from + " AND n = 3 AND " + passes);
      Brushes brushes = v.series().brushes;
      Channel n = brushes.channels().get(brushes.indexOf("n"));
      int bin = (n.base() + n.place(3L)) >> n.shift();
      until(
          "the histograms are those " + what,
          () -> {
            CrossCounts bars = v.lines().histograms;
            return bars != null
                && bars.total(brushes.indexOf("m")) == inView
                && bars.total(brushes.indexOf("n")) == passing
                && bars.bins(brushes.indexOf("n"))[bin] == threes;
          });
    }
  }

  @Test
  void rangesOfLinesOpenedWithThemAreClearedAndOutliveAnotherColumn() throws Exception {
    Filtering.Range range = new Filtering.Range("m", new ChannelRequest.Edges("100", "349"));
    Filtering some = new Filtering(List.of(), List.of(range), ZoneOffset.UTC);
    show(request(LineWish.Kind.LINE).withFiltering(some));
    assertThat(v.lines().passing).as("rows that pass").isNotNull();
    assertThat(passing()).isEqualTo(ROWS / 4);
    SeriesNode first = v.canvas().active().series();
    plots.addChannel("n");
    until("another column is there", () -> v.canvas().active().series() != first);
    until("its rows are found", () -> isWhole() && v.lines().passing != null);
    assertThat(passing()).isEqualTo(ROWS / 4);
    v.series().brushes.clear();
    frame();
    assertThat(v.lines().passing).isNull();
    assertThat(v.density().exactShare).isOne();
    assertThat(v.lines().inView).isEqualTo(ROWS);
  }

  private long passing() {
    return Objects.requireNonNull(v.lines().passing).rows();
  }

  @Test
  void lineRangesOfAnIndexWaitToBeAskedFor() throws Exception {
    Filtering by = new Filtering(List.of(new ChannelRequest("m")), List.of(), ZoneOffset.UTC);
    IndexWish index = new IndexWish(1, folder.resolve("index"));
    show(request(LineWish.Kind.LINE).withIndex(index).withFiltering(by));
    SeriesNode first = v.canvas().active().series();
    assertThat(lines()).isEqualTo(ROWS);
    brush(500, 999);
    for (int i = 0; i < 5; i++) {
      assertThat(plots.filterLines(false)).isTrue();
      frame();
    }
    assertThat(v.canvas().active().series()).isSameAs(first);
    plots.filterLines(true);
    until("the index of some rows is shown", () -> v.canvas().active().series() != first);
    until("all rows are shown", this::isWhole);
    assertThat(lines()).isEqualTo(ROWS / 2);
  }

  @Test
  void aDamagedIndexOfLinesIsBuiltAgain() throws Exception {
    Path indexes = folder.resolve("index");
    SeriesRequest request = request(LineWish.Kind.LINE).withIndex(new IndexWish(1, indexes));
    show(request);
    SeriesNode first = v.canvas().active().series();
    Path index;
    try (Stream<Path> all = Files.walk(indexes)) {
      index = all.max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    }
    try (RandomAccessFile bytes = new RandomAccessFile(index.toFile(), "rw")) {
      bytes.seek(bytes.length() / 2);
      int was = bytes.read();
      bytes.seek(bytes.length() / 2);
      bytes.write(was ^ 16);
    }
    plots.request(request);
    until("the damage is seen", () -> plots.notice().contains("built again"));
    until("the new index is shown", () -> isWhole() && v.series().residents != null);
    assertThat(v.canvas().active().series()).isNotSameAs(first);
    assertThat(v.series().failure).isNull();
    assertThat(Objects.requireNonNull(v.series().residents).damaged()).isNegative();
    assertThat(lines()).isEqualTo(ROWS);
  }
}
