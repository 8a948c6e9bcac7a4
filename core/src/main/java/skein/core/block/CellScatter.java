package skein.core.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Counting sort of all staged rows by the cells of one grid over the whole data, in Morton order.
 * Each member of a crew takes a range of blocks, counts them, then scatters their references.
 */
final class CellScatter {
  private final StagedRows staged;
  private final Crew crew;
  private final int cells;
  private final CellAxis cellX = new CellAxis();
  private final CellAxis cellY = new CellAxis();
  private final long[][] cursors;

  /** A grid of 2^bits cells on each axis over the bounds of all rows. */
  CellScatter(StagedRows staged, RowCounts counts, int bits, Crew crew) {
    this.staged = staged;
    this.crew = crew;
    this.cells = 1 << (2 * bits);
    this.cursors = new long[crew.members()][];
    cellX.set(counts.loX, counts.hiX, 1 << bits);
    cellY.set(counts.loY, counts.hiY, 1 << bits);
  }

  /** Fills the permutation; returns the first row of each cell, and the end. */
  long[] sort(MemorySegment permutation) {
    crew.run(this::count);
    long[] starts = new long[cells + 1];
    long at = 0;
    for (int c = 0; c < cells; c++) {
      starts[c] = at;
      for (long[] own : cursors) {
        long count = own[c];
        own[c] = at;
        at += count;
      }
    }
    starts[cells] = at;
    if (!crew.stopped()) {
      crew.run(member -> scatter(member, permutation));
    }
    return starts;
  }

  private int firstBlock(int member) {
    return (int) ((long) staged.blocks() * member / crew.members());
  }

  private void count(int member) {
    long[] own = new long[cells];
    cursors[member] = own;
    StagedRows.Reader reader = staged.new Reader();
    int[] at = new int[BlockSlab.MAX_ROWS];
    int end = firstBlock(member + 1);
    for (int b = firstBlock(member); b < end && !crew.stopped(); b++) {
      int n = reader.cells(b, cellX, cellY, at);
      for (int i = 0; i < n; i++) {
        own[at[i]]++;
      }
    }
  }

  private void scatter(int member, MemorySegment permutation) {
    long[] own = cursors[member];
    StagedRows.Reader reader = staged.new Reader();
    int[] at = new int[BlockSlab.MAX_ROWS];
    int end = firstBlock(member + 1);
    for (int b = firstBlock(member); b < end && !crew.stopped(); b++) {
      int n = reader.cells(b, cellX, cellY, at);
      for (int i = 0; i < n; i++) {
        long to = own[at[i]]++;
        permutation.setAtIndex(ValueLayout.JAVA_INT, to, StagedRows.reference(b, i));
      }
    }
  }
}
