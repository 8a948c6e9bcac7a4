package skein.desktop.flight;

import skein.core.measure.FrameRecorder;
import skein.core.measure.Spread;

/** What was measured of a flight's frames and stops. Render thread; allocates nothing a frame. */
public final class FlightMeter {
  private final Spread cpuNanos = new Spread();
  private final Spread gpuNanos = new Spread();
  private final Spread bytes = new Spread();
  private final double[] exactNanos;
  private int stops;
  private long frames;
  private long late;
  private double leastShare = Double.NaN;
  private long nanos;

  FlightMeter(int mostStops) {
    exactNanos = new double[mostStops];
  }

  /**
   * Takes a frame.
   *
   * @param cpu nanoseconds of the render thread's own work
   * @param busy nanoseconds until the frame was done, the GPU's part among them
   * @param missed true when a frame should have begun earlier and no frame before was late
   * @return true when the frame was late
   */
  boolean frame(long cpu, long busy, long allocated, boolean missed) {
    frames++;
    cpuNanos.record(cpu);
    if (allocated >= 0) {
      bytes.record(allocated);
    }
    boolean over = busy > FrameRecorder.BUDGET_NANOS;
    if (over || missed) {
      late++;
    }
    return over;
  }

  void gpu(long measured) {
    gpuNanos.record(measured);
  }

  /**
   * Takes a stop as its hold ends.
   *
   * @param untilExact nanoseconds until the picture was exact, negative when it was not
   */
  void stop(double exactShare, long untilExact) {
    leastShare = stops == 0 ? exactShare : Math.min(leastShare, exactShare);
    exactNanos[stops++] = untilExact < 0 ? Double.NaN : untilExact;
  }

  void flown(long flownNanos) {
    nanos = flownNanos;
  }

  public long frames() {
    return frames;
  }

  /** Frames over 16.67 ms, or begun a slot of the 60 a second too late. */
  public long lateFrames() {
    return late;
  }

  public double seconds() {
    return nanos / 1e9;
  }

  public Spread cpuNanos() {
    return cpuNanos;
  }

  /** Empty where the GPU's time cannot be measured. */
  public Spread gpuNanos() {
    return gpuNanos;
  }

  /** Allocated by the render thread a frame. */
  public Spread bytes() {
    return bytes;
  }

  public int stops() {
    return stops;
  }

  /** Milliseconds from arriving at a stop to the exact picture; NaN when the hold ended before. */
  public double millisToExact(int stop) {
    return exactNanos[stop] / 1e6;
  }

  /** The least share of rows counted at the end of a stop; NaN without stops. */
  public double exactShareAtStop() {
    return leastShare;
  }
}
