package skein.desktop.engine;

import java.util.function.Consumer;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.DensityGrid;
import skein.core.govern.MemoryGovernor;
import skein.core.govern.MemoryKind;
import skein.core.govern.MemoryUse;
import skein.core.govern.Relief;
import skein.core.gpu.GpuAggregator;
import skein.core.gpu.GpuContext;
import skein.core.memory.MemoryLedger;
import skein.core.memory.ScratchPool;
import skein.core.residency.HostBudget;
import skein.systems.aggregate.AggregateSystem;

/**
 * What the governor watches and who lets go when memory is short: idle scratch memory first, then
 * blocks of mapped files, then grids of views seen before, which the render thread frees.
 */
final class MemoryKeeper implements AutoCloseable {
  private static final int DIRECT_SHARE_NUMERATOR = 3;
  private static final int DIRECT_SHARE_DENOMINATOR = 5;

  /** Grids belong to the render thread; it is asked and frees them in its next frame. */
  private static final class SeenGridsRelief implements Relief {
    private volatile boolean asked;

    @Override
    public long relieve(long bytes) {
      asked = true;
      return 0;
    }
  }

  private final SeenGridsRelief seen = new SeenGridsRelief();
  private final MemoryGovernor governor;
  private final Consumer<DensityGrid> forget;

  /**
   * @param processBytes budget of the process' resident memory
   * @param forget frees what is held for a grid that is closed
   */
  MemoryKeeper(
      GpuContext gpu,
      MemoryLedger host,
      Aggregator aggregator,
      HostBudget blocks,
      long processBytes,
      Consumer<DensityGrid> forget) {
    this.forget = forget;
    ScratchPool scratch = host.scratch();
    Relief idle =
        bytes -> {
          long before = scratch.stats().idleBytes();
          scratch.drop();
          return before;
        };
    long direct = HostBudget.machineBytes() / DIRECT_SHARE_DENOMINATOR * DIRECT_SHARE_NUMERATOR;
    long gpuBytes = aggregator instanceof GpuAggregator ? gpu.memoryBytes() : 0;
    governor =
        new MemoryGovernor(scratch::trim)
            .watch(MemoryKind.PROCESS, processBytes, MemoryUse::process, idle, blocks, seen)
            .watch(MemoryKind.HEAP, Runtime.getRuntime().maxMemory(), MemoryUse::heap, seen)
            .watch(
                MemoryKind.DIRECT,
                direct,
                () -> host.totalBytes() + MemoryUse.directBuffers(),
                idle,
                seen)
            .watch(MemoryKind.MAPPED, blocks.bytes(), blocks::used)
            .watch(MemoryKind.GPU, gpuBytes, gpu.ledger()::totalBytes, seen)
            .start();
  }

  MemoryGovernor governor() {
    return governor;
  }

  /** Frees what this thread has been asked for. Render thread, between frames. */
  void letGo(AggregateSystem counting) {
    if (seen.asked) {
      seen.asked = false;
      counting.forgetSeen(forget);
    }
  }

  @Override
  public void close() {
    governor.close();
  }
}
