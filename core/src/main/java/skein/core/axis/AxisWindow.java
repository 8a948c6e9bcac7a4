package skein.core.axis;

/**
 * The visible range of one axis in <em>positions</em>, exact to one unit of an int64 at any zoom.
 *
 * <p>A position is {@code base + offset}: for a linear int64 axis {@code base} is an int64 near the
 * window and the offsets are small doubles; for a REAL or logarithmic axis {@code base} is 0 and
 * the offsets are the values (or their log10) themselves. Mutable, owned by one thread, allocates
 * nothing.
 */
public final class AxisWindow {
  private long base;
  private double lo;
  private double hi;

  public AxisWindow() {
    this(0, 0, 1);
  }

  public AxisWindow(long base, double lo, double hi) {
    set(base, lo, hi);
  }

  public void set(long newBase, double newLo, double newHi) {
    base = newBase;
    lo = newLo;
    hi = newHi;
  }

  public void set(AxisWindow other) {
    set(other.base, other.lo, other.hi);
  }

  public long base() {
    return base;
  }

  /** Lower edge as an offset from {@link #base()}. */
  public double lo() {
    return lo;
  }

  /** Upper edge as an offset from {@link #base()}. */
  public double hi() {
    return hi;
  }

  public double span() {
    return hi - lo;
  }

  /** Lower edge as an offset from another base: an exact int64 subtraction first, then double. */
  public double loFrom(long otherBase) {
    return distance(otherBase, base) + lo;
  }

  /**
   * Upper edge as an offset from another base, above {@link #loFrom} even where a base far away
   * rounds both edges to one double.
   */
  public double hiFrom(long otherBase) {
    double far = distance(otherBase, base);
    return Math.max(far + hi, Math.nextUp(far + lo));
  }

  private static double distance(long from, long to) {
    long difference = to - from;
    boolean overflow = ((to ^ from) & (to ^ difference)) < 0;
    return overflow ? (double) to - (double) from : difference;
  }

  /** The offset from {@link #base()} of the point at {@code fraction} (0 lower edge, 1 upper). */
  public double at(double fraction) {
    double span = hi - lo;
    return isFinite(span) ? lo + span * fraction : lo * (1 - fraction) + hi * fraction;
  }

  /** Fraction of the window at which an int64 value on a linear axis lies. */
  public double fractionOf(long value) {
    return (distance(base, value) - lo) / (hi - lo);
  }

  /** Fraction of the window at which a REAL or log10 position lies. */
  public double fractionOf(double position) {
    double span = hi - lo;
    return isFinite(span)
        ? (position - base - lo) / span
        : ((position - base) * 0.5 - lo * 0.5) / (hi * 0.5 - lo * 0.5);
  }

  /**
   * Moves by a fraction of the span; positive shows higher values. Stays where it is when there are
   * no doubles for the new edges.
   */
  public void pan(double fraction) {
    double half = (hi * 0.5 - lo * 0.5) * fraction;
    change((lo * 0.5 + half) * 2, (hi * 0.5 + half) * 2);
  }

  /**
   * Scales the span by {@code factor} and keeps the point at {@code fraction} where it is. Stays as
   * it is when there are no doubles for the new edges.
   */
  public void zoom(double fraction, double factor) {
    double at = at(fraction);
    double span = (hi - lo) * factor;
    if (isFinite(span)) {
      double newLo = at - span * fraction;
      change(newLo, newLo + span);
    } else {
      double half = (hi * 0.5 - lo * 0.5) * factor;
      double newLo = (at * 0.5 - half * fraction) * 2;
      change(newLo, (newLo * 0.5 + half) * 2);
    }
  }

  private void change(double newLo, double newHi) {
    if (newLo < newHi && isFinite(newLo) && isFinite(newHi)) {
      lo = newLo;
      hi = newHi;
    }
  }

  private static boolean isFinite(double value) {
    return Math.abs(value) <= Double.MAX_VALUE;
  }

  /** For int64 axes: moves the base to the window, so that offsets keep full precision. */
  public void rebase() {
    double mid = Math.rint(lo + (hi - lo) / 2);
    if (mid == 0 || !(Math.abs(mid) <= 4e18)) {
      return;
    }
    long shift = (long) mid;
    long moved = base + shift;
    if (((base ^ moved) & (shift ^ moved)) < 0) {
      return;
    }
    base = moved;
    lo -= mid;
    hi -= mid;
  }

  public boolean sameAs(AxisWindow other) {
    return base == other.base && lo == other.lo && hi == other.hi;
  }
}
