package skein.core.line;

import java.lang.foreign.MemorySegment;
import skein.core.block.BlockSlab;
import skein.core.memory.HostBuffer;

/** Places of rows that a buffer tells, for slabs whose blocks have bounds and no codes. */
abstract class BufferedPlaces implements RowPlaces {
  /** Finds the bounds of a block. */
  @FunctionalInterface
  interface Bounds {
    /** Writes those of the rows from {@code from} to before {@code to} at a place. */
    void find(int from, int to, double[] bounds, int at);
  }

  final MemorySegment data;
  private final HostBuffer buffer;

  /** Takes the buffer over. */
  BufferedPlaces(HostBuffer buffer) {
    this.buffer = buffer;
    this.data = buffer.segment();
  }

  /** Blocks of some rows, all full but for the last. */
  static BlockSlab blocks(int rows, Bounds of) {
    int n = (rows + BlockSlab.MAX_ROWS - 1) / BlockSlab.MAX_ROWS;
    int[] count = new int[n];
    double[] bounds = new double[n * BlockSlab.BOUNDS];
    for (int b = 0; b < n; b++) {
      int from = b * BlockSlab.MAX_ROWS;
      count[b] = Math.min(BlockSlab.MAX_ROWS, rows - from);
      of.find(from, from + count[b], bounds, b * BlockSlab.BOUNDS);
    }
    return BlockSlab.mapped(count, bounds, MemorySegment.NULL, new long[n]);
  }

  /** Place of a block's row among all of them. */
  static long row(int block, int row) {
    return ((long) block << LineSlab.BLOCK_BITS) + row;
  }

  @Override
  public long bytes() {
    return buffer.bytes();
  }

  @Override
  public void close() {
    buffer.close();
  }
}
