package skein.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.components.SelectionComponent;
import skein.components.ShareComponent;
import skein.components.ViewAction;
import skein.components.ViewComponent;
import skein.core.aggregate.DensityGrid;
import skein.core.measure.AllocationMeter;
import skein.core.query.RowWindow;
import skein.core.select.Selection;
import skein.desktop.contract.ContractData;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.headless.HeadlessSession;

@Timeout(240)
class CanvasTest {
  private static final int ROWS = 300_000;
  private static final int WIDTH = 320;
  private static final int HEIGHT = 200;
  private static final int ROUNDS = 10;
  private static final int FRAMES = 120;
  private static final long LIMIT_NANOS = 120_000_000_000L;

  @TempDir Path folder;

  private Path rows() throws Exception {
    try (ContractData data = new ContractData()) {
      return data.parquet(
          folder.resolve("rows.parquet"),
          "SELECT sqrt(i) * cos(i) AS x, sqrt(i) * sin(i) AS y, i % 7 AS m FROM range("
              + ROWS
              + ") t(i)");
    }
  }

  private static SeriesRequest request(Path file) {
    return SeriesRequest.points(file.toString(), "x", "y");
  }

  private static void frame(HeadlessSession session, Visualizer v) {
    session.frame(v, 2 * WIDTH, 2 * HEIGHT);
  }

  private static void settle(HeadlessSession session, Visualizer v) {
    boolean busy = true;
    for (int quiet = 0; quiet < 2; quiet = busy ? 0 : quiet + 1) {
      frame(session, v);
      busy = v.frame().busy;
    }
  }

  private static void load(HeadlessSession session, Visualizer v, OpenedSeries opened) {
    v.show(opened, false);
    HeadlessSession.awaitRows(v, opened, () -> frame(session, v));
    settle(session, v);
    long end = System.nanoTime() + LIMIT_NANOS;
    while (v.series().pyramidOf != null && v.series().pyramid == null) {
      assertThat(System.nanoTime()).as("levels are built").isLessThan(end);
      frame(session, v);
    }
    settle(session, v);
  }

  private static void place(Visualizer v) {
    for (int i = 0; i < v.canvas().plots().size(); i++) {
      ViewComponent view = v.canvas().plots().get(i).view();
      view.plotX = i % 2 * WIDTH;
      view.plotY = i / 2 * HEIGHT;
      view.plotWidth = WIDTH;
      view.plotHeight = HEIGHT;
      view.revision++;
    }
  }

  private static void aim(ViewComponent view, double loX, double hiX, double loY, double hiY) {
    view.x.set(0, loX, hiX);
    view.y.set(0, loY, hiY);
    view.jumped();
  }

  private static int[] counts(PlotNode plot) {
    int[] counts = new int[WIDTH * HEIGHT];
    DensityGrid front = plot.density().front;
    assertThat(front).isNotNull();
    assertThat(plot.density().current).isTrue();
    assertThat(plot.density().exactShare).isEqualTo(1);
    if (front != null) {
      front.readCounts(counts);
    }
    return counts;
  }

  private static long sum(int[] counts) {
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(
      value = Wish.class,
      names = {"CPU", "GPU"})
  void viewsShareTheRowsOfTheirSeriesAndCountEachItsOwnWindow(Wish wish) throws Exception {
    Path file = rows();
    HeadlessSession session = HeadlessSession.open(wish);
    try (session) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      // Quality that late frames take back would show other levels, which take other memory.
      v.countWithoutHaste();
      v.place(0, 0, WIDTH, HEIGHT);
      load(session, v, session.openSeries(request(file)));
      PlotNode first = v.canvas().active();
      int[] whole = counts(first);
      assertThat(sum(whole)).isEqualTo(ROWS);
      aim(first.view(), -100, 150, -80, 120);
      settle(session, v);
      int[] part = counts(first);
      v.input().act(ViewAction.FIT);
      settle(session, v);
      assertThat(counts(first)).isEqualTo(whole);
      session.hostLedger().scratch().drop();
      Map<String, Long> before = session.hostLedger().snapshot();
      Map<String, Long> beforeGpu = session.gpuLedger().snapshot();

      v.canvas().split();
      PlotNode second = v.canvas().active();
      place(v);
      aim(second.view(), -100, 150, -80, 120);
      settle(session, v);
      assertThat(second).isNotSameAs(first);
      assertThat(second.series()).isSameAs(first.series());
      assertThat(counts(first)).isEqualTo(whole);
      assertThat(counts(second)).isEqualTo(part);
      assertThat(session.hostLedger().bytes("block.coords")).isEqualTo(before.get("block.coords"));

      v.canvas().close(second);
      settle(session, v);
      assertThat(v.canvas().active()).isSameAs(first);
      assertThat(counts(first)).isEqualTo(whole);
      session.hostLedger().scratch().drop();
      assertThat(session.hostLedger().snapshot()).isEqualTo(before);
      assertThat(session.gpuLedger().snapshot()).isEqualTo(beforeGpu);
      v.canvas().close(first);
      assertThat(v.canvas().plots()).hasSize(1);
    }
    assertThat(session.hostLedger().liveObjects()).as("%s", session.hostLedger()).isZero();
    assertThat(session.gpuLedger().liveObjects()).as("%s", session.gpuLedger()).isZero();
  }

