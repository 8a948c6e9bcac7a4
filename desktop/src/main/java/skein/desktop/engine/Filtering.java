package skein.desktop.engine;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import skein.core.channel.ChannelRequest;

/**
 * By what rows can be filtered, and by what they are at first.
 *
 * @param channels columns to filter by
 * @param ranges at first, of columns that need not be among the channels
 * @param zone in which times without a zone are meant
 */
public record Filtering(List<ChannelRequest> channels, List<Range> ranges, ZoneId zone) {
  /** A range of a column's values. */
  public record Range(String column, ChannelRequest.Edges edges) {}

  public static final Filtering NONE = new Filtering(List.of(), List.of(), ZoneOffset.UTC);

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
    return new Filtering(all, ranges, zone);
  }

  /** The same without a column. */
  Filtering without(String column) {
    return new Filtering(
        channels.stream().filter(c -> !c.column().equalsIgnoreCase(column)).toList(),
        ranges.stream().filter(r -> !r.column().equalsIgnoreCase(column)).toList(),
        zone);
  }
}
