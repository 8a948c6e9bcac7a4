package skein.desktop.headless;

import skein.core.gpu.GpuTimer;
import skein.core.thread.Threads;
import skein.desktop.engine.Look;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;
import skein.desktop.flight.FlightPilot;
import skein.desktop.flight.FlightReport;
import skein.systems.FrameStage;
import skein.systems.StageProbe;
import skein.systems.overlay.PictureOverlay;
import skein.systems.overlay.PlotLayout;
import skein.systems.overlay.Theme;

/**
 * Lets a pilot fly without a window, 60 frames a second by the clock, axes and legend drawn around
 * the plot. A frame is done when OpenGL has finished it. On a software GL drawing is the CPU's
 * work, so there the CPU's time goes to the same point.
 */
public final class PilotedRun {
  private static final float FRAME_SECONDS = 1 / 60f;
  private static final int OPAQUE = 0xFF000000;

  private final HeadlessSession session;
  private final FlightPilot pilot;
  private final Look look;
  private final int width;
  private final int height;
  private long firstFrame = -1;
  private long endFrame = -1;

  public PilotedRun(HeadlessSession session, FlightPilot pilot, Look look, int width, int height) {
    this.session = session;
    this.pilot = pilot;
    this.look = look;
    this.width = width;
    this.height = height;
  }

  /** Loads the series and flies to the script's end. */
  public FlightReport fly(SeriesRequest request) {
    Visualizer v = session.visualizer(look);
    v.drawFirst();
    v.show(session.openSeries(request), false);
    session.target(width, height);
    PictureOverlay overlay = session.overlay(v, 1);
    PlotLayout outer = overlay.layout(width, height, false);
    overlay.layout(
        Math.max(1, 2 * width - outer.pictureWidth()),
        Math.max(1, 2 * height - outer.pictureHeight()),
        false);
    StageProbe probe = v.book().probe();
    int overlayZone = probe.zone("Overlay");
    try (GpuTimer timer = session.timer()) {
      while (!pilot.done()) {
        frame(v, overlay, timer, probe, overlayZone);
        Threads.sleepUntil(pilot.nextSlot());
      }
    }
    return FlightReport.of(pilot, v);
  }

  private void frame(
      Visualizer v, PictureOverlay overlay, GpuTimer timer, StageProbe probe, int overlayZone) {
    long start = System.nanoTime();
    pilot.begin(v);
    boolean counts = pilot.flying();
    if (counts) {
      firstFrame = firstFrame < 0 ? v.book().log().next() : firstFrame;
      endFrame = v.book().log().next() + 1;
    }
    if (counts) {
      timer.begin(0);
    }
    session.target(width, height).clear(OPAQUE | Theme.of(look.dark()).window());
    v.update(FRAME_SECONDS, width, height, 1);
    long drawn = probe.begin(overlayZone, FrameStage.OVERLAY);
    overlay.draw();
    probe.end(FrameStage.OVERLAY, drawn);
    timer.end();
    long submitted = System.nanoTime();
    v.book().beginFinish();
    session.finish();
    v.book().endFinish();
    v.countOn();
    v.endFrame();
    while (timer.poll()) {
      pilot.gpu(timer.nanos());
    }
    long done = System.nanoTime();
    v.book().presented(done);
    pilot.end(v, (session.isSoftware() ? done : submitted) - start, done - start);
  }

  /** Number of the first frame that was measured, in the log of the engine's frames. */
  public long firstFrame() {
    return firstFrame;
  }

  /** Number after that of the last frame measured. */
  public long endFrame() {
    return endFrame;
  }
}
