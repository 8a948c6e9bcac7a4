package skein.systems.view;

import skein.components.ViewComponent;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.axis.AxisWindow;
import skein.core.source.Projection;

/**
 * Changes a view's targets within {@link ViewLimits}. Only linear int64 axes take a new base: there
 * it keeps offsets exact, while a value of type double is its own position.
 */
final class ViewMoves {
  private ViewMoves() {}

  /** Scales about a point, given as fractions of the view from the bottom left. */
  static void zoom(
      ViewComponent v,
      Projection p,
      double fx,
      double fy,
      double factor,
      boolean alongX,
      boolean alongY) {
    if (alongX && ViewLimits.allows(v.targetX, factor, p.xType(), p.xScale())) {
      v.targetX.zoom(fx, factor);
      rebase(v.targetX, p.xType(), p.xScale());
    }
    if (alongY && ViewLimits.allows(v.targetY, factor, p.yType(), p.yScale())) {
      v.targetY.zoom(fy, factor);
      rebase(v.targetY, p.yType(), p.yScale());
    }
  }

  /** Moves by fractions of the spans; positive shows higher values. */
  static void pan(ViewComponent v, Projection p, double x, double y) {
    v.targetX.pan(x);
    v.targetY.pan(y);
    rebase(v.targetX, p.xType(), p.xScale());
    rebase(v.targetY, p.yType(), p.yScale());
  }

  /** Shows what the box being drawn holds. */
  static void toBox(ViewComponent v, Projection p, boolean alongX, boolean alongY) {
    if (alongX) {
      double left = Math.min(v.boxX0, v.boxX1) - v.plotX;
      double width = Math.abs(v.boxX1 - v.boxX0);
      crop(v.targetX, left / v.plotWidth, width / v.plotWidth, p.xType(), p.xScale());
    }
    if (alongY) {
      double bottom = v.plotY + (double) v.plotHeight - Math.max(v.boxY0, v.boxY1);
      double height = Math.abs(v.boxY1 - v.boxY0);
      crop(v.targetY, bottom / v.plotHeight, height / v.plotHeight, p.yType(), p.yScale());
    }
  }

  private static void crop(
      AxisWindow w, double from, double share, AxisType type, AxisScale scale) {
    if (share < 1 && ViewLimits.allows(w, share, type, scale)) {
      w.zoom(from / (1 - share), share);
      rebase(w, type, scale);
    }
  }

  static void rebase(AxisWindow w, AxisType type, AxisScale scale) {
    if (type.isLong() && scale == AxisScale.LINEAR) {
      w.rebase();
    }
  }
}
