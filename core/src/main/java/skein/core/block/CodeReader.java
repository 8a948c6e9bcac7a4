package skein.core.block;

import java.util.ArrayList;
import java.util.List;
import skein.core.batch.ColumnBatch;
import skein.core.channel.Channel;
import skein.core.source.ColourMode;
import skein.core.source.Projection;

/** Turns a column of batches into the codes of a plane. One thread. */
public interface CodeReader {
  /** Puts the codes of n rows from {@code from} into {@code out}. */
  void read(ColumnBatch batch, int from, int n, short[] out, int at);

  /** A reader for each plane of a projection's blocks: the colour's, then the channels'. */
  static List<CodeReader> of(Projection projection) {
    List<CodeReader> readers = new ArrayList<>();
    int column = ColumnBatch.COLOUR;
    if (projection.colourMode() != ColourMode.COUNT) {
      readers.add(new ChannelReader(projection, column++));
    }
    for (Channel channel : projection.channels()) {
      readers.add(new ChannelCodes(channel, column++));
    }
    return readers;
  }
}
