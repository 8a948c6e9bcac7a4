package skein.components;

import com.badlogic.ashley.core.Component;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisWindow;
import skein.core.select.Selection;
import skein.core.select.SelectionShares;
import skein.core.select.SelectionShares.Share;

/** What a view of other columns than the selection's shows of the selected rows. */
public final class ShareComponent implements Component {
  /** Answers for the view's series; null until there is something to ask. */
  public @Nullable SelectionShares service;

  /** The last answer; null while there is none for the selection. */
  public @Nullable Share shown;

  /** What it was asked for, and what the view showed in the frame before. */
  public @Nullable Selection asked;

  public long askedFilter = -1;
  public final AxisWindow askedX = new AxisWindow();
  public final AxisWindow askedY = new AxisWindow();
  public final AxisWindow lastX = new AxisWindow();
  public final AxisWindow lastY = new AxisWindow();

  /** Frames for which the view has rested. */
  public int rest;

  /** True while an answer is on its way. */
  public boolean waits;

  /** Forgets what was asked and answered. */
  public void forget() {
    shown = null;
    asked = null;
    askedFilter = -1;
    waits = false;
    rest = 0;
  }
}
