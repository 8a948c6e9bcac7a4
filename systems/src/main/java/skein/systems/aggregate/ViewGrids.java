package skein.systems.aggregate;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.core.aggregate.DensityGrid;

/** Frees the grids that a view holds. Render thread. */
public final class ViewGrids {
  private ViewGrids() {}

  /**
   * Frees a view's grids; it counts anew when it goes on.
   *
   * @param forget lets others free what they hold for a grid
   */
  public static void release(DensityComponent d, Consumer<DensityGrid> forget) {
    closeGrid(d.front, forget);
    closeGrid(d.back, forget);
    closeGrid(d.overview, forget);
    closeGrid(d.level, forget);
    closeSeen(d, forget);
    d.front = null;
    d.back = null;
    d.overview = null;
    d.level = null;
    d.levelCellPixels = 0;
    d.frontSlabs = null;
    d.frontOrigin = null;
    d.backSlabs = null;
    d.overviewSlabs = null;
    d.current = false;
    d.exactShare = 0;
  }

  /** Frees the grids of views seen before. */
  static void closeSeen(DensityComponent d, Consumer<DensityGrid> forget) {
    for (int i = 0; i < d.seen.length; i++) {
      closeGrid(d.seen[i], forget);
      d.seen[i] = null;
    }
    d.seenSlabs = null;
  }

  private static void closeGrid(@Nullable DensityGrid grid, Consumer<DensityGrid> forget) {
    if (grid != null) {
      forget.accept(grid);
      grid.close();
    }
  }
}
