package skein.systems.overlay;

import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.axis.AxisWindow;
import skein.core.axis.TextRun;
import skein.core.line.LineSeries;
import skein.core.source.LineProjection;

/** Values and distances of lines as text. */
final class LineText {
  /** Digits finer than a pixel, for a value stands for its row and not for the pointer. */
  private static final double FINER = 256;

  private static final double[] UNITS = {86_400, 3_600, 60, 1, 1e-3, 1e-6, 1e-9};
  private static final String[] NAMES = {"d", "h", "min", "s", "ms", "\u00B5s", "ns"};

  private final AxisFormat format = new AxisFormat();

  /** The y of a row of a line's series. */
  void value(TextRun out, PlotModel model, LineComponent line, LineSeries of, long row) {
    LinesComponent lines = model.lines();
    LineProjection p = lines.projection;
    if (row < 0 || p == null) {
      out.add('\u2013');
      return;
    }
    if (!of.knows(row)) {
      out.add('\u2026');
      return;
    }
    AxisWindow window = line.right ? lines.rightY : model.view().y;
    double at = (double) of.origin().y() - window.base() + of.y(row);
    double fraction = (at - window.lo()) / window.span();
    AxisType type = p.column(line.index).type();
    double pixels = model.view().plotHeight * FINER;
    format.at(out, window, fraction, type, p.yScale(), model.style().zone, pixels);
  }

  /** The difference of a line's values at its cursors, in units of y. */
  void difference(TextRun out, PlotModel model, LineComponent line) {
    long from = line.cursorRows[0];
    long to = line.cursorRows[1];
    LineProjection p = model.lines().projection;
    if (from < 0 || to < 0 || p == null) {
      out.add('\u2013');
      return;
    }
    LineSeries first = line.cursorSeries[0];
    LineSeries second = line.cursorSeries[1];
    if (!first.knows(from) || !second.knows(to)) {
      out.add('\u2026');
      return;
    }
    double a = first.y(from);
    double b = second.y(to) + (second.origin().y() - first.origin().y());
    boolean log = p.yScale() == AxisScale.LOG10;
    plain(out, log ? Math.pow(10, b) - Math.pow(10, a) : b - a);
  }

  /** A number with six digits. */
  static void plain(TextRun out, double value) {
    if (value == 0 || !(Math.abs(value) <= Double.MAX_VALUE)) {
      AxisFormat.exact(out, value);
      return;
    }
    int magnitude = (int) Math.floor(Math.log10(Math.abs(value)));
    if (magnitude >= -4 && magnitude < 9) {
      AxisFormat.decimal(out, value, Math.max(0, 5 - magnitude));
    } else {
      AxisFormat.compact(out, value);
    }
  }

  /** A distance along x: a time in its fitting unit, or a number. */
  static void distance(TextRun out, double distance, AxisType type) {
    if (!type.isTime()) {
      plain(out, distance);
      return;
    }
    double seconds =
        type.unitsPerSecond() > 0 ? distance / type.unitsPerSecond() : distance * 86_400;
    int unit = 0;
    while (unit < UNITS.length - 1 && Math.abs(seconds) < UNITS[unit]) {
      unit++;
    }
    plain(out, seconds / UNITS[unit]);
    out.add(TextRun.THIN_SPACE).add(NAMES[unit]);
  }

  /** How often a distance along x goes into a second, or into one unit. */
  static void rate(TextRun out, double distance, AxisType type) {
    double units =
        type.isTime() ? type.unitsPerSecond() > 0 ? type.unitsPerSecond() : 1 / 86_400.0 : 1;
    plain(out, units / distance);
    if (type.isTime()) {
      out.add(TextRun.THIN_SPACE).add("Hz");
    }
  }
}
