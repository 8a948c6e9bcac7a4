package skein.core.measure;

import org.HdrHistogram.Histogram;

/**
 * How a measure spreads: counts of values to three digits, whatever their number. One thread;
 * allocates nothing after construction.
 */
public final class Spread {
  private static final long MOST = 1L << 42;

  private final Histogram values = new Histogram(1, MOST, 3);

  /** Takes a value; below 0 it counts as 0. */
  public void record(long value) {
    values.recordValue(Math.clamp(value, 0, MOST));
  }

  public long count() {
    return values.getTotalCount();
  }

  public boolean isEmpty() {
    return values.getTotalCount() == 0;
  }

  /** The least value that this share of the values does not exceed; 0 when there are none. */
  public long percentile(double percent) {
    return isEmpty() ? 0 : Math.min(values.getValueAtPercentile(percent), max());
  }

  public long max() {
    return isEmpty() ? 0 : values.getMaxValue();
  }
}
