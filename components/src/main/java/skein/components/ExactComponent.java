package skein.components;

import com.badlogic.ashley.core.Component;
import org.jspecify.annotations.Nullable;
import skein.core.load.ExactRows;
import skein.core.load.ExactWindow;
import skein.core.query.RowWindow;

/** What a view deeper than the codes of blocks is served from. */
public final class ExactComponent implements Component {
  /** Fetches rows of the series shown; null while nothing is shown. */
  public @Nullable ExactRows rows;

  /** The last answer; it may be for another window than the view's. */
  public @Nullable ExactWindow window;

  /** The window asked for and not answered yet, or null. */
  public @Nullable RowWindow asked;

  /** True when the view is counted from {@link #window} instead of from the series' blocks. */
  public boolean active;

  /** True when the view is deeper than the blocks are exact, whether or not rows are here. */
  public boolean deep;
}
