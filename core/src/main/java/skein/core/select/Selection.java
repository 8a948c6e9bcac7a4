package skein.core.select;

import skein.core.query.RowWindow;

/**
 * A region of a plot in positions, independent of any view: a box, or a closed polygon with its
 * bounding box. Offsets are from the int64 bases of {@link #bounds()}, so that the region is exact
 * at any zoom; on log axes positions are log10 of the values.
 *
 * <p>A box holds all of its edges, as a view does. A polygon is filled by the even-odd rule and
 * holds its left and lower edges, not its right and upper ones, so that polygons side by side share
 * no row. A box without bounds along y (infinite offsets) is a range along x. Immutable.
 */
public final class Selection {
  private static final double[] NONE = {};

  private final RowWindow bounds;
  private final double[] x;
  private final double[] y;
  private final PolygonEdges edges;

  private Selection(RowWindow bounds, double[] x, double[] y) {
    this.bounds = bounds;
    this.x = x;
    this.y = y;
    this.edges = new PolygonEdges(x, y);
  }

  public static Selection box(RowWindow bounds) {
    return new Selection(bounds, NONE, NONE);
  }

  /**
   * A polygon of at least three vertices; the last is joined with the first.
   *
   * @param x offsets from {@code baseX}, finite
   * @param y offsets from {@code baseY}, finite
   */
  public static Selection lasso(long baseX, double[] x, long baseY, double[] y) {
    if (x.length != y.length || x.length < 3) {
      throw new IllegalArgumentException("vertices: " + x.length + ", " + y.length);
    }
    double[] spanX = span(x);
    double[] spanY = span(y);
    RowWindow bounds = new RowWindow(baseX, spanX[0], spanX[1], baseY, spanY[0], spanY[1]);
    return new Selection(bounds, x.clone(), y.clone());
  }

  private static double[] span(double[] values) {
    double lo = Double.POSITIVE_INFINITY;
    double hi = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("vertex at " + value);
      }
      lo = Math.min(lo, value);
      hi = Math.max(hi, value);
    }
    return new double[] {lo, hi};
  }

  /** The region's bounding box; the region itself when there are no vertices. */
  public RowWindow bounds() {
    return bounds;
  }

  public boolean isLasso() {
    return x.length > 0;
  }

  /** True when any y belongs to the region. */
  public boolean isRange() {
    return bounds.loY() == Double.NEGATIVE_INFINITY && bounds.hiY() == Double.POSITIVE_INFINITY;
  }

  /** Number of the polygon's vertices, 0 for a box. */
  public int vertices() {
    return x.length;
  }

  /** A vertex as an offset from {@code bounds().baseX()}. */
  public double vertexX(int vertex) {
    return x[vertex];
  }

  public double vertexY(int vertex) {
    return y[vertex];
  }

  PolygonEdges edges() {
    return edges;
  }

  /** True when a position belongs to the region; offsets from the bases. Allocates nothing. */
  public boolean holds(double offsetX, double offsetY) {
    boolean within =
        offsetX >= bounds.loX()
            && offsetX <= bounds.hiX()
            && offsetY >= bounds.loY()
            && offsetY <= bounds.hiY();
    return within && (x.length == 0 || edges.holds(offsetX, offsetY));
  }
}
