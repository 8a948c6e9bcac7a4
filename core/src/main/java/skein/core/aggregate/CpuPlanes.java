package skein.core.aggregate;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import skein.core.memory.MemoryLedger;

/**
 * What the members of a team have counted of a grid, and the planes and facts that it is added up
 * into. Set up by the render thread; counting and merging run on all members.
 */
final class CpuPlanes {
  private final CpuAccumulator[] accumulators;
  private final CpuMerge merge;
  private final GridStats stats = new GridStats();
  private final CrossCounts cross = new CrossCounts();
  private int scale = 1;

  CpuPlanes(MemoryLedger ledger, String owner, int members) {
    accumulators = new CpuAccumulator[members];
    for (int m = 0; m < members; m++) {
      accumulators[m] = new CpuAccumulator(ledger, owner);
    }
    merge = new CpuMerge(ledger, owner, members);
  }

  /** Begins to count anew. */
  void restart(GridSpec spec) {
    merge.resize(spec.cells(), spec.mode());
    for (CpuAccumulator accumulator : accumulators) {
      accumulator.restart(spec.cells(), spec.mode());
    }
  }

  /** What a member counts into. */
  CpuAccumulator of(int member) {
    return accumulators[member];
  }

  /** True when nothing of an earlier pass is left. */
  boolean isClear() {
    for (CpuAccumulator accumulator : accumulators) {
      if (!accumulator.isClear()) {
        return false;
      }
    }
    return true;
  }

  /** Rows looked at. */
  long rows() {
    long rows = 0;
    for (CpuAccumulator accumulator : accumulators) {
      rows += accumulator.rows;
    }
    return rows;
  }

  /** Begins to add up; all counts are multiplied by {@code times}. */
  void beginMerge(int times) {
    for (CpuAccumulator accumulator : accumulators) {
      accumulator.stats().clear();
    }
    scale = times;
    merge.begin(times);
  }

  /** Runs on every member of the team. */
  void mergeWork(int member, long deadlineNanos) {
    merge.work(member, accumulators, deadlineNanos);
  }

  /** Puts the facts together once all is added up; false when some is left. */
  boolean endMerge(int channels) {
    if (!merge.handedOut()) {
      return false;
    }
    stats.clear();
    cross.clear();
    for (CpuAccumulator accumulator : accumulators) {
      stats.add(accumulator.stats());
      if (channels > 0) {
        cross.add(accumulator.cross, scale);
      }
    }
    return true;
  }

  @Nullable MemorySegment counts() {
    return merge.counts();
  }

  @Nullable MemorySegment aux() {
    return merge.aux();
  }

  GridStats stats() {
    return stats;
  }

  CrossCounts cross() {
    return cross;
  }

  void free() {
    merge.free();
    for (CpuAccumulator accumulator : accumulators) {
      accumulator.free();
    }
  }
}
