package skein.components;

import com.badlogic.ashley.core.Component;
import org.jspecify.annotations.Nullable;
import skein.core.select.RowPage;
import skein.core.select.Selection;
import skein.core.select.SelectionService;
import skein.core.select.SelectionSummary;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;

/**
 * The rows that the user has chosen, and the choosing itself; views side by side share one, so that
 * what is chosen in one shows in all.
 */
public final class SelectionComponent implements Component {
  /** What the next drag of the left button does instead of panning. */
  public enum Tool {
    NONE,
    BOX,
    LASSO
  }

  /** Points of a lasso while it is drawn; at the last one every second is dropped. */
  public static final int MOST_POINTS = 2_048;

  public Tool tool = Tool.NONE;

  /** True while the button is held. */
  public boolean drawing;

  /** The view in which it is drawn; null before the first. */
  public @Nullable ViewComponent drawnIn;

  /** True while a lasso is drawn, false for a box, whose corners are the first two points. */
  public boolean lasso;

  /** The path being drawn: offsets from the bases, since the view may move meanwhile. */
  public long baseX;

  public long baseY;
  public final double[] pathX = new double[MOST_POINTS];
  public final double[] pathY = new double[MOST_POINTS];
  public int points;

  /** The region chosen, or null. */
  public @Nullable Selection selection;

  /** The axes that it was drawn on; null while those of any view will do. */
  public @Nullable Projection axes;

  /** The rows that it was drawn on; null while none was. */
  public @Nullable SourceRequest source;

  /** Answers about it; null when nothing is open. */
  public @Nullable SelectionService service;

  /** Number of the request asked for {@link #selection}; 0 when none. */
  public long request;

  /** The filter that {@link #service} knows, by its version, and frames since it changed last. */
  public long filterSeen = -1;

  public long filterTold = -1;
  public int filterRest;
  public @Nullable SelectionService filterToldTo;

  /** The newest answer, or null while none has come. */
  public @Nullable SelectionSummary summary;

  /** True while the table of rows is shown. */
  public boolean table;

  /** The rows that are shown, or null. */
  public @Nullable RowPage page;

  /** First row of the page asked for, -1 when none is. */
  public long pageAsked = -1;

  /** Drops the region and all that was answered. */
  public void clear() {
    drawing = false;
    points = 0;
    selection = null;
    forget();
    table = false;
    if (service != null) {
      service.cancel();
    }
  }

  /** Asks for the region's rows anew, as after a change of the rows. */
  public void ask() {
    Selection chosen = selection;
    SelectionService answers = service;
    forget();
    if (chosen != null && answers != null) {
      request = answers.request(chosen);
    }
  }

  private void forget() {
    request = 0;
    summary = null;
    page = null;
    pageAsked = -1;
  }
}
