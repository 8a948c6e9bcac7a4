package skein.perf;

import java.util.List;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.memory.Lease;
import skein.core.memory.MemoryLedger;
import skein.core.memory.PoolSettings;
import skein.core.memory.ScratchPool;
import skein.core.profile.Lane;
import skein.core.profile.Profiler;
import skein.core.source.ColourMode;

/** The figures of a submission that need no picture. One thread. */
final class SmokeWork implements AutoCloseable {
  private static final int ROWS = 32_768;
  private static final int SLABS = 4;
  private static final int SIDE = 192;
  private static final int LEASES = 4_000;
  private static final int ZONES = 4_000;
  private static final int RING_ZONES = 1 << 14;
  private static final int KEPT_ZONES = 1 << 13;

  private final MemoryLedger ledger = new MemoryLedger();
  private final ArrayBatch batch = new ArrayBatch(ROWS, 1);
  private final BlockBuilder builder = new BlockBuilder(ledger, ArrayBatch.PROJECTION);
  private final SlabSet slabs = new SlabSet(ColourMode.COUNT);
  private final CpuAggregator aggregator = new CpuAggregator(ledger, 1);
  private final DensityGrid grid = aggregator.createGrid("smoke");
  private final GridSpec spec = new GridSpec(SIDE, SIDE, 0, 1, 0, 1, ColourMode.COUNT);
  private final int[] cells = new int[SIDE * SIDE];
  private final SmokePlain plain = new SmokePlain(ROWS, RING_ZONES, 2 * KEPT_ZONES);
  private final ScratchPool pool;
  private final Profiler profiler = new Profiler(ledger);
  private final Lane lane = profiler.lane("smoke");
  private final int zone = profiler.zones().id("smoke");
  private long sum;

  SmokeWork() {
    PoolSettings u = PoolSettings.USUAL;
    pool =
        new ScratchPool(
            ledger,
            new PoolSettings(u.smallest(), u.largest(), u.mostBytes(), u.keepRounds(), false));
    for (int i = 0; i < SLABS; i++) {
      slabs.add(build());
    }
    profiler.record(KEPT_ZONES);
  }

  List<SmokeFigure> figures() {
    return List.of(
        new SmokeFigure("build blocks", () -> build().close(), () -> plain.quantise(batch)),
        new SmokeFigure("count rows", this::count, this::plainCount),
        new SmokeFigure("lease memory", this::lease, () -> plain.lend(LEASES)),
        new SmokeFigure("record zones", this::zones, () -> plain.stamp(ZONES)));
  }

  private BlockSlab build() {
    builder.add(batch, 0);
    BlockSlab slab = builder.build();
    if (slab == null) {
      throw new IllegalStateException("a batch gave no slab");
    }
    slab.dropResidual();
    return slab;
  }

  private void count() {
    aggregator.restart(grid, spec);
    while (!aggregator.advance(grid, slabs, System.nanoTime() + 1_000_000_000L)) {
      Thread.onSpinWait();
    }
  }

  private void plainCount() {
    PlainLoops.blocks(slabs, cells, SIDE, SIDE, 0, 1);
    int most = 0;
    for (int cell : cells) {
      most = Math.max(most, cell);
    }
    sum += most;
  }

  private void lease() {
    for (int i = 0; i < LEASES; i++) {
      try (Lease lease = pool.lease("smoke", 40_000)) {
        sum += lease.bytes();
      }
    }
  }

  private void zones() {
    for (int i = 0; i < ZONES; i++) {
      lane.begin(zone);
      lane.end();
    }
    profiler.collect();
  }

  /** Keeps what was computed from being left out. */
  long sum() {
    return sum + plain.sum();
  }

  @Override
  public void close() {
    profiler.close();
    plain.close();
    pool.close();
    grid.close();
    aggregator.close();
    slabs.close();
    batch.close();
  }
}
