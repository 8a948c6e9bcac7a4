package skein.systems.view;

import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.axis.AxisWindow;

/** How far a window may be zoomed: to where its values' own precision ends. */
final class ViewLimits {
  private static final double WIDEST_REAL = 1e300;
  private static final double WIDEST_LONG = 1.6e19;

  private ViewLimits() {}

  /** True when scaling the span by the factor keeps the window drawable. */
  static boolean allows(AxisWindow w, double factor, AxisType type, AxisScale scale) {
    double span = w.span() * factor;
    if (factor > 1) {
      double widest = scale == AxisScale.LOG10 ? 1_000 : type.isLong() ? WIDEST_LONG : WIDEST_REAL;
      return span <= widest;
    }
    if (type.isLong() && scale == AxisScale.LINEAR) {
      return span >= 4;
    }
    double at = Math.max(Math.abs(w.base() + w.lo()), Math.abs(w.base() + w.hi()));
    return span >= Math.ulp(at) * 4_096 && span > Double.MIN_NORMAL;
  }
}
