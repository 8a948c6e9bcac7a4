package skein.core.index;

import java.io.IOException;
import skein.core.block.BlockSlab;
import skein.core.block.Morton;
import skein.core.block.RowPack;
import skein.core.memory.MemoryLedger;

/** Shuffles, encodes and writes blocks of rows that lie in memory. One thread. */
final class BlockMaker implements AutoCloseable {
  private static final int KEY_BITS = 16;

  private final IndexWriter writer;
  private final GroupBuffer group;
  private final RowPack pack;
  private final AxisGrid gridX;
  private final AxisGrid gridY;
  private final double[] bounds = new double[BlockSlab.BOUNDS];
  private final long[] ids = new long[BlockSlab.MAX_ROWS];

  /**
   * @param gridX says how exact positions on x are; gridY likewise
   */
  BlockMaker(
      MemoryLedger ledger,
      IndexWriter writer,
      int rowBytes,
      AxisGrid gridX,
      AxisGrid gridY,
      RowPack pack) {
    this.writer = writer;
    this.gridX = gridX;
    this.gridY = gridY;
    this.pack = pack;
    this.group = new GroupBuffer(ledger, rowBytes);
  }

  /** Makes a block of some rows, in an order shuffled by a seed. */
  void block(PlacedRows rows, int from, int to) throws IOException {
    int n = to - from;
    System.arraycopy(rows.row, from, ids, 0, n);
    double loX = Double.POSITIVE_INFINITY;
    double hiX = Double.NEGATIVE_INFINITY;
    double loY = Double.POSITIVE_INFINITY;
    double hiY = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      loX = Math.min(loX, rows.x[i]);
      hiX = Math.max(hiX, rows.x[i]);
      loY = Math.min(loY, rows.y[i]);
      hiY = Math.max(hiY, rows.y[i]);
    }
    gridX.bounds(loX, hiX, bounds, 0);
    gridY.bounds(loY, hiY, bounds, 3);
    pack.encodeWithin(rows.x, rows.y, from, n, bounds, 0);
    pack.shuffle(ids, n, ids[0]);
    group.add(pack, n, bounds, 0, ids, key(loX, hiX, loY, hiY));
    if (group.full()) {
      flush();
    }
  }

  /** Place of a block's middle along a Morton curve over the whole data, 16 bits an axis. */
  private long key(double loX, double hiX, double loY, double hiY) {
    int column = (int) (gridX.place(loX * 0.5 + hiX * 0.5) >>> (gridX.bits - KEY_BITS));
    int line = (int) (gridY.place(loY * 0.5 + hiY * 0.5) >>> (gridY.bits - KEY_BITS));
    return Integer.toUnsignedLong(Morton.spread(column) | (Morton.spread(line) << 1));
  }

  /** Writes the blocks made so far. */
  void flush() throws IOException {
    if (!group.isEmpty()) {
      writer.write(group);
    }
  }

  @Override
  public void close() {
    group.close();
  }
}
