package skein.core.gpu;

import java.util.IdentityHashMap;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.BlockDemand;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.SlabSet;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/**
 * Counts blocks with a compute shader. A pass that fits the time left is issued as a whole and is
 * complete for every later command on the GPU; a larger one is sliced by the rate that earlier
 * slices showed, so that no frame waits for it. GL thread only.
 */
public final class GpuAggregator implements Aggregator {
  private static final long RING_BYTES = 32L << 20;
  private static final long RING_BYTES_SOFTWARE = 8L << 20;
  private static final long PLACE_BYTES = 8L << 20;
  private static final long PLACE_BYTES_SOFTWARE = 1L << 20;
  private static final long POOL_BYTES = 1L << 30;
  private static final double FIRST_ROWS_PER_NANO = 4;
  private static final double FIRST_ROWS_PER_NANO_SOFTWARE = 0.02;

  private final GpuContext context;
  private final DensityKernels kernels;
  private final GridPasses passes;
  private final StagingRing ring;
  private final GpuTimer timer;
  private final GpuFence slice = new GpuFence();
  private final SliceRate rate;
  private final int chunkRows;
  private final IdentityHashMap<SlabSet, GpuResident> residents = new IdentityHashMap<>();
  private final IdentityHashMap<SlabSet, GpuPool> pools = new IdentityHashMap<>();
  private final StagingRing places;
  private long poolBytes;
  private long passNanos;

  public GpuAggregator(GpuContext context, ShaderSource shaders) {
    this(context, shaders, KernelTuning.standard(context));
  }

  public GpuAggregator(GpuContext context, ShaderSource shaders, KernelTuning tuning) {
    this.context = context;
    kernels = new DensityKernels(context, shaders, tuning);
    boolean software = context.isSoftware();
    passes = new GridPasses(context, shaders);
    long ringBytes = software ? RING_BYTES_SOFTWARE : RING_BYTES;
    ring = new StagingRing(context, "staging", Math.max(ringBytes, GpuResident.PIECE_BYTES));
    timer = new GpuTimer(context);
    rate = new SliceRate(software ? FIRST_ROWS_PER_NANO_SOFTWARE : FIRST_ROWS_PER_NANO);
    chunkRows = tuning.chunkRows();
    places = new StagingRing(context, "staging", software ? PLACE_BYTES_SOFTWARE : PLACE_BYTES);
    poolBytes = usualPoolBytes(context);
  }

  /** Half of the GPU's memory; a GiB where the driver does not tell how much that is. */
  public static long usualPoolBytes(GpuContext context) {
    long told = context.memoryBytes();
    return told > 0 ? told / 2 : POOL_BYTES;
  }

  @Override
  public String id() {
    return "gpu";
  }

  @Override
  public String describe() {
    return "GPU, " + context.renderer();
  }

  /** The ring that uploads go through; its text tells its fill. */
  public StagingRing ring() {
    return ring;
  }

  /**
   * Sets the bytes of GPU memory that the blocks of a mapped set may take; by default half of what
   * the GPU has. Sets that have blocks on the GPU already keep their budget.
   */
  public void poolBytes(long bytes) {
    poolBytes = bytes;
  }

  /** GPU time of the last slice measured, 0 when the driver does not tell. */
  public long passNanos() {
    measure();
    return passNanos;
  }

  @Override
  public DensityGrid createGrid(String owner) {
    return new GpuGrid(context, passes, owner);
  }

  @Override
  public void restart(DensityGrid grid, GridSpec spec) {
    own(grid).restart(spec);
  }

  private static GpuGrid own(DensityGrid grid) {
    if (grid instanceof GpuGrid held) {
      return held;
    }
    throw new IllegalArgumentException("grid of another aggregator");
  }

  @Override
  public boolean advance(DensityGrid grid, SlabSet slabs, long deadlineNanos) {
    GpuGrid target = own(grid);
    boolean complete =
        isMapped(slabs)
            ? advancePool(target, slabs, deadlineNanos)
            : advanceAll(target, slabs, deadlineNanos);
    target.finish(complete);
    if (complete || !context.isSoftware()) {
      target.requestStats();
    }
    return complete;
  }

  private static boolean isMapped(SlabSet slabs) {
    return slabs.size() > 0 && slabs.get(0).isMapped();
  }

  private boolean advanceAll(GpuGrid target, SlabSet slabs, long deadlineNanos) {
    GpuResident resident = residentOf(slabs);
    if (target.pool.isRunning() || (target.chunks.isRunning() && !target.chunks.isOf(resident))) {
      target.restart(target.spec());
    }
    target.chunks.of(resident);
    target.wantedRows = slabs.rows();
    measure();
    if (target.countedRows < resident.rows() && sliceDone(deadlineNanos)) {
      count(target, resident.rows(), deadlineNanos);
    }
    return target.countedRows == slabs.rows();
  }

