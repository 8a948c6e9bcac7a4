package skein.components;

import com.badlogic.ashley.core.Component;
import skein.core.axis.AxisWindow;

/** What one plot shows, and where on the screen. Pixels count from the top left. */
public final class ViewComponent implements Component {
  private static final int MOST_PIXELS = 16_384;

  /** Drawn this frame. */
  public final AxisWindow x = new AxisWindow();

  public final AxisWindow y = new AxisWindow();

  /** Where a running animation ends; equal to x and y at rest. */
  public final AxisWindow targetX = new AxisWindow();

  public final AxisWindow targetY = new AxisWindow();

  /** Seconds of animation left; 0 at rest. */
  public float animationLeft;

  /** Length of the running animation in seconds. */
  public float animationLength;

  /** The plot area inside the axes, in framebuffer pixels; also the grid's size. */
  public int plotX;

  public int plotY;
  public int plotWidth = 1;
  public int plotHeight = 1;

  /** True for the one view of a canvas that keys and panels act on. */
  public boolean active = true;

  /** True until the user moves the view: it then follows the data while they load. */
  public boolean followsData = true;

  /** True once the bounds of the data are known. */
  public boolean valid;

  /** Grows by one with each change of the windows or the size. */
  public long revision;

  /** Lies there from now on; another size counts as a change of the view. */
  public void place(int left, int top, int width, int height) {
    int w = Math.clamp(width, 1, MOST_PIXELS);
    int h = Math.clamp(height, 1, MOST_PIXELS);
    revision += plotWidth == w && plotHeight == h ? 0 : 1;
    plotX = left;
    plotY = top;
    plotWidth = w;
    plotHeight = h;
  }

  /** Takes x and y, which were set, for where the view is from now on, at rest. */
  public void jumped() {
    targetX.set(x);
    targetY.set(y);
    animationLeft = 0;
    followsData = false;
    revision++;
  }

  /** A box being drawn, in framebuffer pixels; x0 below 0 when none. */
  public float boxX0 = -1;

  public float boxY0;
  public float boxX1;
  public float boxY1;
}
