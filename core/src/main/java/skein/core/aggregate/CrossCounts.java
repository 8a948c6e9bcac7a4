package skein.core.aggregate;

import java.util.Arrays;

/**
 * A histogram for each channel of the rows in a window that pass the other channels' ranges. Bin b
 * holds codes {@code 256 b} to {@code 256 b + 255}. Mutable, one thread.
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
}
