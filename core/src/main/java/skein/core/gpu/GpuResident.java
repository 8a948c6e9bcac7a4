package skein.core.gpu;

import java.util.ArrayList;
import java.util.List;
import skein.core.aggregate.ChannelFilter;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;

/** The part of a slab set that has been moved to the GPU, in the set's order. GL thread only. */
final class GpuResident implements AutoCloseable {
  /** Rows moved in one piece at most; a piece is one allocation in the ring. */
  private static final int PIECE_ROWS = 1 << 18;

  private static final int PIECE_BLOCKS = 4_096;

  /** Planes of codes: the colour's and those of the channels. */
  private static final int MOST_PLANES = 1 + ChannelFilter.MOST_CHANNELS;

  private static final int LEAST_CHUNK_ROWS = 1 << 20;

  /** A buffer holds a whole block at least. */
  private static final int LEAST_CAPACITY = BlockSlab.MAX_ROWS;

  /** Bytes of the largest piece; no ring may be smaller. */
  static final long PIECE_BYTES = GpuChunk.stagingBytes(PIECE_ROWS, PIECE_BLOCKS, MOST_PLANES);

  private final GpuContext context;
  private final int mostChunkRows;
  private final boolean sequential;
  private final List<GpuChunk> chunks = new ArrayList<>();
  private int slabIndex;
  private int blockIndex;
  private long rows;
  private int runBlocks;
  private int runRows;

  GpuResident(GpuContext context, int mostChunkRows) {
    this(context, mostChunkRows, false);
  }

  /**
   * @param sequential true for blocks in x order
   */
  GpuResident(GpuContext context, int mostChunkRows, boolean sequential) {
    this.context = context;
    this.mostChunkRows = mostChunkRows;
    this.sequential = sequential;
  }

  List<GpuChunk> chunks() {
    return chunks;
  }

  /** Rows moved so far, padding not counted. */
  long rows() {
    return rows;
  }

  static int bytesPerRow(SlabSet slabs) {
    return slabs.size() == 0 ? 4 : 4 + 2 * slabs.get(0).channels();
  }

  /** Bytes still to move. */
  long pendingBytes(SlabSet slabs) {
    return (slabs.rows() - rows) * bytesPerRow(slabs);
  }

  /** Moves pieces until the budget is used, the ring is full or all is moved. */
  long upload(SlabSet slabs, long budget, StagingRing ring) {
    long moved = 0;
    while (moved < budget && slabIndex < slabs.size()) {
      BlockSlab slab = slabs.get(slabIndex);
      if (blockIndex == slab.blocks()) {
        slabIndex++;
        blockIndex = 0;
        continue;
      }
      if (!slab.resident(blockIndex)) {
        break;
      }
      GpuChunk chunk = chunkFor(slabs, slab);
      findRun(slab, chunk);
      long bytes = GpuChunk.stagingBytes(runRows, runBlocks, slab.channels());
      if (!ring.tryAllocate(bytes)) {
        break;
      }
      chunk.append(slab, blockIndex, runBlocks, runRows, ring);
      for (int i = 0; i < runBlocks; i++) {
        rows += slab.count(blockIndex + i);
      }
      blockIndex += runBlocks;
      moved += bytes;
    }
    ring.seal();
    return moved;
  }

  /** Finds the longest run of adjoining blocks that makes one piece and fits the chunk. */
  private void findRun(BlockSlab slab, GpuChunk chunk) {
    long first = slab.coordsAt(blockIndex);
    int run = 0;
    int most = Math.min(PIECE_ROWS, chunk.rowsFree());
    int block = blockIndex;
    while (block < slab.blocks()
        && slab.resident(block)
        && slab.coordsAt(block) == first + 4L * run
        && block - blockIndex < Math.min(PIECE_BLOCKS, chunk.blocksFree())
        && run + padded(slab.count(block)) <= most) {
      run += padded(slab.count(block));
      block++;
    }
    runBlocks = block - blockIndex;
    runRows = run;
  }

  private static int padded(int count) {
    return count + 3 & ~3;
  }

  /** Rows of a buffer, so that neither coordinates nor codes take more bytes than allowed. */
  static int mostRows(int mostChunkRows, int planes) {
    return (int) (mostChunkRows * 2L / Math.max(2, planes)) & ~1023;
  }

  private GpuChunk chunkFor(SlabSet slabs, BlockSlab slab) {
    int needed = padded(slab.count(blockIndex));
    if (!chunks.isEmpty()) {
      GpuChunk last = chunks.getLast();
      if (last.rowsFree() >= needed && last.blocksFree() > 0) {
        return last;
      }
    }
    // As large as all that waits, or as all that is here: growing data make few chunks.
    long padding = 3L * slabs.blocks();
    long wanted = Math.max(slabs.rows() - rows + padding, rows);
    int most = Math.max(LEAST_CAPACITY, mostRows(mostChunkRows, slab.channels()));
    long capacity = Math.max(LEAST_CHUNK_ROWS, Math.min(wanted, most));
    int rounded = (int) Math.min(most, (capacity + 1023) / 1024 * 1024);
    GpuChunk chunk = new GpuChunk(context, rounded, slab.channels(), sequential);
    chunks.add(chunk);
    return chunk;
  }

  @Override
  public void close() {
    chunks.forEach(GpuChunk::close);
    chunks.clear();
  }
}