  @Test
  void framesOfLinkedMovingViewsAllocateNothing() throws Exception {
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      v.countWithoutHaste();
      v.place(0, 0, WIDTH, HEIGHT);
      load(session, v, session.openSeries(request(rows())));
      v.canvas().split();
      v.canvas().split();
      place(v);
      v.canvas().component().linkX = true;
      AllocationMeter meter = new AllocationMeter();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && least > 0; round++) {
        long start = meter.bytes();
        for (int i = 0; i < FRAMES; i++) {
          double pan = 100 * Math.sin(2 * Math.PI * i / FRAMES);
          aim(v.canvas().active().view(), pan - 300, pan + 300, -300, 300);
          frame(session, v);
        }
        least = Math.min(least, meter.bytes() - start);
      }
      for (PlotNode plot : v.canvas().plots()) {
        assertThat(plot.view().x.sameAs(v.view().x)).isTrue();
        assertThat(plot.density().current).isTrue();
      }
      assertThat(least).as("bytes in the best of %d rounds", ROUNDS).isZero();
    }
  }

  @Test
  void otherViewsFollowTheSelectionAndComeBack() throws Exception {
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU);
        SeriesOpener opener = new SeriesOpener(session.hostLedger());
        PlotController plots =
            new PlotController(
                session.visualizer(Look.DEFAULT), opener, new SessionMemoryTest.NoShell())) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      CanvasController canvas = new CanvasController(v, plots);
      v.place(0, 0, WIDTH, HEIGHT);
      load(session, v, session.openSeries(request(rows())));
      PlotNode first = v.canvas().active();
      canvas.split();
      canvas.next();
      canvas.poll();
      place(v);
      PlotNode second = v.canvas().plots().get(1);
      assertThat(v.canvas().active()).isSameAs(first);
      frame(session, v);
      v.selection().selection = Selection.box(new RowWindow(0, -100, 100, 0, -100, 100));
      canvas.followSelection();
      await(session, v, plots, canvas);
      assertThat(second.series()).isNotSameAs(first.series());
      assertThat(sum(counts(first))).isEqualTo(ROWS);
      long inside = 0;
      for (int i = 0; i < ROWS; i++) {
        double x = Math.sqrt(i) * Math.cos(i);
        double y = Math.sqrt(i) * Math.sin(i);
        inside += Math.abs(x) <= 100 && Math.abs(y) <= 100 ? 1 : 0;
      }
      assertThat(sum(counts(second))).isEqualTo(inside);
      assertThat(canvas.followsSelection()).isTrue();

      v.selection().clear();
      await(session, v, plots, canvas);
      assertThat(second.series()).isSameAs(first.series());
      assertThat(sum(counts(second))).isEqualTo(ROWS);
      opener.stop();
    }
  }

  @Test
  void aViewOfOtherColumnsTellsWhereTheSelectedRowsAre() throws Exception {
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU);
        SeriesOpener opener = new SeriesOpener(session.hostLedger());
        PlotController plots =
            new PlotController(
                session.visualizer(Look.DEFAULT), opener, new SessionMemoryTest.NoShell())) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      CanvasController canvas = new CanvasController(v, plots);
      v.place(0, 0, WIDTH, HEIGHT);
      SeriesRequest request = request(rows());
      load(session, v, session.openSeries(request));
      PlotNode first = v.canvas().active();
      canvas.split();
      canvas.poll();
      place(v);
      PlotNode second = v.canvas().plots().get(1);
      plots.request(SeriesRequest.points(request.source().location(), "y", "m"), List.of(second));
      await(session, v, plots, canvas);
      aim(second.view(), -300, 50, -1, 4.5);
      canvas.next();
      canvas.poll();
      assertThat(v.canvas().active()).isSameAs(first);
      frame(session, v);
      SelectionComponent s = v.selection();
      s.selection = Selection.box(new RowWindow(0, -100, 100, 0, -100, 100));
      s.axes = first.series().series().projection;
      s.source = request.source();
      s.ask();
      ShareComponent share = second.entity().getComponent(ShareComponent.class);
      long end = System.nanoTime() + LIMIT_NANOS;
      while (share.shown == null) {
        assertThat(System.nanoTime()).as("time to wait for the share").isLessThan(end);
        frame(session, v);
      }
      long inside = 0;
      for (int i = 0; i < ROWS; i++) {
        double x = Math.sqrt(i) * Math.cos(i);
        double y = Math.sqrt(i) * Math.sin(i);
        boolean chosen = Math.abs(x) <= 100 && Math.abs(y) <= 100;
        inside += chosen && y <= 50 && i % 7 <= 4 ? 1 : 0;
      }
      assertThat(share.shown.failure()).isEmpty();
      assertThat(share.shown.inView()).isEqualTo(inside);
      assertThat(share.shown.question().columns()).isEqualTo(WIDTH / 6);
      assertThat(first.entity().getComponent(ShareComponent.class).shown).isNull();
      settle(session, v);
      s.clear();
      frame(session, v);
      assertThat(share.shown).isNull();
      opener.stop();
    }
  }

  private static void await(
      HeadlessSession session, Visualizer v, PlotController plots, CanvasController canvas) {
    boolean awaited = true;
    while (awaited) {
      awaited = canvas.poll();
      awaited |= plots.poll();
      frame(session, v);
    }
    settle(session, v);
  }
}
