package skein.desktop.flight;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.channel.Brushes;
import skein.core.channel.Channel;
import skein.core.channel.ChannelRequest;
import skein.core.channel.CodeRange;
import skein.core.fault.SkeinException;

/**
 * The ranges of a flight over time: of a channel's entries the last one begun counts; a motion
 * moves both ends evenly over the channel's places. Allocates nothing in flight. Render thread.
 */
final class FlightFilters {
  private final Brushes brushes;
  private final int[] channel;
  private final double[] at;
  private final double[] seconds;
  private final @Nullable CodeRange[] from;
  private final @Nullable CodeRange[] to;
  private final int[] current;

  /**
   * Resolves the script's ranges.
   *
   * @throws SkeinException of kind INPUT that names the place of a range that does not fit
   */
  FlightFilters(FlightScript script, Brushes brushes, ZoneId zone) {
    List<FlightScript.Filter> filters = script.filters();
    int count = filters.size();
    this.brushes = brushes;
    channel = new int[count];
    at = new double[count];
    seconds = new double[count];
    from = new @Nullable CodeRange[count];
    to = new @Nullable CodeRange[count];
    current = new int[brushes.channels().size()];
    for (int i = 0; i < count; i++) {
      FlightScript.Filter filter = filters.get(i);
      channel[i] = brushes.indexOf(filter.channel());
      at[i] = filter.at();
      seconds[i] = filter.seconds();
      from[i] = range(script, filter.range(), brushes.channels().get(channel[i]), zone);
      to[i] = range(script, filter.to(), brushes.channels().get(channel[i]), zone);
    }
  }

  /**
   * Checks that lines of an index can be flown with a script's ranges: those that hold for all of
   * the flight, by which the rows were left out when they were read.
   *
   * @throws SkeinException of kind INPUT that names the place of one that changes in flight
   */
  static void checkLines(FlightScript script) {
    List<FlightScript.Filter> steady = script.steady();
    for (FlightScript.Filter filter : script.filters()) {
      if (!steady.contains(filter)) {
        throw SkeinException.input(
            script.name() + ": " + filter.place(),
            "a range over lines of an index cannot change in flight: they are read again for each",
            "give one \"range\" a channel, without \"to\" and \"at\", or raise --index-rows");
      }
    }
  }

  private static @Nullable CodeRange range(
      FlightScript script, FlightScript.@Nullable Range range, Channel of, ZoneId zone) {
    if (range == null) {
      return null;
    }
    try {
      return of.range(new ChannelRequest.Edges(range.lo(), range.hi()), zone);
    } catch (SkeinException e) {
      throw SkeinException.input(
          script.name() + ": " + range.place(), e.what() + ": " + e.why(), e.remedy());
    }
  }

  /** Sets the ranges of a time since take-off. */
  void apply(double time) {
    for (int k = 0; k < current.length; k++) {
      current[k] = -1;
    }
    for (int i = 0; i < channel.length; i++) {
      int before = current[channel[i]];
      if (at[i] <= time && (before < 0 || at[i] >= at[before])) {
        current[channel[i]] = i;
      }
    }
    for (int i = 0; i < channel.length; i++) {
      if (current[channel[i]] == i) {
        set(i, time);
      }
    }
  }

  private void set(int i, double time) {
    CodeRange begin = from[i];
    CodeRange end = to[i];
    if (begin == null) {
      brushes.clear(channel[i]);
    } else if (end == null || begin.mask() != CodeRange.ALL) {
      brushes.brush(channel[i], begin);
    } else {
      double share = seconds[i] > 0 ? Math.min(1, (time - at[i]) / seconds[i]) : 1;
      int lo = (int) Math.round(begin.from() + share * (end.from() - begin.from()));
      int hi = (int) Math.round(begin.to() + share * (end.to() - begin.to()));
      brushes.brush(channel[i], lo, hi);
    }
  }
}