  private boolean advancePool(GpuGrid target, SlabSet slabs, long deadlineNanos) {
    GpuPool held = poolOf(slabs);
    if (!target.pool.isOf(held)) {
      if (target.pool.isRunning() || target.chunks.isRunning()) {
        target.restart(target.spec());
      }
      target.pool.begin(held, target.spec());
    }
    target.wantedRows = target.pool.rows();
    measure();
    if (!target.pool.isComplete() && sliceDone(deadlineNanos)) {
      count(target, target.wantedRows, deadlineNanos);
    }
    return target.pool.isComplete();
  }

  private void measure() {
    while (timer.poll()) {
      passNanos = timer.nanos();
      rate.observe(timer.tag(), timer.nanos());
    }
  }

  /** False while the GPU still works on an earlier slice: another would only make it later. */
  private boolean sliceDone(long deadlineNanos) {
    return slice.await(timer.isAvailable() ? 0 : deadlineNanos - System.nanoTime());
  }

  /** Counts what is on the GPU in the pass that the grid has begun. */
  private void count(GpuGrid grid, long rowsHere, long deadlineNanos) {
    kernels.view(grid.spec(), grid.cells(), rowsHere);
    grid.bindBins();
    boolean timed = timer.isAvailable();
    boolean again = true;
    while (again) {
      long begun = System.nanoTime();
      long budget = rate.rowsFor(deadlineNanos - begun);
      timer.begin(0);
      long rows =
          grid.chunks.isRunning()
              ? grid.chunks.dispatch(kernels, budget)
              : grid.pool.dispatch(kernels, places, budget);
      timer.end(rows);
      slice.set();
      if (rows > 0) {
        grid.touched(rows);
      }
      // Without a timer the fence tells what the slice took; the wait ends with the deadline.
      again = rows > 0 && !timed && slice.await(deadlineNanos - System.nanoTime());
      if (again) {
        long now = System.nanoTime();
        rate.observe(rows, now - begun);
        again = grid.countedRows < rowsHere && now < deadlineNanos;
      }
    }
    Barrier.STORAGE.issue();
  }

  private GpuResident residentOf(SlabSet slabs) {
    GpuResident resident = residents.get(slabs);
    if (resident == null) {
      resident = new GpuResident(context, chunkRows);
      residents.put(slabs, resident);
      prepare(slabs);
    }
    return resident;
  }

  /** Kernels for the set's channels are made with the set, not with the first brush. */
  private void prepare(SlabSet slabs) {
    if (slabs.size() > 0) {
      int colour = slabs.mode() == ColourMode.COUNT ? 0 : 1;
      int channels = Math.clamp(slabs.get(0).channels() - colour, 0, ChannelFilter.MOST_CHANNELS);
      kernels.prepare(slabs.mode(), channels);
    }
  }

  /** Names none: blocks are moved here in the set's order, whatever a pass looks at. */
  @Override
  public void demand(DensityGrid grid, BlockDemand to) {
    own(grid).pool.demand(to);
  }

  private GpuPool poolOf(SlabSet slabs) {
    GpuPool pool = pools.get(slabs);
    if (pool == null) {
      pool = new GpuPool(context, slabs, poolBytes, chunkRows);
      pools.put(slabs, pool);
      prepare(slabs);
    }
    return pool;
  }

  @Override
  public long upload(SlabSet slabs, long byteBudget) {
    if (isMapped(slabs)) {
      return poolOf(slabs).upload(byteBudget, ring);
    }
    return residentOf(slabs).upload(slabs, byteBudget, ring);
  }

  @Override
  public long pendingBytes(SlabSet slabs) {
    if (isMapped(slabs)) {
      return poolOf(slabs).pendingBytes();
    }
    return residentOf(slabs).pendingBytes(slabs);
  }

  @Override
  public void forget(SlabSet slabs) {
    GpuResident resident = residents.remove(slabs);
    if (resident != null) {
      resident.close();
    }
    GpuPool pool = pools.remove(slabs);
    if (pool != null) {
      pool.close();
    }
  }

  @Override
  public void close() {
    residents.values().forEach(GpuResident::close);
    residents.clear();
    pools.values().forEach(GpuPool::close);
    pools.clear();
    places.close();
    kernels.close();
    passes.close();
    slice.close();
    timer.close();
    ring.close();
  }
}
