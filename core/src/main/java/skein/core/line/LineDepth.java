package skein.core.line;

import skein.core.aggregate.ZoomDepth;
import skein.core.axis.AxisWindow;
import skein.core.block.SeriesOrigin;

/**
 * Tells when the codes of lines are too coarse for a view: when a row that it shows, or one that a
 * visible segment ends in, may lie more than a share of a pixel from where its codes place it, or
 * doubles from the series' origin cannot tell pixels apart. One thread.
 */
public final class LineDepth {
  /** Pixels between a row and its codes from which on codes are too coarse. */
  private static final double COARSE = 1.0 / 16;

  private final LineMapping probe = new LineMapping();

  /**
   * Whether rows of the series are placed too coarsely for a plot of so many pixels.
   *
   * @param served true when exact rows are drawn, which are left later than they are begun
   */
  public boolean tooDeep(
      LineSeries series, AxisWindow x, AxisWindow y, int width, int height, boolean served) {
    SeriesOrigin origin = series.origin();
    double loX = x.loFrom(origin.x());
    double hiX = x.hiFrom(origin.x());
    double loY = y.loFrom(origin.y());
    double hiY = y.hiFrom(origin.y());
    if ((origin.x() != 0 && ZoomDepth.isCoarse(loX, hiX, width))
        || (origin.y() != 0 && ZoomDepth.isCoarse(loY, hiY, height))) {
      return true;
    }
    double share = served ? COARSE / 2 : COARSE;
    double mostX = share * (hiX / width - loX / width);
    double mostY = share * (hiY / height - loY / height);
    boolean fine = series.mostErrorX() <= mostX && series.mostErrorY() <= mostY;
    return !fine && series.rows() > 0 && tooDeep(series, loX, hiX, mostX, mostY);
  }

  private boolean tooDeep(LineSeries series, double loX, double hiX, double mostX, double mostY) {
    probe.set(1, 1, loX, Math.max(hiX, Math.nextUp(loX)), 0, 1);
    long from = Math.max(0, series.firstFrom(0, probe, 0) - 1);
    long to = Math.min(series.rows() - 1, series.firstFrom(from, probe, Math.nextUp(1.0)));
    if (to - from > ExactLines.MOST_ROWS) {
      return false;
    }
    for (long r = from & ~(long) LineSlab.BLOCK_MASK; r <= to; r += LineSlab.BLOCK_MASK + 1) {
      if (series.errorX(r) > mostX || series.errorY(r) > mostY) {
        return true;
      }
    }
    return false;
  }
}
