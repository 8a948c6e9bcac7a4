package skein.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.aggregate.CrossCounts;
import skein.core.aggregate.DensityGrid;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisWindow;
import skein.core.channel.Brushes;
import skein.core.channel.ChannelRequest;
import skein.core.line.LineSet;
import skein.core.line.LineStep;
import skein.core.measure.AllocationMeter;
import skein.core.source.ColourMode;
import skein.core.source.DemoData;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.Filtering;
import skein.desktop.engine.Look;
import skein.desktop.engine.OpenedSeries;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;
import skein.systems.overlay.PictureOverlay;
import skein.systems.view.ViewFit;

/**
 * The render thread makes no garbage while a picture stands nor while the view moves, and books all
 * memory until the end.
 */
class SteadyFrameTest {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 320;
  private static final int ROUNDS = 8;
  private static final int FRAMES = 120;

  @TempDir Path folder;

  @Test
  void steadyFramesAllocateNothingAndAllMemoryComesBack() {
    Path file = DemoData.galaxy(folder, 200_000, 7);
    HeadlessSession session = HeadlessSession.open(Wish.CPU);
    try (session) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      PictureOverlay overlay = session.overlay(v, 1);
      load(session, v, overlay, request(file, ColourMode.COUNT));
      long least = Long.MAX_VALUE;
      AllocationMeter meter = new AllocationMeter();
      for (int round = 0; round < ROUNDS && least > 0; round++) {
        long before = meter.bytes();
        for (int i = 0; i < FRAMES; i++) {
          frame(session, v, overlay);
        }
        least = Math.min(least, meter.bytes() - before);
      }
      assertThat(v.density().exactShare).isEqualTo(1);
      assertThat(v.density().current).isTrue();
      assertThat(least).as("bytes in the best of %d rounds of %d frames", ROUNDS, FRAMES).isZero();
    }
    assertThat(session.hostLedger().liveObjects()).as("%s", session.hostLedger()).isZero();
    assertThat(session.gpuLedger().liveObjects()).as("%s", session.gpuLedger()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Wish.class,
      names = {"CPU", "GPU"})
  void framesOfAMovingViewAllocateNothing(Wish aggregator) {
    Path file = DemoData.galaxy(folder, 100_000, 7);
    try (HeadlessSession session = HeadlessSession.open(aggregator)) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      // whatever else this machine does, each view is counted in its frame
      v.countWithoutHaste();
      PictureOverlay overlay = session.overlay(v, 1);
      for (ColourMode mode : ColourMode.values()) {
        load(session, v, overlay, request(file, mode));
        long least = leastBytesMoving(session, v, overlay);
        assertThat(least)
            .as("%s, %s: bytes in the best of %d rounds", aggregator, mode, ROUNDS)
            .isZero();
        assertThat(frontMode(v)).isEqualTo(mode);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Wish.class,
      names = {"CPU", "GPU"})
  void framesOfAMovingBrushAllocateNothing(Wish aggregator) {
    Path file = DemoData.galaxy(folder, 100_000, 7);
    try (HeadlessSession session = HeadlessSession.open(aggregator)) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      v.countWithoutHaste();
      PictureOverlay overlay = session.overlay(v, 1);
      Filtering filtering =
          new Filtering(
              List.of(new ChannelRequest("temperature"), new ChannelRequest("part")),
              List.of(),
              ZoneOffset.UTC);
      load(session, v, overlay, request(file, ColourMode.COUNT).withFiltering(filtering));
      Brushes brushes = v.series().brushes;
      int places = brushes.channels().getFirst().places();
      AllocationMeter meter = new AllocationMeter();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && least > 0; round++) {
        long counted = 0;
        long before = meter.bytes();
        for (int i = 0; i < FRAMES; i++) {
          brushes.brush(0, places * i / (2 * FRAMES), places / 2 + places * i / (2 * FRAMES));
          frame(session, v, overlay);
          counted += v.density().current ? 1 : 0;
        }
        least = Math.min(least, meter.bytes() - before);
        assertThat(counted).as("brushes counted in their frame").isGreaterThan(FRAMES / 2);
      }
      DensityGrid front = Objects.requireNonNull(v.density().front);
      assertThat(front.stats().total).isBetween(1L, 99_999L);
      CrossCounts bars = Objects.requireNonNull(front.histograms());
      assertThat(bars.total(0)).as("its own range does not narrow it").isEqualTo(100_000);
      assertThat(bars.total(1)).isEqualTo(front.stats().total);
      assertThat(least).as("%s: bytes in the best of %d rounds", aggregator, ROUNDS).isZero();
    }
  }

  @Test
  void framesOfMovingLinesAllocateNothing() {
    Path file = TestRows.sensors(folder, 200_000);
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      PictureOverlay overlay = session.overlay(v, 1);
      load(session, v, overlay, TestRows.lines(file, "walk,wave,gaps", "load", LineStep.LINEAR));
      AxisWindow fitX = new AxisWindow();
      AxisWindow fitY = new AxisWindow();
      assertThat(ViewFit.bounds(v.series(), fitX, fitY)).isTrue();
      AllocationMeter meter = new AllocationMeter();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && least > 0; round++) {
        long before = meter.bytes();
        for (int i = 0; i < FRAMES; i++) {
          move(v, fitX, fitY, i);
          frame(session, v, overlay);
        }
        least = Math.min(least, meter.bytes() - before);
      }
      assertThat(v.lines().inView).isPositive();
      assertThat(least).as("bytes in the best of %d rounds", ROUNDS).isZero();
    }
  }

  @Test
  void framesOfLinesWhoseRangeMovesAllocateNothing() {
    Path file = TestRows.sensors(folder, 60_000);
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      PictureOverlay overlay = session.overlay(v, 1);
      Filtering filtering =
          new Filtering(List.of(new ChannelRequest("load")), List.of(), ZoneOffset.UTC);
      SeriesRequest lines = TestRows.lines(file, "walk,gaps", null, LineStep.LINEAR);
      load(session, v, overlay, lines.withFiltering(filtering));
      Brushes brushes = v.series().brushes;
      int places = brushes.channels().getFirst().places();
      brushes.brush(0, 0, places / 2);
      long end = System.nanoTime() + 120_000_000_000L;
      while (v.lines().passing == null) {
        assertThat(System.nanoTime()).as("time to find the rows that pass").isLessThan(end);
        frame(session, v, overlay);
      }
      AllocationMeter meter = new AllocationMeter();
      long least = Long.MAX_VALUE;
      end = System.nanoTime() + 120_000_000_000L;
      while (least > 0 && System.nanoTime() < end) {
        LineSet seen = v.lines().passing;
        int answers = 0;
        long before = meter.bytes();
        for (int i = 0; i < FRAMES; i++) {
          brushes.brush(0, places * i / (2 * FRAMES), places / 2 + places * i / (2 * FRAMES));
          frame(session, v, overlay);
          answers += v.lines().passing == seen ? 0 : 1;
          seen = v.lines().passing;
        }
        long bytes = meter.bytes() - before;
        least = answers == 0 ? least : Math.min(least, bytes);
      }
      assertThat(least).as("bytes in the best round with answers").isZero();
    }
  }

  private static @Nullable ColourMode frontMode(Visualizer v) {
    DensityGrid front = v.density().front;
    return front == null ? null : front.spec().mode();
  }

  /** Flies the same path again and again, so that code is compiled and buffers have grown. */
  private static long leastBytesMoving(
      HeadlessSession session, Visualizer v, PictureOverlay overlay) {
    AllocationMeter meter = new AllocationMeter();
    AxisWindow fitX = new AxisWindow();
    AxisWindow fitY = new AxisWindow();
    assertThat(ViewFit.bounds(v.series(), fitX, fitY)).isTrue();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      int counted = 0;
      double shown = Double.NaN;
      long before = meter.bytes();
      for (int i = 0; i < FRAMES; i++) {
        move(v, fitX, fitY, i);
        frame(session, v, overlay);
        DensityGrid front = v.density().front;
        if (front != null && front.spec().loX() != shown) {
          shown = front.spec().loX();
          counted++;
        }
      }
      least = Math.min(least, meter.bytes() - before);
      assertThat(counted).as("views counted in %d frames", FRAMES).isGreaterThan(FRAMES / 4);
    }
    return least;
  }

  /** Zooms in twentyfold and out again while panning to and fro. */
  private static void move(Visualizer v, AxisWindow fitX, AxisWindow fitY, int frame) {
    double turn = 2 * Math.PI * (frame + 0.5) / FRAMES;
    double zoom = Math.exp(-1.5 + 1.5 * Math.cos(turn));
    aim(v.view().x, fitX, zoom, 0.2 * Math.sin(3 * turn));
    aim(v.view().y, fitY, zoom, 0.1 * Math.sin(2 * turn));
    v.view().jumped();
  }

  private static void aim(AxisWindow window, AxisWindow fit, double zoom, double pan) {
    window.set(fit);
    window.zoom(0.5, zoom);
    window.pan(pan);
  }

  /** Shows a series and draws until all its rows are there. */
  private static void load(
      HeadlessSession session, Visualizer v, PictureOverlay overlay, SeriesRequest request) {
    OpenedSeries opened = session.openSeries(request);
    v.show(opened, false);
    overlay.layout(WIDTH - 188, HEIGHT - 116, false);
    HeadlessSession.awaitRows(v, opened, () -> frame(session, v, overlay));
  }

  private static void frame(HeadlessSession session, Visualizer v, PictureOverlay overlay) {
    session.target(WIDTH, HEIGHT).clear(0xFF000000);
    v.update(1 / 60f, WIDTH, HEIGHT, 1);
    overlay.draw();
    session.finish();
    v.endFrame();
  }

  private static SeriesRequest request(Path file, ColourMode mode) {
    String colour =
        switch (mode) {
          case COUNT -> null;
          case MEAN -> "temperature";
          case CATEGORY -> "part";
        };
    return SeriesRequest.points(file.toString(), null, null)
        .withColumns("x", "y", colour, mode, AxisScale.LINEAR, AxisScale.LINEAR);
  }
}
