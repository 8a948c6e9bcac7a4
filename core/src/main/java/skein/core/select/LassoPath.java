package skein.core.select;

import java.util.Arrays;

/**
 * Thins a closed path: drops points that lie within a tolerance of the path without them (Ramer
 * 1972; Douglas and Peucker 1973), and more of them where too many are left. Stateless.
 */
public final class LassoPath {
  private LassoPath() {}

  /**
   * The points to keep, in order.
   *
   * @param x in pixels; the last point is joined with the first
   * @param y likewise
   * @param count of points
   * @param tolerance in pixels, above 0
   * @param most points that may be left, at least 3
   */
  public static int[] kept(float[] x, float[] y, int count, double tolerance, int most) {
    double reach = tolerance;
    int[] kept = thin(x, y, count, reach);
    while (kept.length > most) {
      reach *= 1.5;
      kept = thin(x, y, count, reach);
    }
    return kept;
  }

  private static int[] thin(float[] x, float[] y, int count, double reach) {
    boolean[] keep = new boolean[count];
    int far = 0;
    double farthest = 0;
    for (int i = 1; i < count; i++) {
      double distance = Math.hypot(x[i] - x[0], y[i] - y[0]);
      if (distance > farthest) {
        farthest = distance;
        far = i;
      }
    }
    if (count > 0) {
      keep[0] = true;
      keep[far] = true;
    }
    int[] stack = new int[2 * count + 4];
    int top = 0;
    stack[top++] = 0;
    stack[top++] = far;
    stack[top++] = far;
    stack[top++] = count;
    while (top > 0) {
      int to = stack[--top];
      int from = stack[--top];
      int at = farthest(x, y, from, to, count, reach);
      if (at > 0) {
        keep[at] = true;
        stack[top++] = from;
        stack[top++] = at;
        stack[top++] = at;
        stack[top++] = to;
      }
    }
    int[] all = new int[count];
    int n = 0;
    for (int i = 0; i < count; i++) {
      if (keep[i]) {
        all[n++] = i;
      }
    }
    return Arrays.copyOf(all, n);
  }

  /** The point between two that is farthest from the segment joining them, or -1 within reach. */
  private static int farthest(float[] x, float[] y, int from, int to, int count, double reach) {
    int end = to == count ? 0 : to;
    int at = -1;
    double most = reach;
    for (int i = from + 1; i < to; i++) {
      double distance = distance(x[i], y[i], x[from], y[from], x[end], y[end]);
      if (distance > most) {
        most = distance;
        at = i;
      }
    }
    return at;
  }

  private static double distance(double px, double py, double ax, double ay, double bx, double by) {
    double dx = bx - ax;
    double dy = by - ay;
    double length = dx * dx + dy * dy;
    double along = length == 0 ? 0 : ((px - ax) * dx + (py - ay) * dy) / length;
    double t = Math.clamp(along, 0.0, 1.0);
    return Math.hypot(px - ax - t * dx, py - ay - t * dy);
  }
}
