package skein.core.gpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.CrossCounts;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.aggregate.GridStats;
import skein.core.memory.Lease;
import skein.core.source.ColourMode;

/**
 * A grid counted by {@link GpuAggregator}, in a buffer on the GPU: planes of u32 one after the
 * other. GL thread only.
 */
public final class GpuGrid implements DensityGrid {
  private static final long SHRINK = 4;

  private final GpuContext context;
  private final GridPasses passes;
  private final String owner;
  private final StatsReader reader;
  private final CellProbe probe;
  private final GridStats stats = new GridStats();
  private final CrossReader cross;
  private final GridSpec spec = new GridSpec();
  private boolean started;
  private @Nullable GpuBuffer buffer;

  /** The pass over a set that is here whole. */
  final ChunkPass chunks = new ChunkPass();

  /** The pass over a mapped set. */
  final PoolPass pool = new PoolPass();

  long countedRows;
  long wantedRows;
  private boolean complete;
  private long version;
  private long statsVersion = -1;
  private long sentVersion = -1;

  GpuGrid(GpuContext context, GridPasses passes, String owner) {
    this.context = context;
    this.passes = passes;
    this.owner = owner;
    this.reader = new StatsReader(context, owner + ".stats");
    this.probe = new CellProbe(context, owner + ".probe");
    this.cross = new CrossReader(context, owner + ".bins");
  }

  static int planes(ColourMode mode) {
    return switch (mode) {
      case COUNT -> 1;
      case MEAN -> 4;
      case CATEGORY -> 8;
    };
  }

  void restart(GridSpec wanted) {
    spec.set(wanted);
    started = true;
    long bytes = 4L * wanted.cells() * planes(wanted.mode()) + Carries.BYTES;
    GpuBuffer held = buffer;
    if (held == null || held.bytes() < bytes || held.bytes() > bytes * SHRINK) {
      if (held != null) {
        held.close();
      }
      held = new GpuBuffer(context, owner, bytes, GpuBuffer.Access.DEVICE);
      buffer = held;
    }
    Barrier.TRANSFER.issue();
    held.clear(0, bytes);
    cross.restart(spec.filter().channels());
    chunks.stop();
    pool.stop();
    countedRows = 0;
    wantedRows = 0;
    complete = false;
    version++;
  }

  /** Cells are about to change. */
  void touched(long rows) {
    countedRows += rows;
    version++;
  }

  void finish(boolean nowComplete) {
    complete = nowComplete;
  }

  /** Sends for the facts of the content as it is, unless they are here or on their way. */
  void requestStats() {
    if (sentVersion != version && !reader.isPending()) {
      cross.send();
      passes.reduce(spec(), cells(), reader.begin());
      reader.send(version);
      sentVersion = version;
    }
  }

  /** Shows the histograms to the kernels, if the pass has any. */
  void bindBins() {
    cross.bind();
  }

  GpuBuffer cells() {
    GpuBuffer held = buffer;
    if (held == null) {
      throw new IllegalStateException("grid was never started: owner=" + owner);
    }
    return held;
  }

  /** Grows with each change of the cells. */
  long version() {
    return version;
  }

  @Override
  public GridSpec spec() {
    if (!started) {
      throw new IllegalStateException("grid was never started: owner=" + owner);
    }
    return spec;
  }

  @Override
  public boolean complete() {
    return complete;
  }

  @Override
  public double exactShare() {
    if (wantedRows == 0) {
      return complete ? 1 : 0;
    }
    return Math.min(1, (double) countedRows / wantedRows);
  }

  @Override
  public long rowsLookedAt() {
    return countedRows;
  }

  private void poll() {
    long arrived = reader.poll(stats);
    if (arrived >= 0) {
      statsVersion = arrived;
      cross.arrived();
    }
    if (complete) {
      requestStats();
    }
  }

  @Override
  public GridStats stats() {
    poll();
    return stats;
  }

  @Override
  public CrossCounts histograms() {
    poll();
    return cross.counts();
  }

  @Override
  public boolean awaitStats(long deadlineNanos) {
    if (!statsReady() && complete) {
      reader.await(deadlineNanos - System.nanoTime());
    }
    // Facts of an older content may have been on their way: then the newer ones come now.
    if (!statsReady() && complete) {
      reader.await(deadlineNanos - System.nanoTime());
    }
    return statsReady();
  }

  @Override
  public boolean statsReady() {
    poll();
    return complete && statsVersion == version;
  }

  @Override
  public long countAt(int column, int row) {
    GridSpec held = spec();
    if (column < 0 || row < 0 || column >= held.width() || row >= held.height()) {
      return -1;
    }
    long cell = (long) row * held.width() + column;
    int planes = planes(held.mode());
    return probe.ask(cells(), cell, version, countPlanes(held.mode()), planes, held.cells());
  }

  private static int countPlanes(ColourMode mode) {
    return mode == ColourMode.CATEGORY ? planes(mode) : 1;
  }

  @Override
  public void readCounts(int[] out) {
    int cells = spec().cells();
    int countPlanes = countPlanes(spec().mode());
    try (Lease read = read()) {
      MemorySegment planes = read.segment();
      for (int i = 0; i < cells; i++) {
        long sum = 0;
        for (int p = 0; p < countPlanes; p++) {
          sum += count(planes, (long) p * cells + i);
        }
        out[i] = Carries.saturated(sum);
      }
    }
  }

  @Override
  public void readMeans(float[] out) {
    GridSpec held = spec();
    if (held.mode() != ColourMode.MEAN) {
      throw new IllegalStateException("grid has no means: mode=" + held.mode());
    }
    long cells = held.cells();
    try (Lease read = read()) {
      MemorySegment planes = read.segment();
      for (int i = 0; i < cells; i++) {
        long valid = count(planes, cells + i);
        long sum = word(planes, 2 * cells + i) | word(planes, 3 * cells + i) << 32;
        out[i] = valid == 0 ? Float.NaN : (float) ((double) sum / valid);
      }
    }
  }

  private long count(MemorySegment planes, long place) {
    long carriesAt = planes.byteSize() - Carries.BYTES;
    return Carries.count(planes, carriesAt, place, planes.getAtIndex(ValueLayout.JAVA_INT, place));
  }

  private static long word(MemorySegment planes, long index) {
    return Integer.toUnsignedLong(planes.getAtIndex(ValueLayout.JAVA_INT, index));
  }

  /** All planes and the carries behind them. */
  private Lease read() {
    long bytes = 4L * spec().cells() * planes(spec().mode()) + Carries.BYTES;
    Lease out = context.staging().lease("grid.readback", bytes);
    Barrier.TRANSFER.issue();
    cells().read(0, out.segment());
    return out;
  }

  void resolve(GridTexture texture, CategoryBlend blend) {
    passes.resolve(spec(), cells(), texture, blend);
  }

  @Override
  public void close() {
    reader.close();
    probe.close();
    cross.close();
    if (buffer != null) {
      buffer.close();
      buffer = null;
    }
    started = false;
    complete = false;
  }
}
