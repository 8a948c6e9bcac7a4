package skein.core.gpu;

import skein.core.aggregate.GridSpec;

/**
 * The plot cut into the rectangle that a grid covers and the strips around it, in pixels from the
 * plot's lower left, so that each pixel is drawn once and by one grid. Mutable, allocates nothing.
 */
final class PlotParts {
  /** Number of parts; the first is the covered one. */
  static final int COUNT = 5;

  static final int FRONT = 0;

  /** Cells that a pixel's middle must be inside the grid, for the shader's rounding. */
  private static final double MARGIN = 1e-3;

  private int plotWidth;
  private int plotHeight;
  private int x0;
  private int x1;
  private int y0;
  private int y1;
  private int x;
  private int y;
  private int width;
  private int height;

  /** Cuts the plot along the grid's edges. */
  void of(ColourDraw d, GridSpec grid) {
    plotWidth = d.width;
    plotHeight = d.height;
    double cellX = (d.hiX - d.loX) / d.width * (grid.width() / (grid.hiX() - grid.loX()));
    double cellY = (d.hiY - d.loY) / d.height * (grid.height() / (grid.hiY() - grid.loY()));
    double unitX = d.width / (d.hiX - d.loX);
    double unitY = d.height / (d.hiY - d.loY);
    x0 = first((grid.loX() - d.loX) * unitX, MARGIN / cellX, plotWidth);
    x1 = first((grid.hiX() - d.loX) * unitX, -MARGIN / cellX, plotWidth);
    y0 = first((grid.loY() - d.loY) * unitY, MARGIN / cellY, plotHeight);
    y1 = first((grid.hiY() - d.loY) * unitY, -MARGIN / cellY, plotHeight);
    boolean exact =
        grid.loX() <= d.loX && grid.hiX() >= d.hiX && grid.loY() <= d.loY && grid.hiY() >= d.hiY;
    if (exact) {
      x0 = 0;
      x1 = plotWidth;
      y0 = 0;
      y1 = plotHeight;
    }
    if (x1 <= x0 || y1 <= y0) {
      x0 = 0;
      x1 = 0;
      y0 = 0;
      y1 = 0;
    }
  }

  /** The first pixel whose middle is at or above an edge. */
  private static int first(double edge, double margin, int size) {
    return (int) Math.max(0, Math.min(size, Math.ceil(edge + margin - 0.5)));
  }

  /** True when the grid covers every pixel. */
  boolean isWhole() {
    return x0 == 0 && y0 == 0 && x1 == plotWidth && y1 == plotHeight;
  }

  /** Chooses a part; false when it is empty. */
  boolean select(int part) {
    switch (part) {
      case FRONT -> set(x0, y0, x1, y1);
      case 1 -> set(0, 0, plotWidth, y0);
      case 2 -> set(0, y1, plotWidth, plotHeight);
      case 3 -> set(0, y0, x0, y1);
      default -> set(x1, y0, plotWidth, y1);
    }
    return width > 0 && height > 0;
  }

  private void set(int left, int bottom, int right, int top) {
    x = left;
    y = bottom;
    width = right - left;
    height = top - bottom;
  }

  int x() {
    return x;
  }

  int y() {
    return y;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }
}
