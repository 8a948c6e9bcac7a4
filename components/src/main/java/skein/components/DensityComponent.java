package skein.components;

import com.badlogic.ashley.core.Component;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.DensityGrid;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.colour.Normaliser;

/** The grids of a view: one shown, one being counted, one that covers all data coarsely. */
public final class DensityComponent implements Component {
  /** The grid on screen: the newest complete one, or the first still growing. */
  public @Nullable DensityGrid front;

  /** The grid being counted for a newer view; never drawn. */
  public @Nullable DensityGrid back;

  /** The whole data at a fixed size, drawn where front does not reach. */
  public @Nullable DensityGrid overview;

  /** The slabs that each grid counts; null when the grid holds nothing to draw or go on with. */
  public @Nullable SlabSet frontSlabs;

  /** What the window of front is offsets from; null when frontSlabs is. */
  public @Nullable SeriesOrigin frontOrigin;

  public @Nullable SlabSet backSlabs;
  public @Nullable SlabSet overviewSlabs;

  /** Where counts lie on the palette; the draw and the legend read it. */
  public final Normaliser normaliser = new Normaliser();

  /** True when front is exact for the view as it is now: a cell is a pixel. */
  public boolean current;

  /** Share of rows counted for the current view, 0 to 1; 1 when the picture is exact. */
  public double exactShare;
}
