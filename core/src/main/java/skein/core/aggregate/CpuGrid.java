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
 * the sums once the pass is complete, or as of the last {@link #refresh()}. Those of a sampled pass
 * hold estimates meanwhile, from an equal share of all blocks: after a round whose successor would
 * end too late for the frame.
 */
public final class CpuGrid implements HostGrid {
  /** What a grid is doing. */
  private enum Phase {
    IDLE,
    COUNTING,
    /** Puts what a round of a sampled pass has counted into the planes. */
    SAMPLING,
    MERGING,
    COMPLETE
  }

  private static final int MAX_COLOURED_CELLS = 1 << 27;

  private final CpuAggregator aggregator;
  private final CpuPass pass = new CpuPass();
  private final CpuPlanes planes;
  private final GridSpec spec = new GridSpec();
  private boolean started;
  private Phase phase = Phase.IDLE;
  private boolean sampled;
  private boolean estimated;

  /** The round that was put into the planes last, and how long counting took up to now. */
  private int shownRound;

  private long countedNanos;
  private boolean readable;
  private long version;

  CpuGrid(CpuAggregator aggregator, MemoryLedger ledger, String owner, int members) {
    this.aggregator = aggregator;
    this.planes = new CpuPlanes(ledger, owner, members);
  }

  void restart(GridSpec newSpec, boolean inRounds) {
    if (newSpec.mode() != ColourMode.COUNT && newSpec.cells() > MAX_COLOURED_CELLS) {
      throw SkeinException.environment(
          "grid too large for colours",
          "cells=" + newSpec.cells() + ", the limit is " + MAX_COLOURED_CELLS,
          "use a smaller --size or no --color");
    }
    spec.set(newSpec);
    started = true;
    sampled = inRounds;
    rewind();
  }

  private void rewind() {
    planes.restart(spec);
    pass.restart(sampled);
    shownRound = sampled ? 0 : SampleRounds.LAST;
    countedNanos = 0;
    estimated = false;
    phase = Phase.COUNTING;
    readable = false;
  }

  boolean advance(SlabSet slabs, long deadlineNanos) {
    requireStarted();
    if (!pass.isOf(slabs)) {
      rewind();
    }
    long known = pass.rows();
    pass.extend(slabs, spec);
    if (phase != Phase.COUNTING && pass.rows() != known) {
      phase = Phase.COUNTING;
    }
    while (phase == Phase.COUNTING || phase == Phase.SAMPLING) {
      boolean goesOn = phase == Phase.COUNTING ? count(deadlineNanos) : sample(deadlineNanos);
      if (!goesOn) {
        return false;
      }
    }
    if (phase == Phase.MERGING) {
      aggregator.merge(this, deadlineNanos);
      phase = endMerge() ? Phase.COMPLETE : Phase.MERGING;
      estimated &= !complete();
    }
    return complete();
  }

  /** Counts one round on; false when its rows have to wait for another frame or for blocks. */
  private boolean count(long deadlineNanos) {
    long start = System.nanoTime();
    aggregator.count(this, deadlineNanos);
    long now = System.nanoTime();
    countedNanos += now - start;
    if (!planes.isClear() || !pass.roundEnded()) {
      return false;
    }
    if (pass.counted()) {
      planes.beginMerge(1);
      phase = Phase.MERGING;
      return true;
    }
    int round = pass.round();
    boolean last = round == SampleRounds.LAST;
    // the next round has as many rows as all up to now
    boolean tooLong = last || now + countedNanos - deadlineNanos >= 0;
    if (tooLong && round != shownRound) {
      planes.beginMerge(SampleRounds.scale(round));
      phase = Phase.SAMPLING;
      return true;
    }
    pass.nextRound();
    return !last;
  }

  /** Puts the round just counted into the planes; false when the frame's time is over. */
  private boolean sample(long deadlineNanos) {
    aggregator.merge(this, deadlineNanos);
    if (endMerge()) {
      shownRound = pass.round();
      estimated = true;
      pass.nextRound();
      phase = Phase.COUNTING;
    }
    return System.nanoTime() - deadlineNanos < 0;
  }

  void demand(BlockDemand to) {
    if (phase == Phase.COUNTING || phase == Phase.SAMPLING) {
      pass.demand(spec(), to);
    }
  }

  private boolean endMerge() {
    boolean all = planes.endMerge(spec.filter().channels());
    readable |= all;
    version += all ? 1 : 0;
    return all;
  }

  /** Runs on every member of the team. */
  void countWork(int member, BlockKernel kernel, long deadlineNanos) {
    GridSpec wanted = spec();
    CpuAccumulator to = planes.of(member);
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
    planes.mergeWork(member, deadlineNanos);
  }

  /**
   * Brings the planes and the stats up to what has been counted so far, so that a growing picture
   * can be shown; about 1 ms a million cells, not sliced.
   *
   * @return {@link #readable()}
   */
  public boolean refresh() {
    boolean counts = phase == Phase.COUNTING || phase == Phase.SAMPLING;
    if (counts && planes.isClear()) {
      planes.beginMerge(1);
      aggregator.merge(this, Long.MAX_VALUE / 2 + System.nanoTime());
      endMerge();
      phase = Phase.COUNTING;
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
    MemorySegment plane = planes.counts();
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
    return planes.aux();
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
  public boolean estimated() {
    return estimated;
  }

  @Override
  public double exactShare() {
    long near = pass.nearRows();
    return near == 0 ? (complete() ? 1 : 0) : (double) planes.rows() / near;
  }

  @Override
  public long rowsLookedAt() {
    return planes.rows();
  }

  @Override
  public GridStats stats() {
    return planes.stats();
  }

  @Override
  public CrossCounts histograms() {
    return planes.cross();
  }

  @Override
  public boolean statsReady() {
    return readable;
  }

  @Override
  public long countAt(int column, int row) {
    GridSpec held = spec();
    if (!readable
        || estimated
        || column < 0
        || row < 0
        || column >= held.width()
        || row >= held.height()) {
      return -1;
    }
    long at = 4L * (row * (long) held.width() + column);
    return Integer.toUnsignedLong(counts().get(ValueLayout.JAVA_INT, at));
  }

  @Override
  public void readCounts(int[] out) {
    refresh();
    HostGrid.super.readCounts(out);
  }

  @Override
  public void readMeans(float[] out) {
    refresh();
    HostGrid.super.readMeans(out);
  }

  @Override
  public void close() {
    phase = Phase.IDLE;
    readable = false;
    started = false;
    pass.restart(false);
    planes.free();
  }
}
