package skein.components;

import com.badlogic.ashley.core.Component;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.DensityGrid;

/** The grids of a view: one shown, one being counted, one that covers all data coarsely. */
public final class DensityComponent implements Component {
  /** The grid on screen: the newest complete one, or the first still growing. */
  public @Nullable DensityGrid front;

  /** The grid being counted for the current view. */
  public @Nullable DensityGrid back;

  /** The whole data at a fixed size, shown where front does not reach. */
  public @Nullable DensityGrid overview;

  /** View and data revisions that front, back and overview stand for; -1 when none. */
  public long frontView = -1;

  public long frontData = -1;
  public long backView = -1;
  public long backData = -1;
  public long overviewData = -1;

  /** Share of rows counted for the current view, 0 to 1; 1 when the picture is exact. */
  public double exactShare;
}
