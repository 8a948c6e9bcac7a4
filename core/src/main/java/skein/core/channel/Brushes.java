package skein.core.channel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import skein.core.aggregate.ChannelFilter;

/**
 * The ranges chosen on a series' channels, as places, and the filter of codes that they make. Text
 * channels have a mask instead: bit 0 for no value, bit 1 for place 0. A range over all places is
 * no restriction. Brushing makes no garbage; {@link #predicate} does, once a change. One thread.
 */
public final class Brushes {
  private final ChannelFilter filter = new ChannelFilter();
  private List<Channel> channels = List.of();
  private final int[] from = new int[ChannelFilter.MOST_CHANNELS];
  private final int[] to = new int[ChannelFilter.MOST_CHANNELS];
  private final int[] mask = new int[ChannelFilter.MOST_CHANNELS];
  private String predicate = "";
  private long predicateOf = -1;

  /**
   * Takes other channels, without ranges.
   *
   * @param firstPlane plane of codes of the first
   */
  public void channels(List<Channel> wanted, int firstPlane) {
    channels = List.copyOf(wanted);
    filter.channels(firstPlane, channels.size());
    Arrays.fill(mask, CodeRange.ALL);
    for (int k = 0; k < channels.size(); k++) {
      Channel channel = channels.get(k);
      filter.shift(k, channel.shift());
      from[k] = 0;
      to[k] = channel.places() - 1;
    }
  }

  /** Takes the ranges of others on columns of the same coding. */
  public void keep(Brushes others) {
    for (int k = 0; k < channels.size(); k++) {
      int o = others.indexOf(channels.get(k).column());
      if (o >= 0 && others.channels.get(o).coding().equals(channels.get(k).coding())) {
        set(k, others.from[o], others.to[o], others.mask[o]);
      }
    }
  }

  public List<Channel> channels() {
    return channels;
  }

  /** Number of a column's channel, its name but for case, or -1. */
  public int indexOf(String column) {
    for (int k = 0; k < channels.size(); k++) {
      if (channels.get(k).column().equalsIgnoreCase(column)) {
        return k;
      }
    }
    return -1;
  }

  /** What passes count by; not to be changed. */
  public ChannelFilter filter() {
    return filter;
  }

  /** First place of a channel's range. */
  public int from(int channel) {
    return from[channel];
  }

  public int to(int channel) {
    return to[channel];
  }

  /** Chosen categories of a text channel, {@link CodeRange#ALL} for all. */
  public int mask(int channel) {
    return mask[channel];
  }

  /** Sets a range of places, both ends included; they are brought within the channel. */
  public void brush(int channel, int first, int last) {
    int most = channels.get(channel).places() - 1;
    int lo = Math.clamp(Math.min(first, last), 0, most);
    int hi = Math.clamp(Math.max(first, last), 0, most);
    set(channel, lo, hi, CodeRange.ALL);
  }

  /** Sets a range that was read from text. */
  public void brush(int channel, CodeRange range) {
    set(channel, range.from(), range.to(), range.mask());
  }

  /**
   * Takes a category in or out; the first click on one of all chooses it alone, and taking the last
   * one out chooses all.
   *
   * @param bit 0 for no value, else place + 1
   */
  public void toggle(int channel, int bit) {
    int places = channels.get(channel).places();
    int all = (1 << (places + 1)) - 1;
    int next = mask[channel] == CodeRange.ALL ? 1 << bit : (mask[channel] ^ (1 << bit)) & all;
    set(channel, 0, places - 1, next == 0 || next == all ? CodeRange.ALL : next);
  }

  /** Lets all rows pass a channel. */
  public void clear(int channel) {
    set(channel, 0, channels.get(channel).places() - 1, CodeRange.ALL);
  }

  public void clear() {
    for (int k = 0; k < channels.size(); k++) {
      clear(k);
    }
  }

  private void set(int k, int first, int last, int bits) {
    Channel channel = channels.get(k);
    from[k] = first;
    to[k] = last;
    mask[k] = bits;
    boolean whole = first <= 0 && last >= channel.places() - 1 && bits == CodeRange.ALL;
    if (whole) {
      filter.clear(k);
    } else if (bits != CodeRange.ALL) {
      filter.mask(k, bits);
      filter.range(k, 0, channel.base() + channel.places() - 1);
    } else {
      filter.mask(k, CodeRange.ALL);
      filter.range(k, channel.base() + first, channel.base() + last);
    }
  }

  /** True when a channel's range drops rows. */
  public boolean isActive(int channel) {
    return filter.isActive(channel);
  }

  /** True when some rows are dropped. */
  public boolean isActive() {
    return filter.isActive();
  }

  /** The range of a channel. */
  public CodeRange range(int channel) {
    return new CodeRange(from[channel], to[channel], mask[channel]);
  }

  /** True for exactly the rows that pass, as SQL; empty when all do. */
  public String predicate() {
    if (predicateOf != filter.version()) {
      List<String> tests = new ArrayList<>();
      for (int k = 0; k < channels.size(); k++) {
        if (isActive(k)) {
          tests.add(channels.get(k).predicate(range(k)));
        }
      }
      predicate = String.join(" AND ", tests);
      predicateOf = filter.version();
    }
    return predicate;
  }
}
