package skein.core.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.CrossCounts;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.shaders.Bindings;
import skein.shaders.ShaderSource;

/**
 * Filtered counts and the histograms of all channels in one reading of the rows, by a compute
 * shader; see {@link ChannelFilter} for what is counted where. All blocks and up to eight channels
 * of a set stay on the GPU. GL thread only.
 */
public final class GpuCross implements AutoCloseable {
  private static final long HISTOGRAM_BYTES = 8L * ChannelFilter.MOST_CHANNELS * CrossCounts.BINS;

  private static final int LEAST_CHUNK_ROWS = 1 << 20;

  private final GpuContext context;
  private final CrossProgram program;
  private final GridPasses passes;
  private final GpuBuffer histograms;
  private final StagingRing ring;
  private final GpuTimer timer;
  private final List<CrossChunk> chunks = new ArrayList<>();
  private final int mostChunkRows;
  private int channels;
  private int slabIndex;
  private int blockIndex;
  private long rows;
  private long passNanos;

  public GpuCross(GpuContext context, ShaderSource shaders, KernelTuning tuning) {
    this.context = context;
    program = new CrossProgram(context, shaders);
    passes = new GridPasses(context, shaders);
    histograms =
        new GpuBuffer(context, "cross.histograms", HISTOGRAM_BYTES, GpuBuffer.Access.DEVICE);
    ring = new StagingRing(context, "staging", 16L << 20);
    timer = new GpuTimer(context);
    // A plane of codes for each channel lies in one buffer, as large as the coordinates' at most.
    mostChunkRows = Math.max(1 << 15, tuning.chunkRows() / 4 & ~3);
  }

  /** A grid for {@link #issue}. */
  public DensityGrid createGrid(String owner) {
    return new GpuGrid(context, passes, owner);
  }

  /** Moves resident blocks to the GPU in the set's order, about so many bytes; those moved. */
  public long upload(SlabSet slabs, long byteBudget) {
    long moved = 0;
    while (moved < byteBudget && slabIndex < slabs.size()) {
      BlockSlab slab = slabs.get(slabIndex);
      if (blockIndex == slab.blocks()) {
        slabIndex++;
        blockIndex = 0;
        continue;
      }
      channels = Math.min(slab.channels(), ChannelFilter.MOST_CHANNELS);
      long bytes = CrossChunk.stagingBytes(slab, blockIndex);
      if (!slab.resident(blockIndex) || !ring.tryAllocate(bytes)) {
        break;
      }
      chunkFor(slabs, slab.count(blockIndex)).append(slab, blockIndex, ring);
      rows += slab.count(blockIndex);
      blockIndex++;
      moved += bytes;
    }
    ring.seal();
    return moved;
  }

  /** Rows that {@link #upload} has still to move. */
  public long pendingRows(SlabSet slabs) {
    return slabs.rows() - rows;
  }

  private CrossChunk chunkFor(SlabSet slabs, int needed) {
    if (!chunks.isEmpty() && chunks.getLast().hasRoom(needed)) {
      return chunks.getLast();
    }
    long wanted = slabs.rows() - rows + 3L * slabs.blocks();
    long capacity = Math.min(mostChunkRows, Math.max(LEAST_CHUNK_ROWS, wanted));
    CrossChunk made = new CrossChunk(context, (int) (capacity + 3 & ~3L), channels);
    chunks.add(made);
    return made;
  }

  /** Issues a pass over all blocks moved so far; the grid is one of {@link #createGrid}. */
  public void issue(GridSpec spec, ChannelFilter filter, DensityGrid grid) {
    GpuGrid target = (GpuGrid) grid;
    target.restart(spec);
    Barrier.TRANSFER.issue();
    histograms.clear(0, HISTOGRAM_BYTES);
    timer.begin(rows);
    program.view(spec, filter, channels);
    target.cells().bindStorage(Bindings.SSBO_GRID.index());
    histograms.bindStorage(Bindings.SSBO_STATS.index());
    for (int c = 0; c < chunks.size(); c++) {
      program.dispatch(chunks.get(c));
    }
    timer.end();
    Barrier.STORAGE.issue();
    target.wantedRows = rows;
    target.touched(rows);
    target.finish(true);
  }

  /** GPU time of the last pass measured, 0 when the driver does not tell. */
  public long passNanos() {
    while (timer.poll()) {
      passNanos = timer.nanos();
    }
    return passNanos;
  }

  /** Waits for the last pass and reads its histograms. */
  public void read(CrossCounts out) {
    Barrier.TRANSFER.issue();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = arena.allocate(HISTOGRAM_BYTES, 64);
      histograms.read(0, words);
      for (int c = 0; c < ChannelFilter.MOST_CHANNELS; c++) {
        for (int b = 0; b < CrossCounts.BINS; b++) {
          long at = 8L * (c * CrossCounts.BINS + b);
          out.bins(c)[b] = words.get(ValueLayout.JAVA_LONG, at);
        }
      }
    }
  }

  @Override
  public void close() {
    chunks.forEach(CrossChunk::close);
    chunks.clear();
    timer.close();
    ring.close();
    histograms.close();
    passes.close();
    program.close();
  }
}
