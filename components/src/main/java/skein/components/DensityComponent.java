package skein.components;

import com.badlogic.ashley.core.Component;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.DensityGrid;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.colour.Normaliser;
import skein.core.lod.LevelWindow;

/**
 * The grids of a view: one shown, one being counted, a coarse one behind them, some seen before.
 */
public final class DensityComponent implements Component {
  /** Grids kept of views seen before, at most. */
  public static final int MOST_SEEN = 6;

  /** The grid on screen: the newest complete one, or the first still growing. */
  public @Nullable DensityGrid front;

  /** The grid being counted for a newer view; never drawn. */
  public @Nullable DensityGrid back;

  /** The whole data at a fixed size, drawn where front does not reach. */
  public @Nullable DensityGrid overview;

  /**
   * The part of a count level in view, drawn where front does not reach; takes overview's place.
   */
  public @Nullable LevelWindow level;

  /** Pixels that a cell of the level in view takes on its longer side; 0 when none is shown. */
  public double levelCellPixels;

  /** Complete grids of views seen before, ready to be shown again; the oldest leaves first. */
  public final @Nullable DensityGrid[] seen = new @Nullable DensityGrid[MOST_SEEN];

  /** The slabs that {@link #seen} may be shown for. */
  public @Nullable SlabSet seenSlabs;

  /** The slabs that each grid counts; null when the grid holds nothing to draw or go on with. */
  public @Nullable SlabSet frontSlabs;

  /** What the window of front is offsets from; null when frontSlabs is. */
  public @Nullable SeriesOrigin frontOrigin;

  /** True once the view has rested on front: worth keeping for a way back. */
  public boolean frontRested;

  public @Nullable SlabSet backSlabs;
  public @Nullable SlabSet overviewSlabs;

  /** Where counts lie on the palette; the draw and the legend read it. */
  public final Normaliser normaliser = new Normaliser();

  /** True when front is exact for the view as it is now: a cell is a pixel. */
  public boolean current;

  /** Share of rows counted for the current view, 0 to 1; 1 when the picture is exact. */
  public double exactShare;
}
