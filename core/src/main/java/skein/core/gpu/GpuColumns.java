package skein.core.gpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.ColumnExtremes;
import skein.core.aggregate.GridSpec;
import skein.core.block.SlabSet;
import skein.core.memory.Lease;
import skein.shaders.ShaderSource;

/**
 * Extremes of pixel columns over a sequence in x order, by compute shaders. Blocks inside one
 * column are answered by their headers; only those that cross the border of a column are read, so
 * that the cost depends on the number of columns and blocks, not of rows. GL thread only.
 */
public final class GpuColumns implements AutoCloseable {
  private static final int PLANES = 6;

  private final GpuContext context;
  private final ColumnKernels kernels;
  private final StagingRing ring;
  private final GpuResident resident;
  private final GpuTimer timer;
  private @Nullable GpuBuffer columns;
  private int width;
  private long passNanos;

  public GpuColumns(GpuContext context, ShaderSource shaders, KernelTuning tuning) {
    this.context = context;
    kernels = new ColumnKernels(context, shaders, tuning.listBlocks());
    ring = new StagingRing(context, "staging", Math.max(16L << 20, GpuResident.PIECE_BYTES));
    resident = new GpuResident(context, tuning.chunkRows(), true);
    timer = new GpuTimer(context);
  }

  /** Moves blocks of the sequence to the GPU, about so many bytes; those moved. */
  public long upload(SlabSet slabs, long byteBudget) {
    return resident.upload(slabs, byteBudget, ring);
  }

  /** Bytes that {@link #upload} has still to move. */
  public long pendingBytes(SlabSet slabs) {
    return resident.pendingBytes(slabs);
  }

  /**
   * Issues a pass over all blocks moved so far.
   *
   * @throws IllegalStateException when there are more blocks than rows can be numbered for, 2^18
   */
  public void issue(GridSpec spec) {
    GpuBuffer target = fit(spec.width());
    Barrier.TRANSFER.issue();
    target.clear(0, target.bytes());
    timer.begin(resident.rows());
    kernels.run(spec, target, resident.chunks());
    timer.end();
    Barrier.STORAGE.issue();
  }

  private GpuBuffer fit(int columnCount) {
    GpuBuffer held = columns;
    if (held == null || columnCount != width) {
      if (held != null) {
        held.close();
      }
      width = columnCount;
      held = new GpuBuffer(context, "columns", 4L * PLANES * columnCount, GpuBuffer.Access.DEVICE);
      columns = held;
    }
    return held;
  }

  /** GPU time of the last pass measured, 0 when the driver does not tell. */
  public long passNanos() {
    while (timer.poll()) {
      passNanos = timer.nanos();
    }
    return passNanos;
  }

  /** Waits for the last pass and reads it. */
  public void read(ColumnExtremes out) {
    GpuBuffer held = columns;
    if (held == null || out.columns() != width) {
      throw new IllegalStateException("columns differ: have=" + width);
    }
    Barrier.TRANSFER.issue();
    try (Lease lease = context.staging().lease("columns.readback", held.bytes())) {
      MemorySegment words = lease.segment();
      held.read(0, words);
      out.clear();
      for (int c = 0; c < width; c++) {
        decode(words, c, out);
      }
    }
  }

  private void decode(MemorySegment words, int c, ColumnExtremes out) {
    int last = word(words, 3, c);
    if (last != 0) {
      out.min[c] = value(~word(words, 0, c));
      out.max[c] = value(word(words, 1, c));
      out.firstRow[c] = Integer.toUnsignedLong(~word(words, 2, c));
      out.lastRow[c] = Integer.toUnsignedLong(last - 1);
      out.first[c] = value(word(words, 4, c));
      out.last[c] = value(word(words, 5, c));
    }
  }

  private int word(MemorySegment words, int plane, int column) {
    return words.getAtIndex(ValueLayout.JAVA_INT, (long) plane * width + column);
  }

  /** From bits in the order of their values. */
  private static float value(int sortable) {
    return Float.intBitsToFloat(sortable < 0 ? sortable & Integer.MAX_VALUE : ~sortable);
  }

  @Override
  public void close() {
    if (columns != null) {
      columns.close();
    }
    timer.close();
    resident.close();
    ring.close();
    kernels.close();
  }
}
