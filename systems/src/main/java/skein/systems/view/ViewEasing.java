package skein.systems.view;

import skein.core.axis.AxisWindow;

/** Moves a window part of the way to another, so that the common fixed point stays where it is. */
public final class ViewEasing {
  private ViewEasing() {}

  /**
   * Interpolates edges geometrically in the span: zooms look even and a point that is at the same
   * fraction in both windows does not move. Arrives at once where doubles cannot hold the way, as
   * when a span is beyond the largest double.
   *
   * @param share 0 stays, 1 arrives
   */
  public static void towards(AxisWindow w, AxisWindow target, double share) {
    long base = target.base();
    double lo = w.loFrom(base);
    double span = w.span();
    double targetSpan = target.span();
    double ratio = targetSpan / span;
    double nextSpan = span * Math.pow(ratio, share);
    double progress = Math.abs(ratio - 1) < 1e-9 ? share : (nextSpan - span) / (targetSpan - span);
    double nextLo = lo + (target.lo() - lo) * progress;
    double nextHi = nextLo + nextSpan;
    if (nextLo < nextHi && nextHi - nextLo <= Double.MAX_VALUE) {
      w.set(base, nextLo, nextHi);
    } else {
      w.set(target);
    }
  }
}
