package skein.core.block;

import org.jspecify.annotations.Nullable;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/** The buffers of a slab in the making; freed on close unless a slab has taken them. */
final class SlabBuffers implements AutoCloseable {
  private final HostBuffer coords;
  private final @Nullable HostBuffer residual;
  private final @Nullable HostBuffer channel;
  private boolean taken;

  SlabBuffers(MemoryLedger ledger, long rows, boolean withResidual, boolean withChannel) {
    @Nullable HostBuffer c = null;
    @Nullable HostBuffer r = null;
    @Nullable HostBuffer v = null;
    try {
      c = new HostBuffer(ledger, "block.coords", rows * Integer.BYTES);
      r = withResidual ? new HostBuffer(ledger, "block.residual", rows * Integer.BYTES) : null;
      v = withChannel ? new HostBuffer(ledger, "block.channel", rows * Short.BYTES) : null;
    } catch (OutOfMemoryError e) {
      closeAll(c, r, v);
      throw e;
    }
    this.coords = c;
    this.residual = r;
    this.channel = v;
  }

  /** Writes the first n rows of a pack as a block that starts at a row. */
  void write(RowPack pack, int n, long row) {
    pack.writeCodes(n, coords.segment(), row);
    if (residual != null) {
      pack.writeResiduals(n, residual.segment(), row);
    }
    if (channel != null) {
      pack.writeChannel(n, channel.segment(), row);
    }
  }

  /** The slab, which owns the buffers from now on. */
  BlockSlab slab(int[] first, int[] count, double[] bounds) {
    BlockSlab slab = new BlockSlab(first, count, bounds, coords, residual, channel);
    taken = true;
    return slab;
  }

  @Override
  public void close() {
    if (!taken) {
      closeAll(coords, residual, channel);
    }
  }

  private static void closeAll(@Nullable HostBuffer... buffers) {
    for (HostBuffer buffer : buffers) {
      if (buffer != null) {
        buffer.close();
      }
    }
  }
}
