package skein.core.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import skein.core.lod.CountPyramid;

/** Counts places into the cells of a pyramid's level 0, runs of one cell at once. One thread. */
final class PyramidCounter {
  private static final VarHandle CELL = ValueLayout.JAVA_INT.varHandle();

  private final MemorySegment cells;
  private final int bits;
  private final int shiftX;
  private final int shiftY;

  PyramidCounter(CountPyramid pyramid, AxisGrid x, AxisGrid y) {
    this.cells = pyramid.cells();
    this.bits = pyramid.levels() - 1;
    this.shiftX = x.bits - bits;
    this.shiftY = y.bits - bits;
  }

  /** Counts rows whose cells no other thread counts at the same time. */
  void count(long[] placeX, long[] placeY, int n) {
    count(placeX, placeY, n, false);
  }

  /** Counts rows whose cells other threads may count, too. */
  void countShared(long[] placeX, long[] placeY, int n) {
    count(placeX, placeY, n, true);
  }

  private void count(long[] placeX, long[] placeY, int n, boolean shared) {
    long cell = -1;
    int run = 0;
    for (int i = 0; i < n; i++) {
      long at = (placeY[i] >>> shiftY) << bits | (placeX[i] >>> shiftX);
      if (at != cell) {
        add(cell, run, shared);
        cell = at;
        run = 0;
      }
      run++;
    }
    add(cell, run, shared);
  }

  private void add(long cell, int run, boolean shared) {
    if (run == 0) {
      return;
    }
    if (shared) {
      int ignored = (int) CELL.getAndAdd(cells, cell * 4, run);
    } else {
      int now = cells.get(ValueLayout.JAVA_INT, cell * 4);
      cells.set(ValueLayout.JAVA_INT, cell * 4, now + run);
    }
  }
}
