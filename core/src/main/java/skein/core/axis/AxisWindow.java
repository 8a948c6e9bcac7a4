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
    return (double) (base - otherBase) + lo;
  }

  /** Upper edge as an offset from another base. */
  public double hiFrom(long otherBase) {
    return (double) (base - otherBase) + hi;
  }

  /** The offset from {@link #base()} of the point at {@code fraction} (0 lower edge, 1 upper). */
  public double at(double fraction) {
    return lo + (hi - lo) * fraction;
  }

  /** Fraction of the window at which an int64 value on a linear axis lies. */
  public double fractionOf(long value) {
    return ((double) (value - base) - lo) / (hi - lo);
  }

  /** Fraction of the window at which a REAL or log10 position lies. */
  public double fractionOf(double position) {
    return (position - base - lo) / (hi - lo);
  }

  /** Moves by a fraction of the span; positive shows higher values. */
  public void pan(double fraction) {
    double d = (hi - lo) * fraction;
    lo += d;
    hi += d;
  }

  /** Scales the span by {@code factor} and keeps the point at {@code fraction} where it is. */
  public void zoom(double fraction, double factor) {
    double at = at(fraction);
    double span = (hi - lo) * factor;
    lo = at - span * fraction;
    hi = lo + span;
  }

  /** For int64 axes: moves the base to the window, so that offsets keep full precision. */
  public void rebase() {
    double mid = Math.rint(lo + (hi - lo) / 2);
    if (mid == 0 || Math.abs(mid) > 4e18) {
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
