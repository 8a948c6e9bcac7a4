package skein.core.block;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/** The buffers of a slab in the making; freed on close unless a slab has taken them. */
final class SlabBuffers implements AutoCloseable {
  private final HostBuffer coords;
  private final @Nullable HostBuffer residual;
  private final HostBuffer[] planes;
  private final long rows;
  private boolean taken;

  /**
   * @param planeCount planes of codes, two bytes a row each
   */
  SlabBuffers(MemoryLedger ledger, long rows, boolean withResidual, int planeCount) {
    @Nullable HostBuffer c = null;
    @Nullable HostBuffer r = null;
    HostBuffer[] v = new HostBuffer[planeCount];
    try {
      c = HostBuffer.toFill(ledger, "block.coords", rows * Integer.BYTES);
      r = withResidual ? HostBuffer.toFill(ledger, "block.residual", rows * Integer.BYTES) : null;
      for (int p = 0; p < planeCount; p++) {
        v[p] = HostBuffer.toFill(ledger, "block.channel", rows * Short.BYTES);
      }
    } catch (OutOfMemoryError e) {
      closeAll(c, r);
      closeAll(v);
      throw e;
    }
    this.rows = rows;
    this.coords = c;
    this.residual = r;
    this.planes = v;
  }

  /** Writes the first n rows of a pack as a block that starts at a row. */
  void write(RowPack pack, int n, long row) {
    pack.writeCodes(n, coords.segment(), row);
    if (residual != null) {
      pack.writeResiduals(n, residual.segment(), row);
    }
    for (int p = 0; p < planes.length; p++) {
      pack.writePlane(p, n, planes[p].segment(), row);
    }
  }

  /** Rows that there is room for. */
  long rows() {
    return rows;
  }

  /** The same first n rows in buffers of their own size. */
  SlabBuffers shrunk(MemoryLedger ledger, long n) {
    SlabBuffers small = new SlabBuffers(ledger, n, residual != null, planes.length);
    copy(coords, small.coords);
    copy(residual, small.residual);
    for (int p = 0; p < planes.length; p++) {
      copy(planes[p], small.planes[p]);
    }
    return small;
  }

  private static void copy(@Nullable HostBuffer from, @Nullable HostBuffer to) {
    if (from != null && to != null) {
      MemorySegment.copy(from.segment(), 0, to.segment(), 0, to.bytes());
    }
  }

  /** The slab, which owns the buffers from now on. */
  BlockSlab slab(int[] first, int[] count, double[] bounds) {
    BlockSlab slab = new BlockSlab(first, count, bounds, coords, residual, planes);
    taken = true;
    return slab;
  }

  @Override
  public void close() {
    if (!taken) {
      closeAll(coords, residual);
      closeAll(planes);
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
