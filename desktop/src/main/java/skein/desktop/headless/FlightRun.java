package skein.desktop.headless;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisWindow;
import skein.core.export.PngWriter;
import skein.core.gpu.Framebuffer;
import skein.core.measure.AllocationMeter;
import skein.core.measure.FrameRecorder;
import skein.core.thread.Threads;
import skein.desktop.engine.Flight;
import skein.desktop.engine.Look;
import skein.desktop.engine.OpenedSeries;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;
import skein.systems.overlay.PictureOverlay;
import skein.systems.overlay.PlotLayout;
import skein.systems.overlay.Theme;
import skein.systems.view.ViewFit;

/** Flies a scripted flight at 60 frames a second without a window and takes its pictures. */
public final class FlightRun {
  private static final long FRAME_NANOS = FrameRecorder.BUDGET_NANOS;
  private static final float FRAME_SECONDS = 1 / 60f;
  private static final int GROUND = 0xFF000000 | Theme.of(Look.DEFAULT.dark()).window();

  /**
   * Frames before the flight in which code is compiled and buffers grow: the flight's last ones,
   * which end in the view that it starts from.
   */
  private static final int WARM_UP = 240;

  /**
   * What a flight gave.
   *
   * @param allocatedBytes by the render thread, over all frames of the flight
   */
  public record Outcome(
      FrameRecorder frames, long rows, long loadNanos, long allocatedBytes, List<Path> pictures) {}

  private final HeadlessSession session;
  private final Flight flight;
  private final int width;
  private final int height;
  private final Path folder;
  private final AxisWindow fitX = new AxisWindow();
  private final AxisWindow fitY = new AxisWindow();
  private @Nullable PictureOverlay overlay;

  public FlightRun(HeadlessSession session, Flight flight, int width, int height, Path folder) {
    this.session = session;
    this.flight = flight;
    this.width = width;
    this.height = height;
    this.folder = folder;
  }

  /** Loads the series, waits until it is clustered, then flies. */
  public Outcome fly(SeriesRequest request) {
    Visualizer v = session.visualizer(Look.DEFAULT);
    v.drawFirst();
    long start = System.nanoTime();
    OpenedSeries opened = session.openSeries(request);
    v.show(opened, false);
    Framebuffer target = session.target(width, height);
    overlay = session.overlay(v, 1);
    PlotLayout outer = overlay.layout(width, height, false);
    int plotWidth = Math.max(1, 2 * width - outer.pictureWidth());
    int plotHeight = Math.max(1, 2 * height - outer.pictureHeight());
    overlay.layout(plotWidth, plotHeight, false);
    HeadlessSession.awaitRows(v, opened, () -> paced(v, System.nanoTime()));
    long loaded = System.nanoTime() - start;
    for (int i = 0; i < WARM_UP; i++) {
      step(v, Math.floorMod(i - WARM_UP, flight.frames()));
      paced(v, System.nanoTime());
    }
    return measured(v, target, opened.loader().progress().rows, loaded);
  }

  private Outcome measured(Visualizer v, Framebuffer target, long rows, long loaded) {
    FrameRecorder recorder = v.frame().recorder;
    AllocationMeter meter = new AllocationMeter();
    recorder.reset();
    long allocated = 0;
    for (int i = 0; i < flight.frames(); i++) {
      long begin = System.nanoTime();
      long before = meter.bytes();
      step(v, i);
      paced(v, begin);
      allocated += meter.bytes() - before;
    }
    FrameRecorder flown = recorder.copy();
    return new Outcome(flown, rows, loaded, allocated, pictures(v, target));
  }

  /**
   * Draws the frames that have a name once more, exact: reading them back would hold up a flight.
   */
  private List<Path> pictures(Visualizer v, Framebuffer target) {
    List<Path> written = new ArrayList<>();
    for (int i = 0; i < flight.frames(); i++) {
      String name = flight.pictureAfter(i);
      if (name.isEmpty()) {
        continue;
      }
      step(v, i);
      for (int quiet = 0; quiet < 2; quiet = v.frame().busy ? 0 : quiet + 1) {
        paced(v, System.nanoTime());
      }
      Path path = folder.resolve(name);
      PngWriter.write(path, target.readArgb(), width, height);
      written.add(path);
    }
    return written;
  }

  private void step(Visualizer v, int frame) {
    if (!ViewFit.bounds(v.series(), fitX, fitY)) {
      return;
    }
    flight.at(frame, fitX, fitY, v.view().x, v.view().y);
    v.view().jumped();
  }

  /** One frame, then rest until its 60th of a second is over. */
  private void paced(Visualizer v, long begin) {
    PictureOverlay shown = overlay;
    session.target(width, height).clear(GROUND);
    v.update(FRAME_SECONDS, width, height, 1);
    if (shown != null) {
      shown.draw();
    }
    session.finish();
    v.countOn();
    v.endFrame();
    Threads.sleepUntil(begin + FRAME_NANOS);
  }
}
