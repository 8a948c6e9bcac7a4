package skein.core.gpu;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import skein.core.block.BlockSlab;
import skein.shaders.Bindings;

/** Blocks with all their channels in GPU buffers that one dispatch can see. GL thread only. */
final class CrossChunk implements BlockBuffers, AutoCloseable {
  private static final int LEAST_ROWS_PER_BLOCK = 512;

  private final GpuBuffer coords;
  private final GpuBuffer headers;
  private final @Nullable GpuBuffer planes;
  private final int channels;
  private final int rowCapacity;
  private final int blockCapacity;
  private int rowsUsed;
  private int blocks;

  /**
   * @param rowCapacity a multiple of 4
   */
  CrossChunk(GpuContext context, int rowCapacity, int channels) {
    this.rowCapacity = rowCapacity;
    this.channels = channels;
    blockCapacity = rowCapacity / LEAST_ROWS_PER_BLOCK + 256;
    coords = device(context, "cross.coords", 4L * rowCapacity);
    headers = device(context, "cross.headers", BlockHeaders.BYTES * blockCapacity);
    long planeBytes = 2L * rowCapacity * channels;
    planes = planeBytes == 0 ? null : device(context, "cross.channels", planeBytes);
  }

  private static GpuBuffer device(GpuContext context, String owner, long bytes) {
    return new GpuBuffer(context, owner, bytes, GpuBuffer.Access.DEVICE);
  }

  int blocks() {
    return blocks;
  }

  boolean hasRoom(int rows) {
    return rowsUsed + padded(rows) <= rowCapacity && blocks < blockCapacity;
  }

  /** Loads of four codes from one channel's plane to the next. */
  int planeLoads() {
    return rowCapacity / 4;
  }

  private static int padded(int rows) {
    return rows + 3 & ~3;
  }

  /** Bytes of staging that {@link #append} needs. */
  static long stagingBytes(BlockSlab slab, int block) {
    return BlockHeaders.BYTES + padded(slab.count(block)) * (4L + 2L * slab.channels());
  }

  /** Appends a block through a piece of staging just taken. */
  void append(BlockSlab slab, int block, StagingRing ring) {
    GpuBuffer staging = ring.buffer();
    MemorySegment memory = staging.mapped();
    int rows = slab.count(block);
    long at = ring.offset();
    BlockHeaders.write(memory, at, slab, block, rowsUsed, 0);
    staging.copyTo(at, headers, BlockHeaders.BYTES * blocks, BlockHeaders.BYTES);
    at += BlockHeaders.BYTES;
    MemorySegment.copy(slab.coords(), slab.coordsAt(block), memory, at, 4L * rows);
    staging.copyTo(at, coords, 4L * rowsUsed, 4L * rows);
    at += 4L * padded(rows);
    for (int c = 0; planes != null && c < channels; c++) {
      MemorySegment.copy(slab.channel(c), slab.channelAt(c, block), memory, at, 2L * rows);
      long plane = 2L * rowCapacity * c;
      staging.copyTo(at, planes, plane + 2L * rowsUsed, 2L * padded(rows));
      at += 2L * padded(rows);
    }
    rowsUsed += padded(rows);
    blocks++;
  }

  @Override
  public void bind() {
    headers.bindStorage(Bindings.SSBO_HEADERS.index());
    coords.bindStorage(Bindings.SSBO_COORDS.index());
    GpuBuffer held = planes;
    if (held != null) {
      held.bindStorage(Bindings.SSBO_CHANNEL.index());
    }
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
