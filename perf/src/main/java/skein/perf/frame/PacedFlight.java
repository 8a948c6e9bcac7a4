package skein.perf.frame;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import skein.core.axis.AxisWindow;
import skein.core.measure.FrameRecorder;
import skein.core.thread.Threads;
import skein.desktop.engine.Flight;
import skein.desktop.engine.Look;
import skein.desktop.engine.OpenedSeries;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;
import skein.desktop.headless.HeadlessSession;
import skein.systems.view.ViewFit;

/** The demo's flight over one series after another, 60 frames a second, without a window. */
final class PacedFlight {
  static final int WIDTH = 1280;
  static final int HEIGHT = 720;
  private static final long FRAME_NANOS = FrameRecorder.BUDGET_NANOS;
  private static final long MOST_WAIT_NANOS = 120_000_000_000L;

  private final HeadlessSession session;
  private final Visualizer v;
  private final Flight flight = Flight.demo();
  private final AxisWindow fitX = new AxisWindow();
  private final AxisWindow fitY = new AxisWindow();

  /**
   * What frames took until OpenGL had drawn them.
   *
   * @param late frames above a 60th of a second
   */
  record Times(int frames, int late, double p50, double p99, double max) {
    static Times of(long[] nanos) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      int n = sorted.length;
      int late = (int) Arrays.stream(sorted).filter(t -> t > FRAME_NANOS).count();
      return new Times(
          n, late, sorted[n / 2] / 1e6, sorted[n * 99 / 100] / 1e6, sorted[n - 1] / 1e6);
    }
  }

  PacedFlight(HeadlessSession session) {
    this.session = session;
    this.v = session.visualizer(Look.DEFAULT);
    v.drawFirst();
  }

  Visualizer visualizer() {
    return v;
  }

  int frames() {
    return flight.frames();
  }

  /** Shows a series in place of the one before and waits for its rows. */
  void show(SeriesRequest request) {
    OpenedSeries opened = session.openSeries(request);
    v.show(opened, false);
    v.place(0, 0, WIDTH, HEIGHT);
    await("rows", () -> opened.loader().progress().ended() && v.series().incoming == null);
    if (opened.loader().progress().failure != null) {
      throw new IllegalStateException(opened.loader().progress().failure);
    }
  }

  /** Draws frames at their pace until something is so. */
  void await(String what, BooleanSupplier reached) {
    long start = System.nanoTime();
    long slot = start;
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - start > MOST_WAIT_NANOS) {
        throw new IllegalStateException("waited for " + what);
      }
      draw();
      slot = rest(slot);
    }
  }

  /**
   * Flies once.
   *
   * @param before told the number of each frame before it is drawn
   */
  Times fly(IntConsumer before) {
    long[] nanos = new long[flight.frames()];
    ViewFit.bounds(v.series(), fitX, fitY);
    long slot = System.nanoTime();
    for (int i = 0; i < nanos.length; i++) {
      before.accept(i);
      flight.at(i, fitX, fitY, v.view().x, v.view().y);
      v.view().jumped();
      long start = System.nanoTime();
      draw();
      nanos[i] = System.nanoTime() - start;
      slot = rest(slot);
    }
    return Times.of(nanos);
  }

  private void draw() {
    session.target(WIDTH, HEIGHT).clear(0xFF0E1116);
    v.update(1 / 60f, WIDTH, HEIGHT, 1);
    v.book().beginFinish();
    session.finish();
    v.book().endFinish();
    v.countOn();
    v.endFrame();
    v.book().presented(System.nanoTime());
  }

  private static long rest(long slot) {
    long next = Math.max(slot + FRAME_NANOS, System.nanoTime());
    Threads.sleepUntil(next);
    return next;
  }
}
