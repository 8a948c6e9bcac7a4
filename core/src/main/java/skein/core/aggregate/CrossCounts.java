package skein.core.aggregate;

import java.util.Arrays;

/**
 * A histogram for each channel of the rows in a window that pass the other channels' ranges. Bins
 * are codes shifted by {@link ChannelFilter#shift}; bin 0 is that of rows without a value. Mutable,
 * one thread.
 */
public final class CrossCounts {
  /** Bins of a histogram. */
  public static final int BINS = 256;

  private final long[][] bins = new long[ChannelFilter.MOST_CHANNELS][BINS];

  /** Rows by bin of a channel; written by who counts. */
  public long[] bins(int channel) {
    return bins[channel];
  }

  public void clear() {
    for (long[] one : bins) {
      Arrays.fill(one, 0);
    }
  }

  /** The same counts, which are the caller's. */
  public CrossCounts copy() {
    CrossCounts copy = new CrossCounts();
    copy.add(this, 1);
    return copy;
  }

  /** Adds another's rows, each so many times. */
  void add(CrossCounts other, int times) {
    for (int c = 0; c < bins.length; c++) {
      for (int b = 0; b < BINS; b++) {
        bins[c][b] += other.bins[c][b] * times;
      }
    }
  }

  /** Rows of a channel's histogram. */
  public long total(int channel) {
    long sum = 0;
    for (long rows : bins[channel]) {
      sum += rows;
    }
    return sum;
  }
}
