package skein.desktop.engine;

import org.jspecify.annotations.Nullable;
import skein.core.gpu.GpuAggregator;
import skein.core.gpu.GpuContext;
import skein.core.residency.HostBudget;

/**
 * How much memory blocks of index files may take at a time, and how much the process as a whole
 * before caches let go. A budget smaller than a view only makes its picture exact later: blocks
 * come, are counted and go.
 *
 * @param host of the machine's memory, or null for half of it
 * @param gpu of the GPU's memory, or null for half of it
 * @param process resident memory of the process, of the machine's, or null for all of it
 */
public record MemoryLimits(
    @Nullable MemoryAmount host, @Nullable MemoryAmount gpu, @Nullable MemoryAmount process) {
  public static final MemoryLimits DEFAULT = new MemoryLimits(null, null, null);

  /** With the usual budget of the process. */
  public MemoryLimits(@Nullable MemoryAmount host, @Nullable MemoryAmount gpu) {
    this(host, gpu, null);
  }

  /** Bytes of host memory. */
  public long hostBytes() {
    HostBudget usual = HostBudget.ofMachine();
    return host == null ? usual.bytes() : host.of(HostBudget.machineBytes());
  }

  /** Bytes of resident memory that the process may have. */
  public long processBytes() {
    long machine = HostBudget.machineBytes();
    return process == null ? machine : process.of(machine);
  }

  /** Bytes of GPU memory on this GPU. */
  public long gpuBytes(GpuContext context) {
    long usual = GpuAggregator.usualPoolBytes(context);
    return gpu == null ? usual : gpu.of(2 * usual);
  }

  /**
   * The use of indexes that suits the budget: rows held in memory take {@link #LOADING_BYTES} each
   * while they are loaded, so that a smaller budget needs an index from fewer rows on.
   */
  public IndexWish suited(IndexWish usual) {
    return host == null
        ? usual
        : new IndexWish(Math.min(usual.rows(), hostBytes() / LOADING_BYTES), usual.folder());
  }

  private static final long LOADING_BYTES = 20;
}
