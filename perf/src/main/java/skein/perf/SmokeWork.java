package skein.perf;

import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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
  private static final int BATCHES = 4;
  private static final int SIDE = 512;
  private static final int LEASES = 4_000;
  private static final int ZONES = 8_000;
  private final MemoryLedger ledger = new MemoryLedger();
  private final ArrayBatch batch = new ArrayBatch(BlockBuilder.CAPACITY, 1);
  private final SlabSet slabs = new SlabSet(ColourMode.COUNT);
  private final CpuAggregator aggregator = new CpuAggregator(ledger, 1);
  private final DensityGrid grid = aggregator.createGrid("smoke");
  private final GridSpec spec = new GridSpec(SIDE, SIDE, 0, 1, 0, 1, ColourMode.COUNT);
  private final int[] cells = new int[SIDE * SIDE];
  private final double[] xs = new double[BlockBuilder.CAPACITY];
  private final double[] ys = new double[BlockBuilder.CAPACITY];
  private final int[] codes = new int[BlockBuilder.CAPACITY];
  private final ScratchPool pool;
  private final Map<String, AtomicLong> booked = new ConcurrentHashMap<>();
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
    for (int i = 0; i < BATCHES; i++) {
      slabs.add(build());
    }
    booked.put("a", new AtomicLong());
    booked.put("b", new AtomicLong());
    profiler.record(1 << 16);
  }

  List<SmokeFigure> figures() {
    return List.of(
        SmokeFigure.ofThread("build blocks", () -> build().close(), this::quantise),
        SmokeFigure.ofThread("count rows", this::count, this::plainCount),
        SmokeFigure.ofThread("lease memory", this::lease, this::book),
        SmokeFigure.ofThread("record zones", this::zones, this::clocks));
  }

  private BlockSlab build() {
    BlockBuilder builder = new BlockBuilder(ledger, ArrayBatch.PROJECTION);
    builder.add(batch, 0);
    BlockSlab slab = builder.build();
    if (slab == null) {
      throw new IllegalStateException("a batch gave no slab");
    }
    slab.dropResidual();
    return slab;
  }

  /** Reads the same rows, finds codes of 16 bits and puts them into cells' order: no more. */
  private void quantise() {
    for (int i = 0; i < xs.length; i++) {
      xs[i] = batch.data(0).getAtIndex(ValueLayout.JAVA_DOUBLE, i);
      ys[i] = batch.data(1).getAtIndex(ValueLayout.JAVA_DOUBLE, i);
    }
    int[] at = new int[65];
    for (int i = 0; i < xs.length; i++) {
      at[((int) (xs[i] * 7.99) | (int) (ys[i] * 7.99) << 3) + 1]++;
    }
    for (int c = 1; c < at.length; c++) {
      at[c] += at[c - 1];
    }
    double step = 1 / 65_535.0;
    for (int i = 0; i < xs.length; i++) {
      int to = at[(int) (xs[i] * 7.99) | (int) (ys[i] * 7.99) << 3]++;
      codes[to] = (int) (xs[i] / step) | (int) (ys[i] / step) << 16;
    }
    sum += codes[codes.length - 1];
  }

  private void count() {
    aggregator.restart(grid, spec);
    while (!aggregator.advance(grid, slabs, System.nanoTime() + 1_000_000_000L)) {
      Thread.onSpinWait();
    }
  }

  private void plainCount() {
    PlainLoops.blocks(slabs, cells, SIDE, SIDE, 0, 1);
  }

  private void lease() {
    for (int i = 0; i < LEASES; i++) {
      try (Lease lease = pool.lease("smoke", 40_000)) {
        sum += lease.bytes();
      }
    }
  }

  /** What booking from one account to another and back takes at least. */
  private void book() {
    for (int i = 0; i < LEASES; i++) {
      for (int k = 0; k < 2; k++) {
        AtomicLong from = booked.get(k == 0 ? "a" : "b");
        AtomicLong to = booked.get(k == 0 ? "b" : "a");
        if (from != null && to != null) {
          from.addAndGet(-i);
          from.decrementAndGet();
          to.addAndGet(i);
          to.incrementAndGet();
        }
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

  private void clocks() {
    for (int i = 0; i < ZONES; i++) {
      sum += System.nanoTime();
      sum -= System.nanoTime();
    }
  }

  /** Keeps what was computed from being left out. */
  long sum() {
    return sum;
  }

  @Override
  public void close() {
    profiler.close();
    pool.close();
    grid.close();
    aggregator.close();
    slabs.close();
    batch.close();
  }
}
