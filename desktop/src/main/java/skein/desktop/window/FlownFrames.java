package skein.desktop.window;

import skein.core.gpu.GpuContext;
import skein.core.gpu.GpuTimer;
import skein.desktop.engine.Visualizer;
import skein.desktop.flight.FlightPilot;
import skein.desktop.flight.FlightReport;

/**
 * A pilot's hands on a window's frames: its report is made while the engine still stands. Here a
 * frame is done when its work is handed to OpenGL; a frame that the display waits for shows as a
 * slot missed. Main thread.
 */
final class FlownFrames implements AutoCloseable {
  private final FlightPilot pilot;
  private final GpuTimer timer;
  private long start;

  FlownFrames(FlightPilot pilot, GpuContext gpu) {
    this.pilot = pilot;
    this.timer = new GpuTimer(gpu);
  }

  void begin(Visualizer v) {
    start = System.nanoTime();
    pilot.begin(v);
    if (pilot.flying()) {
      timer.begin(0);
    }
  }

  /** True when the flight is over. */
  boolean end(Visualizer v) {
    timer.end();
    while (timer.poll()) {
      pilot.gpu(timer.nanos());
    }
    long nanos = System.nanoTime() - start;
    pilot.end(v, nanos, nanos);
    if (pilot.done() && pilot.report() == null) {
      pilot.report(FlightReport.of(pilot, v));
    }
    return pilot.done();
  }

  @Override
  public void close() {
    timer.close();
  }
}
