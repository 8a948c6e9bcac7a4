package skein.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.measure.AllocationMeter;
import skein.core.source.DemoData;
import skein.core.source.SourceRequest;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.Look;
import skein.desktop.engine.OpenedSeries;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;
import skein.systems.overlay.PictureOverlay;

/** The render thread makes no garbage once a picture stands, and books all memory until the end. */
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
      OpenedSeries opened = session.openSeries(request(file));
      v.show(opened, false);
      PictureOverlay overlay = session.overlay(v, 1);
      overlay.layout(WIDTH - 188, HEIGHT - 116, false);
      while (!opened.loader().progress().ended() || v.series().incoming != null) {
        frame(session, v, overlay);
      }
      assertThat(opened.loader().progress().failure).isNull();
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

  private static void frame(HeadlessSession session, Visualizer v, PictureOverlay overlay) {
    session.target(WIDTH, HEIGHT).clear(0xFF000000);
    v.update(1 / 60f, WIDTH, HEIGHT, 1);
    overlay.draw();
    session.finish();
    v.endFrame();
  }

  private static SeriesRequest request(Path file) {
    return new SeriesRequest(
        new SourceRequest(file.toString(), null, null),
        "x",
        "y",
        null,
        null,
        AxisScale.LINEAR,
        AxisScale.LINEAR);
  }
}
