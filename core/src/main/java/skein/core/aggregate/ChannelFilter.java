package skein.core.aggregate;

import java.util.Arrays;

/**
 * Ranges of codes, one a channel, that a row has to pass. A channel without a range passes all.
 * Code 0 of a value channel means no value, so that a range from 1 on drops such rows.
 *
 * <p>Crossfilter semantics: a picture shows the rows that pass all ranges; a channel's histogram
 * shows those that pass all others, so that a range can be moved over what it hides (Weaver,
 * "Cross-filtered views for multidimensional visual analysis", IEEE TVCG 16(2), 2010).
 *
 * <p>Mutable, so that brushing makes no garbage: each holder has its own and copies into it. The
 * version grows with each change. One thread at a time.
 */
public final class ChannelFilter {
  /** Channels that can have a range at once. */
  public static final int MOST_CHANNELS = 8;

  private static final int MOST_CODE = 65_535;

  private final int[] lo = new int[MOST_CHANNELS];
  private final int[] hi = new int[MOST_CHANNELS];
  private long version;

  public ChannelFilter() {
    Arrays.fill(hi, MOST_CODE);
  }

  /**
   * Sets a channel's range, both ends included.
   *
   * @throws IllegalArgumentException when it is empty or no range of 16-bit codes
   */
  public void range(int channel, int lowest, int highest) {
    if (lowest < 0 || highest > MOST_CODE || lowest > highest) {
      throw new IllegalArgumentException("range of codes: " + lowest + " to " + highest);
    }
    if (lo[channel] != lowest || hi[channel] != highest) {
      lo[channel] = lowest;
      hi[channel] = highest;
      version++;
    }
  }

  /** Lets all rows pass a channel. */
  public void clear(int channel) {
    range(channel, 0, MOST_CODE);
  }

  /** Copies another's ranges. */
  public void set(ChannelFilter from) {
    for (int c = 0; c < MOST_CHANNELS; c++) {
      range(c, from.lo[c], from.hi[c]);
    }
  }

  public int lowest(int channel) {
    return lo[channel];
  }

  public int highest(int channel) {
    return hi[channel];
  }

  /** True when a channel's range drops some code. */
  public boolean isActive(int channel) {
    return lo[channel] > 0 || hi[channel] < MOST_CODE;
  }

  /** True when any channel's range drops some code. */
  public boolean isActive() {
    for (int c = 0; c < MOST_CHANNELS; c++) {
      if (isActive(c)) {
        return true;
      }
    }
    return false;
  }

  /** Grows with each change. */
  public long version() {
    return version;
  }

  /** True when a code passes a channel. */
  public boolean passes(int channel, int code) {
    return code >= lo[channel] && code <= hi[channel];
  }
}
