package skein.systems.aggregate;

import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.SlabSet;

/**
 * Complete grids of views seen before, oldest first, within a budget of cells. Only grids that took
 * long to count get here; shorter ones are counted again as fast. One that is recalled for other
 * slabs than it counted is counted anew by its aggregator.
 */
final class SeenGrids {
  /** Cells of all grids kept; a cell costs some 16 bytes with its workers' shares. */
  private static final int MOST_CELLS = 6 << 20;

  private SeenGrids() {}

  /** Puts a grid of just this window and these slabs in front, if there is one. */
  static void recall(DensityComponent d, SlabSet slabs, GridSpec wanted) {
    if (d.seenSlabs != slabs) {
      return;
    }
    for (int i = 0; i < d.seen.length; i++) {
      DensityGrid grid = d.seen[i];
      if (grid != null && grid.spec().equals(wanted)) {
        d.seen[i] = d.front;
        d.front = grid;
        d.frontSlabs = slabs;
        return;
      }
    }
  }

  /** Keeps a grid that leaves the screen; returns one to count into in its place, or null. */
  static @Nullable DensityGrid keep(DensityComponent d, DensityGrid grid) {
    d.seenSlabs = d.frontSlabs;
    int most = Math.min(d.seen.length, MOST_CELLS / grid.spec().cells());
    if (most == 0 || !grid.complete()) {
      return grid;
    }
    int free = 0;
    while (free < most && d.seen[free] != null) {
      free++;
    }
    DensityGrid oldest = null;
    if (free == most) {
      oldest = d.seen[0];
      System.arraycopy(d.seen, 1, d.seen, 0, most - 1);
      free = most - 1;
    }
    d.seen[free] = grid;
    return oldest;
  }
}
