package skein.desktop.engine;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.channel.Brushes;
import skein.core.channel.Channel;
import skein.core.channel.ChannelRequest;

/**
 * By what rows can be filtered, and by what they are at first.
 *
 * @param channels columns to filter by
 * @param ranges at first, of columns that need not be among the channels
 * @param zone in which times without a zone are meant
 * @param passing the condition that rows of lines have to pass in place of the ranges, empty for
 *     none; null for what the ranges say
 */
public record Filtering(
    List<ChannelRequest> channels, List<Range> ranges, ZoneId zone, @Nullable String passing) {
  /** A range of a column's values. */
  public record Range(String column, ChannelRequest.Edges edges) {}

  public static final Filtering NONE = new Filtering(List.of(), List.of(), ZoneOffset.UTC);

  public Filtering(List<ChannelRequest> channels, List<Range> ranges, ZoneId zone) {
    this(channels, ranges, zone, null);
  }

  public Filtering {
    channels = List.copyOf(channels);
    ranges = List.copyOf(ranges);
  }

  /** All columns that have to be there, with the edges that have to be exact. */
  List<ChannelRequest> wanted() {
    List<ChannelRequest> all = new ArrayList<>(channels);
    for (Range range : ranges) {
      all.add(new ChannelRequest(range.column(), List.of(range.edges())));
    }
    return all;
  }

  /** The same and further columns. */
  public Filtering with(List<ChannelRequest> more) {
    List<ChannelRequest> all = new ArrayList<>(channels);
    all.addAll(more);
    return new Filtering(all, ranges, zone, passing);
  }

  /** The same without a column. */
  Filtering without(String column) {
    return new Filtering(
        channels.stream().filter(c -> !c.column().equalsIgnoreCase(column)).toList(),
        ranges.stream().filter(r -> !r.column().equalsIgnoreCase(column)).toList(),
        zone,
        passing);
  }

  /** The same with another condition for lines. */
  Filtering passing(String condition) {
    return new Filtering(channels, ranges, zone, condition);
  }

  /** What rows of lines have to pass of these channels, empty for all. */
  String passing(List<Channel> of) {
    if (passing != null) {
      return passing;
    }
    Brushes brushes = new Brushes();
    brushes.channels(of, 0);
    brush(brushes);
    return brushes.predicate();
  }

  /** Sets the ranges at first. */
  void brush(Brushes brushes) {
    for (Range range : ranges) {
      int channel = brushes.indexOf(range.column());
      if (channel >= 0) {
        Channel of = brushes.channels().get(channel);
        brushes.brush(channel, of.range(range.edges(), zone));
      }
    }
  }
}
