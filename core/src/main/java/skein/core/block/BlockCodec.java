package skein.core.block;

/**
 * The arithmetic between a position and its 16-bit code, for one axis of one block. The only place
 * that encodes or decodes; pure functions, any thread.
 *
 * <p>Positions are double offsets from the series' {@link SeriesOrigin}. A code c stands for {@code
 * lo + c * step}. Encoding rounds up: with {@code q = (v - lo) / step} the code is {@code ceil(q)}
 * and the residual {@code floor((code - q) * 65536)}, so that the decoded position is never below v
 * (but for the last bit of the double arithmetic) and less than one step above it. Integer-valued
 * blocks that span at most 65,535 have step 1 and decode exactly.
 *
 * <p>Bounds may be as far apart as ±1.7e308: where {@code hi - lo} would overflow, both sides are
 * halved first ({@link #scale}), which is exact at that size.
 */
public final class BlockCodec {
  /** Largest code. */
  public static final int MAX_CODE = 65_535;

  /** Residual units in a step. */
  public static final int RESIDUAL_UNITS = 65_536;

  private BlockCodec() {}

  /** Factor that both bounds are multiplied with before a subtraction: 1, or 0.5 when far apart. */
  public static double scale(double lo, double hi) {
    return hi - lo <= Double.MAX_VALUE ? 1.0 : 0.5;
  }

  /**
   * Distance between neighbouring codes of a block.
   *
   * @param integers true when all positions of the axis are whole numbers
   * @return 0 when lo equals hi
   */
  public static double step(double lo, double hi, boolean integers) {
    if (lo == hi) {
      return 0;
    }
    double scale = scale(lo, hi);
    double step = (hi * scale - lo * scale) / MAX_CODE / scale;
    if (integers) {
      return Math.max(1.0, Math.ceil(step));
    }
    return Math.max(step, Double.MIN_VALUE);
  }

  /** Position in units of the step above lo; the step is not 0. */
  static double quotient(double v, double lo, double step, double scale) {
    return (v * scale - lo * scale) / (step * scale);
  }

  /** Code of a quotient. */
  static int code(double quotient) {
    return Math.min((int) Math.ceil(quotient), MAX_CODE);
  }

  /** Residual of a quotient below its code, in 1/65536 steps, 0 to 65,535. */
  static int residual(double quotient, int code) {
    int units = (int) ((code - quotient) * RESIDUAL_UNITS);
    return Math.max(0, Math.min(units, RESIDUAL_UNITS - 1));
  }

  /** Code of a position in a block with these bounds. */
  public static int encode(double v, double lo, double hi, double step) {
    return step == 0 ? 0 : code(quotient(v, lo, step, scale(lo, hi)));
  }

  /** Position of a code; it may lie above the block's upper bound by less than a step. */
  public static double decode(double lo, double step, int code) {
    return decode(lo, step, (double) code);
  }

  /** Position of a code and residual, good to 1/65536 step. */
  public static double decode(double lo, double step, int code, int residual) {
    return decode(lo, step, code - residual * (1.0 / RESIDUAL_UNITS));
  }

  private static double decode(double lo, double step, double units) {
    double position = lo + units * step;
    if (Math.abs(position) <= Double.MAX_VALUE) {
      return position;
    }
    double half = lo * 0.5 + units * (step * 0.5);
    return Math.max(-Double.MAX_VALUE, Math.min(half * 2, Double.MAX_VALUE));
  }
}
