package skein.core.select;

/**
 * A polygon's edges that are not level, each as the half-open range of y it covers and a line. A
 * point is inside where an odd number of edges lies right of it. Each operation is one IEEE double
 * operation, the same as in {@link SelectionSql}, so that both agree on every row.
 */
final class PolygonEdges {
  final int count;
  private final double[] lo;
  private final double[] hi;
  private final double[] from;
  private final double[] slope;

  PolygonEdges(double[] x, double[] y) {
    int most = x.length;
    lo = new double[most];
    hi = new double[most];
    from = new double[most];
    slope = new double[most];
    int n = 0;
    for (int i = 0; i < most; i++) {
      int next = i + 1 == most ? 0 : i + 1;
      if (y[i] != y[next]) {
        int low = y[i] < y[next] ? i : next;
        int high = low == i ? next : i;
        lo[n] = y[low];
        hi[n] = y[high];
        from[n] = x[low];
        double steep = (x[high] - x[low]) / (y[high] - y[low]);
        slope[n++] = Math.clamp(steep, -Double.MAX_VALUE, Double.MAX_VALUE);
      }
    }
    count = n;
  }

  double lo(int edge) {
    return lo[edge];
  }

  double hi(int edge) {
    return hi[edge];
  }

  double from(int edge) {
    return from[edge];
  }

  double slope(int edge) {
    return slope[edge];
  }

  boolean holds(double px, double py) {
    boolean inside = false;
    for (int i = 0; i < count; i++) {
      if (py >= lo[i] && py < hi[i] && px < slope[i] * (py - lo[i]) + from[i]) {
        inside = !inside;
      }
    }
    return inside;
  }
}
