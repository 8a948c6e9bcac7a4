package skein.core.profile;

import org.HdrHistogram.Histogram;

/**
 * How one measure of a run of frames spreads, to three digits. One thread; allocates nothing after
 * construction.
 */
public final class FrameSummary {
  /** Frames that the 1 % low needs to mean something. */
  public static final int LOW_FRAMES = 1_000;

  private static final long MOST = 100_000_000_000L;

  private final Histogram values = new Histogram(1, MOST, 3);

  /** Takes a field of the frames from {@code from} to before {@code to}, where it is known. */
  public void read(FrameLog log, FrameField field, long from, long to) {
    values.reset();
    for (long frame = Math.max(from, log.first()); frame < Math.min(to, log.next()); frame++) {
      long value = log.get(frame, field);
      if (value >= 0) {
        values.recordValue(Math.min(value, MOST));
      }
    }
  }

  /** Frames in which the measure was known. */
  public long count() {
    return values.getTotalCount();
  }

  /** The least value that this percentage does not exceed, {@link FrameLog#UNKNOWN} of nothing. */
  public long percentile(double percent) {
    return count() == 0
        ? FrameLog.UNKNOWN
        : Math.min(values.getValueAtPercentile(percent), values.getMaxValue());
  }

  public long max() {
    return count() == 0 ? FrameLog.UNKNOWN : values.getMaxValue();
  }

  /** Frames whose value is above a limit (to three digits). */
  public long above(long limit) {
    return count() == 0
        ? 0
        : count() - values.getCountBetweenValues(0, Math.min(Math.max(0, limit), MOST));
  }

  /**
   * The 1 % low of frame times in nanoseconds: 1000 ms over the 99th percentile, in frames a
   * second; NaN below {@link #LOW_FRAMES} frames.
   */
  public double onePercentLow() {
    return count() < LOW_FRAMES ? Double.NaN : 1e9 / percentile(99);
  }
}
