package skein.desktop.flight;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.channel.ChannelRequest;

/**
 * A flight as it is written: views to fly to, in order.
 *
 * @param name the file's, for errors
 * @param width of the frame in pixels, 0 when the file does not say; height likewise
 */
public record FlightScript(
    String name, int width, int height, List<View> views, List<Filter> filters) {
  /**
   * A range of a channel that rows have to be in, from a time of the flight on.
   *
   * @param range at first; null drops the channel's range
   * @param to the range at the end of a motion; null for none
   * @param at seconds since take-off
   * @param seconds of the motion
   * @param place where it stands in the file, for errors
   */
  public record Filter(
      String channel,
      @Nullable Range range,
      @Nullable Range to,
      double at,
      double seconds,
      String place) {
    /** True when it begins with the flight and does not move. */
    private boolean isSteady() {
      return range != null && to == null && at <= 0;
    }
  }

  /** A flight without filters. */
  public FlightScript(String name, int width, int height, List<View> views) {
    this(name, width, height, views, List.of());
  }

  /**
   * A view to fly to.
   *
   * @param x the range to show; null keeps that of the view before, at first the whole; y likewise
   * @param seconds to get there
   * @param hold seconds to stay; a view with a hold is a stop
   */
  public record View(@Nullable Range x, @Nullable Range y, double seconds, double hold) {}

  /**
   * A range of an axis: each end a number, an ISO time, or a share of the data's range as "50%".
   *
   * @param place where it stands in the file, for errors
   */
  public record Range(String lo, String hi, String place) {}

  public FlightScript {
    views = List.copyOf(views);
    filters = List.copyOf(filters);
  }

  /** The channels that the filters need, with the ends of ranges, which shall be exact. */
  public List<ChannelRequest> channels() {
    List<ChannelRequest> out = new ArrayList<>();
    for (Filter filter : filters) {
      List<ChannelRequest.Edges> edges = new ArrayList<>();
      add(edges, filter.range());
      add(edges, filter.to());
      out.add(new ChannelRequest(filter.channel(), edges));
    }
    return out;
  }

  /** The ranges that hold for the whole flight. */
  public List<Filter> steady() {
    return filters.stream().filter(f -> f.isSteady() && isAlone(f)).toList();
  }

  private boolean isAlone(Filter filter) {
    return filters.stream().filter(f -> f.channel().equalsIgnoreCase(filter.channel())).count()
        == 1;
  }

  private static void add(List<ChannelRequest.Edges> edges, @Nullable Range range) {
    if (range != null) {
      edges.add(new ChannelRequest.Edges(range.lo(), range.hi()));
    }
  }

  /** The same flight over and over, until it takes at least so many seconds. */
  public FlightScript repeated(double atLeast) {
    double once = seconds();
    int times = once > 0 ? (int) Math.ceil(atLeast / once) : 1;
    List<View> all = new ArrayList<>();
    for (int i = 0; i < Math.max(1, times); i++) {
      all.addAll(views);
    }
    return new FlightScript(name, width, height, all, filters);
  }

  /** The flight's length in seconds when no stop is held for longer than it says. */
  public double seconds() {
    double sum = 0;
    for (View view : views) {
      sum += view.seconds() + view.hold();
    }
    return sum;
  }
}
