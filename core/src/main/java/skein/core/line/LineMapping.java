package skein.core.line;

/**
 * From positions to pixels of a plot, and the one place that says which pixels a line covers.
 *
 * <p>Pixel coordinates are {@code px = (x - loX) * (width / (hiX - loX))}, rising to the right, and
 * py likewise, rising upwards; all in double. Pixel (c, r) is the square {@code [c, c+1) x [r,
 * r+1)}; the last column and row also hold their upper edges. The rule:
 *
 * <ul>
 *   <li>Neighbouring rows of a series that are not apart are joined by a straight segment in pixel
 *       coordinates (or by the two or three level and upright ones of a step style).
 *   <li>A segment covers, in each column that it enters, the pixel rows from the lowest to the
 *       highest py that it has there. Where it crosses the edge e between two columns it has {@link
 *       #crossing}.
 *   <li>A row covers the pixel that it lies in, joined or not.
 * </ul>
 *
 * <p>What is drawn adds width and smooth edges on top of this coverage. Mutable, one thread.
 */
public final class LineMapping {
  private static final double FAR = 1e15;

  private int width = 1;
  private int height = 1;
  private double loX;
  private double scaleX = 1;
  private double loY;
  private double scaleY = 1;

  /** Sets the size of the plot and the edges of its window, as offsets from the series' origin. */
  public void set(
      int newWidth, int newHeight, double newLoX, double hiX, double newLoY, double hiY) {
    width = newWidth;
    height = newHeight;
    loX = newLoX;
    scaleX = newWidth / (hiX - newLoX);
    loY = newLoY;
    scaleY = newHeight / (hiY - newLoY);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public double px(double x) {
    return Math.max(-FAR, Math.min((x - loX) * scaleX, FAR));
  }

  public double py(double y) {
    return Math.max(-FAR, Math.min((y - loY) * scaleY, FAR));
  }

  /** Column of a pixel coordinate: 0 to width - 1 inside, outside it below or above these. */
  public int column(double px) {
    return px == width ? width - 1 : (int) Math.floor(px);
  }

  /** Row of a pixel coordinate, likewise. */
  public int row(double py) {
    return py == height ? height - 1 : (int) Math.floor(py);
  }

  /** Where the segment from (px0, py0) to (px1, py1) crosses an edge between two columns. */
  public static double crossing(double px0, double py0, double px1, double py1, double edge) {
    double y = py0 + (py1 - py0) * ((edge - px0) / (px1 - px0));
    return Math.max(Math.min(py0, py1), Math.min(y, Math.max(py0, py1)));
  }
}
