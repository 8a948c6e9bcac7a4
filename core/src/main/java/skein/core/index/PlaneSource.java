package skein.core.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import skein.core.batch.BatchStream;
import skein.core.block.ChannelCodes;
import skein.core.block.ChannelReader;
import skein.core.block.CodeReader;
import skein.core.channel.Channel;
import skein.core.source.ColourMode;
import skein.core.source.DataSource;
import skein.core.source.Projection;

/**
 * A column whose codes go with an index: the colour's or that of a channel.
 *
 * @param column its name
 * @param key of its file; the stamp identifies the index, the column and its coding
 * @param stream opens the column alone, in the source's order
 * @param reader turns it into codes
 */
record PlaneSource(String column, IndexKey key, Supplier<BatchStream> stream, CodeReader reader) {
  /** The planes of a projection, in the order in which blocks have them. */
  static List<PlaneSource> of(IndexKey key, DataSource source, Projection projection) {
    List<PlaneSource> planes = new ArrayList<>();
    if (projection.colourMode() != ColourMode.COUNT) {
      planes.add(
          new PlaneSource(
              Objects.requireNonNull(projection.colour(), "colour"),
              key.ofChannel(projection),
              () -> source.channel(projection),
              new ChannelReader(projection, 0)));
    }
    for (Channel channel : projection.channels()) {
      planes.add(
          new PlaneSource(
              channel.column(),
              key.ofChannel(channel),
              () -> source.channel(channel),
              new ChannelCodes(channel, 0)));
    }
    return planes;
  }
}
