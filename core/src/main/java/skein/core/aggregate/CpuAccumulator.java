package skein.core.aggregate;

import java.util.Arrays;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

/**
 * What one worker has counted of a pass, and where it is. Written by that worker inside {@link
 * CpuAggregator#advance} only; the arrays are on the heap, where counting is a quarter faster than
 * in native memory, and are booked in the ledger like the rest.
 */
final class CpuAccumulator {
  private static final int CLEAR_RUN = 1 << 20;

  private final MemoryLedger ledger;
  private final String owner;
  private final GridStats stats = new GridStats();

  /** COUNT: a cell's rows. CATEGORY: 8 counts a cell. */
  int[] counts = new int[0];

  /** MEAN: two longs a cell, see {@link BlockKernel}. */
  long[] sums = new long[0];

  /** The channels' histograms. */
  final CrossCounts cross = new CrossCounts();

  /** Rows of the blocks looked at in this pass. */
  long rows;

  private int cleared;
  private int used;
  private long booked;

  CpuAccumulator(MemoryLedger ledger, String owner) {
    this.ledger = ledger;
    this.owner = owner;
  }

  /** Begins a pass; the old counts are cleared by {@link #clear} in steps. */
  void restart(int cells, ColourMode mode) {
    int ints = mode == ColourMode.MEAN ? 0 : mode == ColourMode.CATEGORY ? cells * 8 : cells;
    int longs = mode == ColourMode.MEAN ? cells * 2 : 0;
    if (counts.length < ints || sums.length < longs) {
      unbook();
      counts = ints > counts.length ? new int[ints] : counts;
      sums = longs > sums.length ? new long[longs] : sums;
      booked = counts.length * 4L + sums.length * 8L;
      ledger.open(owner, booked);
    }
    used = Math.max(ints, longs);
    cleared = 0;
    rows = 0;
    cross.clear();
  }

  private void unbook() {
    if (booked != 0) {
      ledger.close(owner, booked);
      booked = 0;
    }
  }

  /** Clears the next part; true when all is clear. */
  boolean clear(ColourMode mode) {
    if (cleared < used) {
      int end = Math.min(used, cleared + CLEAR_RUN);
      if (mode == ColourMode.MEAN) {
        Arrays.fill(sums, cleared, end, 0);
      } else {
        Arrays.fill(counts, cleared, end, 0);
      }
      cleared = end;
    }
    return cleared == used;
  }

  boolean isClear() {
    return cleared == used;
  }

  /** Facts of the rows of cells that this worker has merged. */
  GridStats stats() {
    return stats;
  }

  void free() {
    counts = new int[0];
    sums = new long[0];
    unbook();
  }
}
