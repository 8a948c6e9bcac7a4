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
  private final @Nullable GpuBuffer channel;
  private final int rowCapacity;
  private final int blockCapacity;
  private final boolean sequential;
  private int rowsUsed;
  private int blocks;
  private int[] counts = new int[256];

  GpuChunk(GpuContext context, int rowCapacity, boolean hasChannel) {
    this(context, rowCapacity, hasChannel, false);
  }

  /**
   * @param sequential true for blocks in x order, whose headers tell the extremes along y
   */
  GpuChunk(GpuContext context, int rowCapacity, boolean hasChannel, boolean sequential) {
    this.sequential = sequential;
    this.rowCapacity = rowCapacity;
    this.blockCapacity = rowCapacity / LEAST_ROWS_PER_BLOCK + 256;
    coords = device(context, "block.coords", 4L * rowCapacity);
    headers = device(context, "block.headers", HEADER_BYTES * blockCapacity);
    channel = hasChannel ? device(context, "block.channel", 2L * rowCapacity) : null;
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
  static long stagingBytes(int rows, int runBlocks, boolean hasChannel) {
    return 4L * rows + (hasChannel ? 2L * rows : 0) + HEADER_BYTES * runBlocks;
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
    if (channel != null && slab.channels() > 0) {
      long codesAt = slab.channelAt(BlockSlab.COLOUR, firstBlock);
      long channelAt = coordsAt + 4L * rows;
      copyRows(slab.channel(BlockSlab.COLOUR), codesAt, staging, channelAt, 2L * rows);
      ring.buffer().copyTo(channelAt, channel, 2L * rowsUsed, 2L * rows);
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
    if (channel != null) {
      channel.bindStorage(Bindings.SSBO_CHANNEL.index());
    }
  }

  @Override
  public void close() {
    coords.close();
    headers.close();
    if (channel != null) {
      channel.close();
    }
  }
}
