package skein.core.block;

import skein.core.memory.MemoryLedger;

/**
 * Packs rows into a slab in the order in which they come: blocks of {@link BlockSlab#MAX_ROWS}
 * rows, all full but the last, with residuals, so that a position is good to 2^-32 of its block's
 * span. For series along x. One thread.
 */
public final class SequencePacker {
  private final MemoryLedger ledger;
  private final RowPack pack;

  /**
   * @param integerX true when all positions along x are whole numbers; integerY likewise
   */
  public SequencePacker(MemoryLedger ledger, boolean integerX, boolean integerY) {
    this.ledger = ledger;
    this.pack = new RowPack(integerX, integerY, true);
  }

  /** Packs the first n rows, at least one; the caller owns the slab. */
  public BlockSlab pack(double[] x, double[] y, int n) {
    int blocks = (n + BlockSlab.MAX_ROWS - 1) / BlockSlab.MAX_ROWS;
    int[] first = new int[blocks];
    int[] count = new int[blocks];
    double[] bounds = new double[blocks * BlockSlab.BOUNDS];
    int padded = (n + 3) & ~3;
    try (SlabBuffers buffers = new SlabBuffers(ledger, padded, true, 0)) {
      for (int b = 0; b < blocks; b++) {
        first[b] = b * BlockSlab.MAX_ROWS;
        count[b] = Math.min(BlockSlab.MAX_ROWS, n - first[b]);
        pack.encode(x, y, first[b], count[b], bounds, b * BlockSlab.BOUNDS);
        buffers.write(pack, count[b], first[b]);
      }
      return buffers.slab(first, count, bounds);
    }
  }
}
