package skein.core.aggregate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import skein.core.block.SlabSet;
import skein.core.fault.SkeinException;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

/**
 * A grid counted by {@link CpuAggregator}. Its planes lie in native memory, ready for upload.
 * Render thread only.
 *
 * <p>While a pass runs, each member of the team counts into an array of its own. The planes hold
 * the sums once the pass is complete, or as of the last {@link #refresh()}.
 */
public final class CpuGrid implements HostGrid {
  /** What a grid is doing. */
  private enum Phase {
    IDLE,
    COUNTING,
    MERGING,
    COMPLETE
  }

  private static final int MAX_COLOURED_CELLS = 1 << 27;

  private final CpuAggregator aggregator;
  private final CpuAccumulator[] accumulators;
  private final CpuPass pass = new CpuPass();
  private final CpuMerge merge;
  private final GridStats stats = new GridStats();
  private final CrossCounts cross = new CrossCounts();
  private final GridSpec spec = new GridSpec();
  private boolean started;
  private Phase phase = Phase.IDLE;
  private boolean readable;
  private long version;

  CpuGrid(CpuAggregator aggregator, MemoryLedger ledger, String owner, int members) {
    this.aggregator = aggregator;
    this.accumulators = new CpuAccumulator[members];
    for (int m = 0; m < members; m++) {
      accumulators[m] = new CpuAccumulator(ledger, owner);
    }
    this.merge = new CpuMerge(ledger, owner, members);
  }

  void restart(GridSpec newSpec) {
    if (newSpec.mode() != ColourMode.COUNT && newSpec.cells() > MAX_COLOURED_CELLS) {
      throw SkeinException.environment(
          "grid too large for colours",
          "cells=" + newSpec.cells() + ", the limit is " + MAX_COLOURED_CELLS,
          "use a smaller --size or no --color");
    }
    spec.set(newSpec);
    started = true;
    merge.resize(spec.cells(), spec.mode());
    rewind();
  }

  private void rewind() {
    for (CpuAccumulator accumulator : accumulators) {
      accumulator.restart(spec.cells(), spec.mode());
    }
    pass.restart();
    phase = Phase.COUNTING;
    readable = false;
  }

  boolean advance(SlabSet slabs, CpuTeam team, long deadlineNanos) {
    requireStarted();
    if (!pass.isOf(slabs)) {
      rewind();
    }
    long known = pass.rows();
    pass.extend(slabs, spec);
    if (phase != Phase.COUNTING && pass.rows() != known) {
      phase = Phase.COUNTING;
    }
    if (phase == Phase.COUNTING) {
      aggregator.count(this, deadlineNanos);
      if (!counted()) {
        return false;
      }
      beginMerge();
      phase = Phase.MERGING;
    }
    if (phase == Phase.MERGING) {
      aggregator.merge(this, deadlineNanos);
      if (!merge.handedOut()) {
        return false;
      }
      endMerge();
      phase = Phase.COMPLETE;
    }
    return true;
  }

  void demand(BlockDemand to) {
    if (phase == Phase.COUNTING) {
      pass.demand(spec(), to);
    }
  }

  private boolean counted() {
    for (CpuAccumulator accumulator : accumulators) {
      if (!accumulator.isClear()) {
        return false;
      }
    }
    return pass.counted();
  }

  private void beginMerge() {
    for (CpuAccumulator accumulator : accumulators) {
      accumulator.stats().clear();
    }
    merge.begin();
  }

  private void endMerge() {
    stats.clear();
    for (CpuAccumulator accumulator : accumulators) {
      stats.add(accumulator.stats());
    }
    cross.clear();
    for (int m = 0; m < accumulators.length && spec.filter().channels() > 0; m++) {
      cross.add(accumulators[m].cross);
    }
    readable = true;
    version++;
  }

  /** Runs on every member of the team. */
  void countWork(int member, BlockKernel kernel, long deadlineNanos) {
    GridSpec wanted = spec();
    CpuAccumulator to = accumulators[member];
    while (!to.clear(wanted.mode())) {
      if (System.nanoTime() - deadlineNanos >= 0) {
        return;
      }
    }
    kernel.view(wanted);
    pass.work(kernel, to, deadlineNanos);
  }

  /** Runs on every member of the team. */
  void mergeWork(int member, long deadlineNanos) {
    merge.work(member, accumulators, deadlineNanos);
  }

  /**
   * Brings the planes and the stats up to what has been counted so far, so that a growing picture
   * can be shown; about 1 ms a million cells, not sliced.
   *
   * @return {@link #readable()}
   */
  public boolean refresh() {
    if (phase == Phase.COUNTING) {
      for (CpuAccumulator accumulator : accumulators) {
        if (!accumulator.isClear()) {
          return readable;
        }
      }
      beginMerge();
      aggregator.merge(this, Long.MAX_VALUE / 2 + System.nanoTime());
      endMerge();
    }
    return readable;
  }

  /** True when the planes hold counts of the pass in hand, all or those of the last refresh. */
  @Override
  public boolean readable() {
    return readable;
  }

  /** Grows by one with each change of the planes. */
  @Override
  public long version() {
    return version;
  }

  /** Counts, one u32 a cell, row-major from the bottom. Valid until the next restart. */
  @Override
  public MemorySegment counts() {
    MemorySegment plane = merge.counts();
    if (plane == null) {
      throw new IllegalStateException("grid was never started");
    }
    return plane;
  }

  /**
   * The second plane: MEAN one float32 a cell, the mean channel code or NaN; CATEGORY 8 u32 a cell;
   * COUNT null.
   */
  @Override
  public @Nullable MemorySegment aux() {
    return merge.aux();
  }

  @Override
  public GridSpec spec() {
    requireStarted();
    return spec;
  }

  private void requireStarted() {
    if (!started) {
      throw new IllegalStateException("grid was never started");
    }
  }

  @Override
  public boolean complete() {
    return phase == Phase.COMPLETE;
  }

  @Override
  public double exactShare() {
    long rows = 0;
    for (CpuAccumulator accumulator : accumulators) {
      rows += accumulator.rows;
    }
    return pass.nearRows() == 0 ? (complete() ? 1 : 0) : (double) rows / pass.nearRows();
  }

  @Override
  public GridStats stats() {
    return stats;
  }

  @Override
  public CrossCounts histograms() {
    return cross;
  }

  @Override
  public boolean awaitStats(long deadlineNanos) {
    return readable;
  }

  @Override
  public boolean statsReady() {
    return readable;
  }

  @Override
  public long countAt(int column, int row) {
    GridSpec held = spec();
    if (!readable || column < 0 || row < 0 || column >= held.width() || row >= held.height()) {
      return -1;
    }
    long cell = (long) row * held.width() + column;
    return Integer.toUnsignedLong(counts().get(ValueLayout.JAVA_INT, cell * 4));
  }

  @Override
  public void readCounts(int[] out) {
    refresh();
    MemorySegment.copy(counts(), ValueLayout.JAVA_INT, 0, out, 0, spec().cells());
  }

  @Override
  public void readMeans(float[] out) {
    refresh();
    MemorySegment plane = aux();
    if (plane == null || spec().mode() != ColourMode.MEAN) {
      throw new IllegalStateException("grid has no means: mode=" + spec().mode());
    }
    MemorySegment.copy(plane, ValueLayout.JAVA_FLOAT, 0, out, 0, spec().cells());
  }

  @Override
  public void close() {
    phase = Phase.IDLE;
    readable = false;
    started = false;
    pass.restart();
    merge.free();
    for (CpuAccumulator accumulator : accumulators) {
      accumulator.free();
    }
  }
}
