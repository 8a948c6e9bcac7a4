package skein.core.query;

import skein.core.axis.AxisWindow;

/**
 * A rectangle of positions, each axis as an int64 base and double offsets from it (see {@link
 * AxisWindow}), so that a nanosecond is a nanosecond wherever the window lies.
 */
public record RowWindow(long baseX, double loX, double hiX, long baseY, double loY, double hiY) {

  /** The window around a view whose spans are {@code factor} times as long; the middle stays. */
  public static RowWindow around(AxisWindow x, AxisWindow y, double factor) {
    double before = (1 - factor) / 2;
    double after = (1 + factor) / 2;
    return new RowWindow(x.base(), x.at(before), x.at(after), y.base(), y.at(before), y.at(after));
  }

  /** True when a view lies within this window. */
  public boolean holds(AxisWindow x, AxisWindow y) {
    return holds(x, y, 0);
  }

  /** True when a view and {@code margin} times its spans around it lie within this window. */
  public boolean holds(AxisWindow x, AxisWindow y, double margin) {
    double marginX = x.span() * margin;
    double marginY = y.span() * margin;
    return x.loFrom(baseX) - marginX >= loX
        && x.hiFrom(baseX) + marginX <= hiX
        && y.loFrom(baseY) - marginY >= loY
        && y.hiFrom(baseY) + marginY <= hiY;
  }
}
