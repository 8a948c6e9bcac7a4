package skein.core.gpu;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import skein.core.block.BlockSlab;
import skein.shaders.Bindings;

/** Places for whole blocks, each as large as the largest block, filled in any order. GL thread. */
final class SlotChunk implements BlockBuffers, AutoCloseable {
  private static final long COORD_BYTES = 4L * BlockSlab.MAX_ROWS;
  private static final long CODE_BYTES = 2L * BlockSlab.MAX_ROWS;

  private final GpuBuffer coords;
  private final GpuBuffer headers;
  private final @Nullable GpuBuffer planes;
  private final int planeCount;
  private final int slots;

  SlotChunk(GpuContext context, int slots, int planeCount) {
    this.slots = slots;
    this.planeCount = planeCount;
    coords = device(context, "pool.coords", COORD_BYTES * slots);
    headers = device(context, "pool.headers", BlockHeaders.BYTES * slots);
    long planeBytes = CODE_BYTES * slots * planeCount;
    planes = planeCount > 0 ? device(context, "pool.channel", planeBytes) : null;
  }

  private static GpuBuffer device(GpuContext context, String owner, long bytes) {
    return new GpuBuffer(context, owner, bytes, GpuBuffer.Access.DEVICE);
  }

  /** Bytes of GPU memory that a place takes. */
  static long slotBytes(int planeCount) {
    return COORD_BYTES + BlockHeaders.BYTES + CODE_BYTES * planeCount;
  }

  /** Bytes of staging that {@link #put} needs for a block. */
  static long stagingBytes(BlockSlab slab, int block) {
    long rows = slab.count(block);
    return BlockHeaders.BYTES + 4 * rows + slab.channels() * (2 * rows + 2);
  }

  /** Copies a block into a place, through a piece of staging just taken. */
  void put(int slot, BlockSlab slab, int block, StagingRing ring) {
    GpuBuffer staging = ring.buffer();
    MemorySegment memory = staging.mapped();
    long at = ring.offset();
    long rows = slab.count(block);
    BlockHeaders.write(memory, at, slab, block, slot * BlockSlab.MAX_ROWS, 0);
    staging.copyTo(at, headers, BlockHeaders.BYTES * slot, BlockHeaders.BYTES);
    long coordsAt = at + BlockHeaders.BYTES;
    MemorySegment.copy(slab.coords(), slab.coordsAt(block), memory, coordsAt, 4 * rows);
    staging.copyTo(coordsAt, coords, COORD_BYTES * slot, 4 * rows);
    long codesAt = coordsAt + 4 * rows;
    // Copies are of whole words; the code behind an odd last one is never read.
    long bytes = 2 * rows + 3 & ~3;
    for (int p = 0; planes != null && p < planeCount; p++) {
      MemorySegment.copy(slab.channel(p), slab.channelAt(p, block), memory, codesAt, 2 * rows);
      staging.copyTo(codesAt, planes, CODE_BYTES * ((long) slots * p + slot), bytes);
      codesAt += bytes;
    }
  }

  @Override
  public void bind() {
    headers.bindStorage(Bindings.SSBO_HEADERS.index());
    coords.bindStorage(Bindings.SSBO_COORDS.index());
    if (planes != null) {
      planes.bindStorage(Bindings.SSBO_CHANNEL.index());
    }
  }

  @Override
  public int planeLoads() {
    return slots * (BlockSlab.MAX_ROWS / 4);
  }

  @Override
  public void close() {
    coords.close();
    headers.close();
    if (planes != null) {
      planes.close();
    }
  }
}
