package skein.systems.overlay;

import skein.components.ViewComponent;

/**
 * Where plot, axes and legend lie, in framebuffer pixels from the top left. Mutable, reused.
 *
 * <p>In a window the plot fills what bars and panels leave. In a picture the plot's size is given,
 * and the picture grows around it.
 */
public final class PlotLayout {
  private static final float TOP = 30;
  private static final float PICTURE_TOP = 62;
  private static final float RIGHT = 20;
  private static final float BOTTOM = 54;
  private static final float BOTTOM_WITHOUT_X = 8;
  private static final float LEGEND = 112;
  private static final float LEAST_LEFT = 56;
  private static final float LABEL_GAP = 18;
  private static final float RIGHT_GAP = 10;
  private static final float LEFT_STEP = 8;
  private static final int LEAST_PLOT = 16;

  int areaX;
  int areaY;
  int areaWidth;
  int areaHeight;
  int plotX;
  int plotY;
  int plotWidth;
  int plotHeight;
  boolean sideLegend;

  /** True when the legend is a row above the plot. */
  boolean stripLegend;

  /** True when the plot below shows the labels of the horizontal axis. */
  boolean withoutX;

  boolean bare;

  /** Width of the labels of an axis at the right; 0 when there is none. */
  float rightLabels;

  private float left;

  /** Forgets how wide the labels of the vertical axis were. */
  void reset() {
    left = 0;
  }

  /** The width at the left of the plot that labels of a width get; what is more stays more. */
  float leftFor(float labels, float scale) {
    return left(labels, scale);
  }

  /** Makes the left margin as wide as that of a plot above or below. */
  void widenLeft(float width) {
    left = Math.max(left, width);
  }

  /** Room for labels grows at once and shrinks never, so that the plot stays put while zooming. */
  private float left(float labels, float scale) {
    float step = LEFT_STEP * scale;
    float wanted = (float) Math.ceil((labels + LABEL_GAP * scale) / step) * step;
    left = Math.max(Math.max(left, LEAST_LEFT * scale), wanted);
    return left;
  }

  /**
   * Lays out a window.
   *
   * @param labels width of the vertical axis' labels in pixels
   * @param legend true when the legend stands beside the plot and not in a panel
   */
  void inWindow(int x, int y, int width, int height, float scale, float labels, boolean legend) {
    bare = false;
    sideLegend = legend;
    areaX = x;
    areaY = y;
    areaWidth = Math.max(1, width);
    areaHeight = Math.max(1, height);
    int l = Math.round(left(labels, scale));
    int t = Math.round(TOP * scale);
    plotX = x + l;
    plotY = y + t;
    plotWidth = Math.max(LEAST_PLOT, width - l - right(scale));
    float bottom = withoutX ? BOTTOM_WITHOUT_X : BOTTOM;
    plotHeight = Math.max(LEAST_PLOT, height - t - Math.round(bottom * scale));
  }

  /** Lays out a picture around a plot of a given size; bare is the plot alone. */
  void aroundPlot(int width, int height, float scale, float labels, boolean plotOnly) {
    bare = plotOnly;
    sideLegend = !plotOnly;
    left = 0;
    areaX = 0;
    areaY = 0;
    plotX = plotOnly ? 0 : Math.round(left(labels, scale));
    plotY = plotOnly ? 0 : Math.round(PICTURE_TOP * scale);
    plotWidth = width;
    plotHeight = height;
    areaWidth = plotOnly ? width : plotX + width + right(scale);
    areaHeight = plotOnly ? height : plotY + height + Math.round(BOTTOM * scale);
  }

  private int right(float scale) {
    return Math.round((sideLegend ? LEGEND + RIGHT : RIGHT) * scale) + rightAxis(scale);
  }

  private int rightAxis(float scale) {
    return rightLabels > 0 ? (int) Math.ceil(rightLabels + RIGHT_GAP * scale) : 0;
  }

  /** Left edge of a legend beside the plot. */
  float legendX(float scale) {
    return plotX + plotWidth + Math.round(RIGHT * scale) + rightAxis(scale);
  }

  /** Size of the whole picture. */
  public int pictureWidth() {
    return areaWidth;
  }

  public int pictureHeight() {
    return areaHeight;
  }

  /** Tells the view where it lies; counts as a change of the view when its size changes. */
  public void apply(ViewComponent view) {
    view.place(plotX, plotY, plotWidth, plotHeight);
  }
}
