package skein.core.channel;

import java.util.List;

/**
 * A column wanted as a channel.
 *
 * @param column its name, as in the source or but for case
 * @param edges ranges that will be asked for: their ends become borders of codes, so that they are
 *     exact
 */
public record ChannelRequest(String column, List<Edges> edges) {
  /** Both ends of a range as text: numbers, ISO times, or shares of the column's range as "50%". */
  public record Edges(String lo, String hi) {}

  public ChannelRequest {
    edges = List.copyOf(edges);
  }

  public ChannelRequest(String column) {
    this(column, List.of());
  }
}
