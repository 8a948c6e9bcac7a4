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
import skein.core.channel.Brushes;
import skein.core.channel.ChannelRequest;
import skein.core.line.LineSet;
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
          "SELECT i AS t, sin(i / 9000.0) AS y, i % 1000 AS m, i % 7 AS n FROM range("
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
  void rangesOfLinesAreReadWithThemAndAgainWhenTheyChange() throws Exception {
    Filtering.Range range = new Filtering.Range("m", new ChannelRequest.Edges("100", "349"));
    Filtering some = new Filtering(List.of(), List.of(range), ZoneOffset.UTC);
    show(request(LineWish.Kind.LINE).withFiltering(some));
    assertThat(lines()).isEqualTo(ROWS / 4);
    assertThat(plots.filterLines(false)).isFalse();
    SeriesNode first = v.canvas().active().series();

    brush(0, 99);
    assertThat(plots.filterLines(false)).isFalse();
    until("the rows are read anew", () -> v.canvas().active().series() != first);
    until("all rows are shown", this::isWhole);
    assertThat(lines()).isEqualTo(ROWS / 10);
    assertThat(v.series().brushes.isActive()).isTrue();

    v.series().brushes.clear();
    plots.filterLines(false);
    until("all rows are back", () -> v.series().lines != null && lines() == ROWS);
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
