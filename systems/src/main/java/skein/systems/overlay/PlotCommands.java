package skein.systems.overlay;

import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.source.ColourMode;

/**
 * What the panels and keys can ask of the application. Called on the render thread, never blocks.
 */
public interface PlotCommands {
  void fit();

  void back();

  void forward();

  /** Loads the series again with other columns or scales; null columns mean the automatic pick. */
  void reload(
      @Nullable String x,
      @Nullable String y,
      @Nullable String colour,
      @Nullable ColourMode mode,
      AxisScale xScale,
      AxisScale yScale);

  /** Shows the rows as lines, or as points. */
  void showLines(boolean lines);

  /**
   * Applies a SQL predicate (empty for none). The check runs in the background; {@link
   * #filterError()} tells the outcome, and a bad predicate leaves the data on screen as they are.
   */
  void filter(String where);

  /** Loads a column, too, to filter by; the view and the ranges stay. */
  void addChannel(String column);

  /** Drops a column that rows are filtered by. */
  void removeChannel(String column);

  /**
   * Reads lines anew where the ranges chosen have changed; what is shown stays until then.
   *
   * @param asked true when the user asks for it; lines of an index need that, since the rows that
   *     pass get an index of their own
   * @return true while changed ranges wait to be asked for
   */
  boolean filterLines(boolean asked);

  /** One line about the last predicate, empty when it is good. */
  String filterError();

  /** The predicate in force, empty for none. */
  String activeFilter();

  void cancelLoad();

  void open(String location);

  /** Writes a PNG of the window next to the current folder; the status line tells its name. */
  void savePng();

  /** The newest notice for the status line, empty for none. */
  String notice();

  void toggleFullScreen();

  void quit();
}
