package skein.components;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Entity;
import java.util.ArrayList;
import java.util.List;

/** The plots side by side: which there are, how they lie and what they share of their views. */
public final class CanvasComponent implements Component {
  /** How plots divide the window. */
  public enum Arrangement {
    /** Lines one below the other; points side by side, from three on in a grid. */
    AUTOMATIC,
    COLUMNS,
    ROWS,
    GRID
  }

  /** An entity each, in reading order; never empty while the engine runs. */
  public final List<Entity> plots = new ArrayList<>();

  public Arrangement arrangement = Arrangement.AUTOMATIC;

  /** Plots with the same kind of x axis show the same part of it; y likewise. */
  public boolean linkX;

  public boolean linkY;

  /** Grows by one with each change of the plots. */
  public long revision;

  /** True when moving one view moves others. */
  public boolean isLinked() {
    return plots.size() > 1 && (linkX || linkY);
  }
}
