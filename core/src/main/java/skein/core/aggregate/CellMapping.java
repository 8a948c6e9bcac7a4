package skein.core.aggregate;

import skein.core.block.BlockCodec;

/**
 * From a row's 16-bit code to its grid cell, for one axis: the one place that fixes the arithmetic,
 * operation by operation. The compute shader does the same ({@code precise}), so both count alike
 * bit for bit. Mutable, one thread.
 *
 * <p>Per view (double): {@code s} is 1, or 0.5 when an edge is at least 2^960 in size, so that
 * differences of doubles cannot overflow; {@code perUnit = min(cells / (hi * s - lo * s), MAX)}.
 *
 * <p>Per block (double): a block whose bounds miss the window is skipped. {@code scale = (step * s)
 * * perUnit}, {@code offset = (lo * s - viewLo * s) * perUnit}, {@code whole = floor(offset)},
 * {@code base = (int) whole}, then rounded to float32 {@code a = scale}, {@code f = offset -
 * whole}.
 *
 * <p>Window of codes (double): rows whose code lies in {@code [first, last]} are in the window.
 * {@code first} is the code of a row on the window's lower edge and {@code last} that of one on its
 * upper edge, so that rows on the edges count, as encoding rounds up: the smallest c with {@code c
 * * (step * s) >= edge * s - lo * s}. In a block of step 1, which is exact, {@code last} is the
 * largest c that is not above the edge instead. In a block inside the window by its exact bounds,
 * or of step 0, all codes are.
 *
 * <p>Per row (float32, two roundings, never fused): {@code t = code * a; t = t + f; cell = base +
 * (int) t}, clamped into the grid. t is never negative.
 *
 * <p>Deep zoom: where one code covers more than {@link #DEEP} cells ({@code scale > 16384}), at
 * most one code falls into the window: {@code c = max(0, ceil((viewLo * s - lo * s) / (step *
 * s)))}, at {@code p = ((lo * s - viewLo * s) + c * (step * s)) * perUnit}. The block is skipped
 * when {@code c > 65535} or {@code p > cells}; else {@code a = 32768}, {@code f = 0}, {@code base =
 * min((int) max(p, 0), cells - 1) - c * 32768}, {@code first = last = c}.
 */
public final class CellMapping {
  /** Cells per code above which a block has at most one code in the window. */
  public static final double DEEP = 16_384;

  private static final float DEEP_STRIDE = 32_768f;
  private static final double FAR = 0x1p960;

  private int cells;
  private double viewLo;
  private double viewHi;
  private double s;
  private double perUnit;

  private int base;
  private float a;
  private float f;
  private boolean inside;
  private int lastCell;
  private int firstCode;
  private int lastCode;

  /** Sets the window, in offsets from the series' origin, and the number of cells. */
  public void view(double lo, double hi, int newCells) {
    viewLo = lo;
    viewHi = hi;
    cells = newCells;
    s = Math.abs(lo) < FAR && Math.abs(hi) < FAR ? 1.0 : 0.5;
    perUnit = Math.min(newCells / (hi * s - lo * s), Double.MAX_VALUE);
  }

  /** Of the view: 1, or 0.5 where differences could overflow. */
  public double size() {
    return s;
  }

  /** Of the view: cells per unit of the halved or whole positions. */
  public double perUnit() {
    return perUnit;
  }

  /**
   * Sets the block.
   *
   * @return false when no row of it can lie in the window
   */
  public boolean block(double lo, double hi, double step) {
    if (hi < viewLo || lo > viewHi) {
      return false;
    }
    double scale = (step * s) * perUnit;
    if (scale > DEEP) {
      return deep(lo, step);
    }
    inside = lo >= viewLo && hi <= viewHi;
    double offset = (lo * s - viewLo * s) * perUnit;
    double whole = Math.floor(offset);
    base = (int) whole;
    a = (float) scale;
    f = (float) (offset - whole);
    lastCell = inside ? cell(BlockCodec.encode(hi, lo, hi, step)) : 0;
    codes(lo, step);
    return true;
  }

  private void codes(double lo, double step) {
    firstCode = 0;
    lastCode = BlockCodec.MAX_CODE;
    if (inside || step == 0) {
      return;
    }
    double stepS = step * s;
    double toHi = viewHi * s - lo * s;
    firstCode = limited(atOrAbove(viewLo * s - lo * s, stepS));
    lastCode = limited(step == 1.0 ? Math.floor(toHi / stepS) : atOrAbove(toHi, stepS));
  }

  /** The smallest whole c with {@code c * step >= distance}, whichever way the division rounds. */
  private static double atOrAbove(double distance, double step) {
    double c = Math.ceil(distance / step);
    if (c * step < distance) {
      return c + 1;
    }
    return (c - 1) * step >= distance ? c - 1 : c;
  }

  private static int limited(double code) {
    return (int) Math.max(0, Math.min(code, BlockCodec.MAX_CODE));
  }

  private boolean deep(double lo, double step) {
    double below = lo * s - viewLo * s;
    double code = Math.max(0, Math.ceil((viewLo * s - lo * s) / (step * s)));
    double p = (below + code * (step * s)) * perUnit;
    if (code > BlockCodec.MAX_CODE || p > cells) {
      return false;
    }
    inside = false;
    firstCode = (int) code;
    lastCode = firstCode;
    a = DEEP_STRIDE;
    f = 0;
    base = Math.min((int) Math.max(p, 0), cells - 1) - ((int) code) * ((int) DEEP_STRIDE);
    return true;
  }

  private int cell(int code) {
    float t = code * a;
    t = t + f;
    return base + (int) t;
  }

  /** Cell of code 0. */
  public int base() {
    return base;
  }

  /** Cells per code. */
  public float a() {
    return a;
  }

  /** Position of code 0 within its cell, 0 to 1. */
  public float f() {
    return f;
  }

  /** Lowest code in the window. */
  public int firstCode() {
    return firstCode;
  }

  /** Highest code in the window. */
  public int lastCode() {
    return lastCode;
  }

  /** True when no row of the block may be dropped. */
  public boolean inside() {
    return inside;
  }

  /** For an inside block: true when rounding can carry a row past the last cell. */
  public boolean mustClamp() {
    return lastCell >= cells;
  }

  /** For an inside block: true when all its rows fall into {@link #onlyCell()}. */
  public boolean oneCell() {
    return Math.min(cell(0), cells - 1) == Math.min(lastCell, cells - 1);
  }

  public int onlyCell() {
    return Math.min(cell(0), cells - 1);
  }
}
