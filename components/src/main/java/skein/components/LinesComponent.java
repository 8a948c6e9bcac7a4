package skein.components;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Entity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.CrossCounts;
import skein.core.axis.AxisWindow;
import skein.core.line.ExactLineRows;
import skein.core.line.ExactLines;
import skein.core.line.GapRule;
import skein.core.line.LineLoader;
import skein.core.line.LineSet;
import skein.core.line.LineStep;
import skein.core.line.LineWindow;
import skein.core.source.LineProjection;

/** A plot's lines and what they share; empty while the plot shows points. */
public final class LinesComponent implements Component {
  /** A place along x that the user has marked: {@code base + offset}. */
  public static final class Cursor {
    public boolean set;
    public long base;
    public double offset;
  }

  /** An entity with a LineComponent for each series, in order. */
  public final List<Entity> lines = new ArrayList<>();

  public @Nullable LineProjection projection;
  public @Nullable LineSet set;
  public @Nullable LineLoader loader;

  /** The set's rows that pass the brushes, owned by the series; null for all. */
  public @Nullable LineSet passing;

  /** True while the rows drawn are not those that pass now. */
  public boolean awaitsRows;

  /** Values in view by bin of each channel, or null while they are not counted. */
  public @Nullable CrossCounts histograms;

  /** Fetches rows for views deeper than codes reach; null while no lines are shown. */
  public @Nullable ExactLines exact;

  /** The last answer; it may be for another window than the view's. */
  public @Nullable ExactLineRows exactRows;

  /** The window asked for and not answered yet, or null. */
  public @Nullable LineWindow asked;

  /** The last window that holds more rows than are fetched, or null. */
  public @Nullable LineWindow refused;

  /** True while the picture is coarser than the rows that are on their way. */
  public boolean awaitsExact;

  /** The window of the axis at the right. */
  public final AxisWindow rightY = new AxisWindow();

  /** True while the left y axis shows just what is in view along x; right likewise. */
  public boolean autoY = true;

  public boolean autoRight = true;

  public LineStep step = LineStep.LINEAR;

  /** Fills down to zero, or to the edge nearest to it. */
  public boolean area;

  /** False draws the covered pixels alone. */
  public boolean smooth = true;

  public GapRule gaps = GapRule.NONE;

  public final Cursor[] cursors = {new Cursor(), new Cursor()};

  /** Values in view, of all visible lines. */
  public long inView;

  /** Grows with each change of how the lines are drawn. */
  public long revision;

  /** Grows each time that the columns of the lines were computed. */
  public long computed;

  /** The rows that pass, or null while the plot shows no lines. */
  public @Nullable LineSet rows() {
    return passing == null ? set : passing;
  }

  /** True while the plot shows lines. */
  public boolean active() {
    return set != null;
  }
}
