package skein.systems.line;

import skein.components.LineComponent;
import skein.core.axis.AxisWindow;
import skein.core.line.LineSeries;
import skein.core.line.M4Columns;

/** The values in view of the lines on one axis, and the window that shows them with some air. */
final class ValueRange {
  private static final double AIR = 0.05;

  private double lo;
  private double hi;
  private long base;

  void clear() {
    lo = Double.POSITIVE_INFINITY;
    hi = Double.NEGATIVE_INFINITY;
  }

  boolean isEmpty() {
    return !(lo <= hi);
  }

  /** Takes in a scanned line; where no row of it is in view, the rows on either side. */
  void add(LineComponent line) {
    M4Columns columns = line.columns;
    LineSeries series = line.shown();
    if (isEmpty()) {
      base = series.origin().y();
    }
    double shift = (double) series.origin().y() - base;
    if (columns.count() > 0) {
      take(columns.least() + shift);
      take(columns.most() + shift);
      return;
    }
    long next = columns.start(columns.width());
    if (next > 0 && next < series.rows()) {
      take(series.y(next - 1) + shift);
      take(series.y(next) + shift);
    }
  }

  private void take(double value) {
    lo = Math.min(lo, value);
    hi = Math.max(hi, value);
  }

  /** Sets a window around the range; false when it stays as it is. */
  boolean applyTo(AxisWindow window) {
    if (isEmpty()) {
      return false;
    }
    double air = hi > lo ? (hi - lo) * AIR : Math.max(0.5, Math.abs(lo) * 1e-6);
    double from = Math.max(lo - air, -Double.MAX_VALUE);
    double to = Math.min(hi + air, Double.MAX_VALUE);
    if (window.base() == base && window.lo() == from && window.hi() == to) {
      return false;
    }
    window.set(base, from, to);
    return true;
  }
}
