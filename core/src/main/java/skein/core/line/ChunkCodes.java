package skein.core.line;

import java.util.List;
import skein.core.batch.ColumnBatch;
import skein.core.block.AxisReader;
import skein.core.block.ChannelCodes;
import skein.core.channel.Channel;
import skein.core.memory.MemoryLedger;
import skein.core.source.LineProjection;

/** Codes of the channels of a chunk of rows, for all builders of a load. One worker thread. */
final class ChunkCodes {
  private final ChannelCodes[] readers;
  private final short[][] codes;

  ChunkCodes(LineProjection projection) {
    List<Channel> channels = projection.channels();
    readers = new ChannelCodes[channels.size()];
    codes = new short[channels.size()][AxisReader.MOST_ROWS];
    for (int c = 0; c < readers.length; c++) {
      readers[c] = new ChannelCodes(channels.get(c), projection.firstChannel() + c);
    }
  }

  /** Has builders keep what is read. */
  void keep(MemoryLedger ledger, LineBuilder[] builders, int capacity) {
    if (codes.length > 0) {
      for (LineBuilder builder : builders) {
        builder.keep(new CodeKeeper(ledger, codes, capacity));
      }
    }
  }

  void read(ColumnBatch batch, int from, int n) {
    for (int c = 0; c < readers.length; c++) {
      readers[c].read(batch, from, n, codes[c], 0);
    }
  }
}
