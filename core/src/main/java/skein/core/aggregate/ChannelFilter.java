package skein.core.aggregate;

import java.util.Arrays;

/**
 * The channels of a pass: which planes of codes they are, how codes fall into bins of histograms,
 * and the ranges of codes that a row has to pass. A channel without a range passes all. Code 0
 * means no value, so that a range from 1 on drops such rows; of codes below 32 a mask chooses.
 *
 * <p>Crossfilter semantics: a picture shows the rows that pass all ranges; a channel's histogram
 * shows those in the picture's window that pass all others, so that a range can be moved over what
 * it hides (Weaver, "Cross-filtered views for multidimensional visual analysis", IEEE TVCG 16(2),
 * 2010).
 *
 * <p>Mutable, so that brushing makes no garbage: each holder has its own and copies into it. The
 * version grows with each change. Equality is by value. One thread at a time.
 */
public final class ChannelFilter {
  /** Channels that a pass can have. */
  public static final int MOST_CHANNELS = 7;

  private static final int MOST_CODE = 65_535;
  private static final int ALL = -1;
  private static final int USUAL_SHIFT = 8;

  private final int[] lo = new int[MOST_CHANNELS];
  private final int[] hi = new int[MOST_CHANNELS];
  private final int[] mask = new int[MOST_CHANNELS];
  private final int[] shift = new int[MOST_CHANNELS];
  private int channels;
  private int firstPlane;
  private long version;

  public ChannelFilter() {
    Arrays.fill(hi, MOST_CODE);
    Arrays.fill(mask, ALL);
    Arrays.fill(shift, USUAL_SHIFT);
  }

  /**
   * Sets the channels, all without a range.
   *
   * @param plane of the first; the others follow
   * @param count 0 for a pass that neither filters nor counts histograms
   */
  public void channels(int plane, int count) {
    if (count < 0 || count > MOST_CHANNELS) {
      throw new IllegalArgumentException("channels: " + count);
    }
    channels = count;
    firstPlane = plane;
    Arrays.fill(lo, 0);
    Arrays.fill(hi, MOST_CODE);
    Arrays.fill(mask, ALL);
    Arrays.fill(shift, USUAL_SHIFT);
    version++;
  }

  public int channels() {
    return channels;
  }

  /** The plane of codes that channel 0 is. */
  public int firstPlane() {
    return firstPlane;
  }

  /** Sets how many bits codes are shifted by to become bins, at most 8. */
  public void shift(int channel, int bits) {
    if (bits < 0 || bits > USUAL_SHIFT) {
      throw new IllegalArgumentException("shift: " + bits);
    }
    shift[channel] = bits;
    version++;
  }

  public int shift(int channel) {
    return shift[channel];
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

  /** Sets which of the codes below 32 pass, a bit each. */
  public void mask(int channel, int bits) {
    if (mask[channel] != bits) {
      mask[channel] = bits;
      version++;
    }
  }

  public int mask(int channel) {
    return mask[channel];
  }

  /** Lets all rows pass a channel. */
  public void clear(int channel) {
    range(channel, 0, MOST_CODE);
    mask(channel, ALL);
  }

  /** Copies another's channels and ranges. */
  public void set(ChannelFilter from) {
    if (equals(from)) {
      return;
    }
    channels = from.channels;
    firstPlane = from.firstPlane;
    for (int c = 0; c < MOST_CHANNELS; c++) {
      lo[c] = from.lo[c];
      hi[c] = from.hi[c];
      mask[c] = from.mask[c];
      shift[c] = from.shift[c];
    }
    version++;
  }

  public int lowest(int channel) {
    return lo[channel];
  }

  public int highest(int channel) {
    return hi[channel];
  }

  /** True when a channel's range drops some code. */
  public boolean isActive(int channel) {
    return lo[channel] > 0 || hi[channel] < MOST_CODE || mask[channel] != ALL;
  }

  /** True when any channel's range drops some code. */
  public boolean isActive() {
    for (int c = 0; c < channels; c++) {
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
    return code >= lo[channel]
        && code <= hi[channel]
        && (code >= Integer.SIZE || (mask[channel] >>> code & 1) != 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChannelFilter o
        && channels == o.channels
        && firstPlane == o.firstPlane
        && Arrays.equals(lo, o.lo)
        && Arrays.equals(hi, o.hi)
        && Arrays.equals(mask, o.mask)
        && Arrays.equals(shift, o.shift);
  }

  @Override
  public int hashCode() {
    int hash = 31 * channels + firstPlane;
    hash = 31 * hash + Arrays.hashCode(lo);
    hash = 31 * hash + Arrays.hashCode(hi);
    hash = 31 * hash + Arrays.hashCode(mask);
    return 31 * hash + Arrays.hashCode(shift);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("channels=").append(channels);
    for (int c = 0; c < channels; c++) {
      if (isActive(c)) {
        out.append(' ').append(c).append(':').append(lo[c]).append("..").append(hi[c]);
        out.append(mask[c] == ALL ? "" : " of " + Integer.toBinaryString(mask[c]));
      }
    }
    return out.toString();
  }
}
