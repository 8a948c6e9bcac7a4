package skein.core.gpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.CpuColumns;
import skein.core.block.BlockSlab;
import skein.shaders.Bindings;

/** Some blocks in GPU buffers that one dispatch can see: coordinates, headers, codes. GL thread. */
final class GpuChunk implements BlockBuffers, AutoCloseable {
  private static final long HEADER_BYTES = BlockHeaders.BYTES;

  /** Blocks are at most this much smaller than usual before their headers fill the chunk first. */
  private static final int LEAST_ROWS_PER_BLOCK = 512;

  private final GpuBuffer coords;
  private final GpuBuffer headers;
  private final @Nullable GpuBuffer planes;
  private final int planeCount;
  private final int rowCapacity;
  private final int blockCapacity;
  private final boolean sequential;
  private int rowsUsed;
  private int blocks;
  private int[] counts = new int[256];

  GpuChunk(GpuContext context, int rowCapacity, int planeCount) {
    this(context, rowCapacity, planeCount, false);
  }

  /**
   * @param rowCapacity a multiple of 4
   * @param planeCount planes of codes
   * @param sequential true for blocks in x order, whose headers tell the extremes along y
   */
  GpuChunk(GpuContext context, int rowCapacity, int planeCount, boolean sequential) {
    this.planeCount = planeCount;
    this.sequential = sequential;
    this.rowCapacity = rowCapacity;
    this.blockCapacity = rowCapacity / LEAST_ROWS_PER_BLOCK + 256;
    coords = device(context, "block.coords", 4L * rowCapacity);
    headers = device(context, "block.headers", HEADER_BYTES * blockCapacity);
    long planeBytes = 2L * rowCapacity * planeCount;
    planes = planeCount > 0 ? device(context, "block.channel", planeBytes) : null;
  }

  private static GpuBuffer device(GpuContext context, String owner, long bytes) {
    return new GpuBuffer(context, owner, bytes, GpuBuffer.Access.DEVICE);
  }

  int blocks() {
    return blocks;
  }

  int rows(int block) {
    return counts[block];
  }

  int rowsFree() {
    return rowCapacity - rowsUsed;
  }

  int blocksFree() {
    return blockCapacity - blocks;
  }

  /** Bytes of staging that a run of blocks needs. */
  static long stagingBytes(int rows, int runBlocks, int planeCount) {
    return rows * (4L + 2L * planeCount) + HEADER_BYTES * runBlocks;
  }

  /**
   * Appends blocks that lie one behind the other in a slab, through a piece of staging just taken.
   *
   * @param rows from the first row of the run to its end, padding included, a multiple of 4
   */
  void append(BlockSlab slab, int firstBlock, int runBlocks, int rows, StagingRing ring) {
    MemorySegment staging = ring.buffer().mapped();
    long at = ring.offset();
    long headerAt = at;
    long begin = slab.coordsAt(firstBlock);
    for (int i = 0; i < runBlocks; i++) {
      int block = firstBlock + i;
      int rowInRun = (int) ((slab.coordsAt(block) - begin) / 4);
      writeHeader(staging, headerAt + HEADER_BYTES * i, slab, block, rowInRun);
      remember(blocks + i, slab.count(block));
    }
    long coordsAt = headerAt + HEADER_BYTES * runBlocks;
    copyRows(slab.coords(), begin, staging, coordsAt, 4L * rows);
    ring.buffer().copyTo(headerAt, headers, HEADER_BYTES * blocks, HEADER_BYTES * runBlocks);
    ring.buffer().copyTo(coordsAt, coords, 4L * rowsUsed, 4L * rows);
    long planeAt = coordsAt + 4L * rows;
    for (int p = 0; planes != null && p < planeCount; p++) {
      copyRows(slab.channel(p), slab.channelAt(p, firstBlock), staging, planeAt, 2L * rows);
      long to = 2L * rowCapacity * p + 2L * rowsUsed;
      ring.buffer().copyTo(planeAt, planes, to, 2L * rows);
      planeAt += 2L * rows;
    }
    blocks += runBlocks;
    rowsUsed += rows;
  }

  // The padding behind a slab's last block need not exist.
  private static void copyRows(
      MemorySegment from, long at, MemorySegment to, long toAt, long bytes) {
    MemorySegment.copy(from, at, to, toAt, Math.min(bytes, from.byteSize() - at));
  }

  private void writeHeader(MemorySegment to, long at, BlockSlab slab, int block, int rowInRun) {
    int extremes = sequential ? CpuColumns.extremes(slab, block) : 0;
    BlockHeaders.write(to, at, slab, block, rowsUsed + rowInRun, extremes);
  }

  private void remember(int block, int count) {
    if (block == counts.length) {
      counts = Arrays.copyOf(counts, counts.length * 2);
    }
    counts[block] = count;
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
    return rowCapacity / 4;
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
