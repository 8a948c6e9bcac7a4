package skein.desktop.flight;

import java.math.BigDecimal;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisPosition;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisText;
import skein.core.axis.AxisType;
import skein.core.axis.AxisWindow;
import skein.core.fault.SkeinException;
import skein.core.source.Projection;
import skein.systems.view.ViewEasing;

/**
 * A flight over the axes of one series. Between two views the spans change geometrically, so that
 * zooming looks even (J. J. van Wijk and W. A. A. Nuij, Smooth and efficient zooming and panning,
 * InfoVis 2003; each axis for itself, without their rise over a far pan), and time is eased by 3t^2
 * - 2t^3. Render thread.
 */
public final class FlightPath {
  private final String name;
  private final AxisWindow[] xs;
  private final AxisWindow[] ys;

  /**
   * Resolves the script's ranges.
   *
   * @param fitX the range of all data, against which shares are meant; fitY likewise
   * @throws SkeinException of kind INPUT that names the place of a range that does not fit the axis
   */
  public FlightPath(
      FlightScript script, Projection p, AxisWindow fitX, AxisWindow fitY, ZoneId zone) {
    name = script.name();
    int count = script.views().size();
    xs = new AxisWindow[count + 1];
    ys = new AxisWindow[count + 1];
    xs[0] = copy(fitX);
    ys[0] = copy(fitY);
    for (int i = 0; i < count; i++) {
      FlightScript.View view = script.views().get(i);
      xs[i + 1] = window(view.x(), xs[i], fitX, p.xType(), p.xScale(), zone);
      ys[i + 1] = window(view.y(), ys[i], fitY, p.yType(), p.yScale(), zone);
    }
  }

  /** Writes the view on the way to view {@code leg}, at a share of the time it takes. */
  public void at(int leg, double share, AxisWindow x, AxisWindow y) {
    double t = Math.clamp(share, 0.0, 1.0);
    double eased = t * t * (3 - 2 * t);
    x.set(xs[leg]);
    y.set(ys[leg]);
    ViewEasing.towards(x, xs[leg + 1], eased);
    ViewEasing.towards(y, ys[leg + 1], eased);
    if (t >= 1) {
      x.set(xs[leg + 1]);
      y.set(ys[leg + 1]);
    }
  }

  private AxisWindow window(
      FlightScript.@Nullable Range range,
      AxisWindow before,
      AxisWindow fit,
      AxisType type,
      AxisScale scale,
      ZoneId zone) {
    if (range == null) {
      return copy(before);
    }
    AxisPosition lo = position(range.lo(), range.place() + "[0]", fit, type, scale, zone);
    AxisPosition hi = position(range.hi(), range.place() + "[1]", fit, type, scale, zone);
    AxisWindow end = new AxisWindow(hi.base(), hi.offset(), Math.nextUp(hi.offset()));
    double offset = end.loFrom(lo.base());
    if (!(offset > lo.offset()) || !(offset - lo.offset() <= Double.MAX_VALUE)) {
      throw SkeinException.input(
          name + ": " + range.place(),
          "its first end must be below its second",
          "exchange or part them");
    }
    AxisWindow out = new AxisWindow(lo.base(), lo.offset(), offset);
    if (type.isLong() && scale == AxisScale.LINEAR) {
      out.rebase();
    }
    return out;
  }

  private AxisPosition position(
      String text, String at, AxisWindow fit, AxisType type, AxisScale scale, ZoneId zone) {
    try {
      if (text.endsWith("%")) {
        return new AxisPosition(fit.base(), fit.at(share(text)));
      }
      return AxisText.parse(text, type, scale, zone);
    } catch (SkeinException e) {
      throw SkeinException.input(
          name + ": " + at, e.what() + ": " + e.why(), e.remedy() + " or a share such as 50%");
    } catch (NumberFormatException e) {
      throw SkeinException.input(
          name + ": " + at,
          "'" + text + "' is no share of the data's range",
          "write it as 50% or 12.5%");
    }
  }

  private static double share(String text) {
    return new BigDecimal(text.substring(0, text.length() - 1).strip())
        .movePointLeft(2)
        .doubleValue();
  }

  private static AxisWindow copy(AxisWindow w) {
    return new AxisWindow(w.base(), w.lo(), w.hi());
  }
}
