package skein.components;

import com.badlogic.ashley.core.Component;
import org.jspecify.annotations.Nullable;
import skein.core.query.RowRecord;

/** What the mouse points at. */
public final class HoverComponent implements Component {
  /** True while the pointer is over the plot and no panel. */
  public boolean over;

  /** Pointer in framebuffer pixels from the top left. */
  public float px;

  public float py;

  /** Where the pointer's place along an axis lies here while it is over a linked view, else NaN. */
  public float echoX = Float.NaN;

  public float echoY = Float.NaN;

  /** Cell under the pointer, row 0 at the bottom. */
  public int column;

  public int row;

  /** Rows in the cell, or -1 when not known. */
  public long count = -1;

  /**
   * The view's revision that the read-out belongs to: the view can move under a resting pointer.
   */
  public long viewRevision = -1;

  /** Seconds that the pointer has rested. */
  public float restedSeconds;

  /** Number of the look-up asked for this rest, 0 when none. */
  public long request;

  /** The answer to the look-up, or null while it runs. */
  public @Nullable RowRecord record;
}
