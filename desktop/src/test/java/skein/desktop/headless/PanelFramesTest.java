package skein.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import imgui.ImGui;
import imgui.ImGuiIO;
import imgui.flag.ImGuiKey;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skein.components.ProfileComponent;
import skein.core.measure.AllocationMeter;
import skein.core.source.DemoData;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.Look;
import skein.desktop.engine.OpenedSeries;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;

/** The window's own overlay with the profiler over it makes no garbage, whichever tab is shown. */
class PanelFramesTest {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 640;
  private static final int ROUNDS = 12;
  private static final int FRAMES = 60;

  /** A busy machine compiles late; until then code may make garbage that it makes no more then. */
  private static final long MOST_NANOS = 90_000_000_000L;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void framesWithTheProfilerShownAllocateNothing(int tab) {
    Path file = DemoData.galaxy(folder, 50_000, 7);
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      Visualizer v = window(session, file);
      ProfileComponent profile = profiler(v, tab);
      assertThat(leastBytes(session, v))
          .as("tab %d: bytes in the best of %d rounds of %d frames", tab, ROUNDS, FRAMES)
          .isZero();
      assertThat(profile.shown).isTrue();
      assertThat(profile.live.history(0)).isNotNull();
    }
  }

  private static ProfileComponent profiler(Visualizer v, int tab) {
    ProfileComponent profile = v.book().component();
    profile.shown = true;
    profile.tab = tab;
    return profile;
  }

  @Test
  void framesOfTheWindowAllocateNothingWithoutIt() {
    Path file = DemoData.galaxy(folder, 50_000, 7);
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      assertThat(leastBytes(session, window(session, file))).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void framesWithThePointerOnTheProfilerAllocateNothing(int tab) {
    Path file = DemoData.galaxy(folder, 50_000, 7);
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      Visualizer v = window(session, file);
      ProfileComponent profile = profiler(v, tab);
      ImGuiIO io = ImGui.getIO();
      io.addKeyEvent(ImGuiKey.F3, true);
      int[] pointed = {0};
      long least =
          leastBytes(
              session,
              v,
              frame -> {
                point(v, io, frame);
                pointed[0] += profile.pointed >= 0 ? 1 : 0;
              });
      assertThat(least)
          .as("tab %d: bytes in the best of %d rounds of %d frames", tab, ROUNDS, FRAMES)
          .isZero();
      assertThat(ImGui.getIO().getWantCaptureMouse()).as("on the panel").isTrue();
      assertThat(pointed[0] > 0).as("zones pointed at").isEqualTo(tab == 0);
    }
  }

  /** Over the bars of the frames in even frames, in odd ones over what lies below. */
  private static void point(Visualizer v, ImGuiIO io, int frame) {
    ProfileComponent profile = v.book().component();
    boolean bars = frame % 2 == 0;
    float x = profile.barsX + 40 + 7 * frame;
    float y = profile.barsY + (bars ? 10 : 72 + 2 * (frame % FRAMES));
    io.addMousePosEvent(x, y);
    v.input().px = x;
    v.input().py = y;
    v.input().inside = true;
  }

  /** Moves the view to and fro, so that zones, bars and pictures change. */
  private static long leastBytes(HeadlessSession session, Visualizer v) {
    return leastBytes(session, v, frame -> {});
  }

  private static long leastBytes(HeadlessSession session, Visualizer v, IntConsumer before) {
    AllocationMeter meter = new AllocationMeter();
    long least = Long.MAX_VALUE;
    long end = System.nanoTime() + MOST_NANOS;
    for (int round = 0; least > 0 && (round < ROUNDS || System.nanoTime() < end); round++) {
      long from = meter.bytes();
      for (int i = 0; i < FRAMES; i++) {
        double step = i < FRAMES / 2 ? 0.004 : -0.004;
        v.view().x.pan(step);
        v.view().jumped();
        before.accept(i);
        frame(session, v);
      }
      least = Math.min(least, meter.bytes() - from);
    }
    return least;
  }

  private static Visualizer window(HeadlessSession session, Path file) {
    Visualizer v = session.visualizer(Look.DEFAULT);
    v.countWithoutHaste();
    session.windowOverlay(v, 1);
    OpenedSeries opened = session.openSeries(SeriesRequest.points(file.toString(), "x", "y"));
    v.show(opened, false);
    HeadlessSession.awaitRows(v, opened, () -> frame(session, v));
    return v;
  }

  private static void frame(HeadlessSession session, Visualizer v) {
    session.frame(v, WIDTH, HEIGHT);
    v.book().presented(System.nanoTime());
  }
}
