package skein.core.channel;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Borders of codes over a range of doubles: multiples of a decimal step, 1, 2 or 5 times a power of
 * ten, each the double nearest to the decimal number, so that a border written out reads back to
 * itself.
 */
final class RealSteps {
  private static final int[] FACTORS = {1, 2, 5};
  private static final int EXACT_POWER = 22;

  /** Bits of the values' size that a step must not be finer than: doubles have 53. */
  private static final double FINEST = 0x1p-49;

  private final int factor;
  private final int exponent;
  private final BigDecimal unit;

  private RealSteps(int factor, int exponent) {
    this.factor = factor;
    this.exponent = exponent;
    this.unit = new BigDecimal(BigInteger.valueOf(factor), -exponent);
  }

  /** Borders of at most so many codes over lo..hi; the first not above lo, the last above hi. */
  static double[] borders(double lo, double hi, int most) {
    double size = Math.max(Math.abs(lo), Math.abs(hi));
    double least = Math.max(hi / most - lo / most, size * FINEST);
    least = Math.max(least, Double.MIN_NORMAL);
    int exponent = (int) Math.floor(Math.log10(least)) - 1;
    while (true) {
      for (int factor : FACTORS) {
        RealSteps steps = new RealSteps(factor, exponent);
        long first = steps.below(lo);
        long last = steps.below(hi);
        if (steps.step() >= least && last - first + 1 <= most) {
          return steps.fill(first, (int) (last - first) + 1);
        }
      }
      exponent++;
    }
  }

  private double step() {
    return unit.doubleValue();
  }

  /** The largest multiple whose border is not above a value. */
  private long below(double value) {
    double quotient = value / step();
    if (!(Math.abs(quotient) < 0x1p60)) {
      return quotient < 0 ? Long.MIN_VALUE / 4 : Long.MAX_VALUE / 4;
    }
    long k = (long) Math.floor(quotient);
    while (border(k) > value) {
      k--;
    }
    while (border(k + 1) <= value) {
      k++;
    }
    return k;
  }

  private double border(long k) {
    long mantissa = k * factor;
    boolean exact = Math.abs(mantissa) <= 1L << 53 && Math.abs(exponent) <= EXACT_POWER;
    if (exact) {
      double power = POWERS[Math.abs(exponent)];
      return exponent < 0 ? mantissa / power : mantissa * power;
    }
    return new BigDecimal(BigInteger.valueOf(mantissa), -exponent).doubleValue();
  }

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private double[] fill(long first, int codes) {
    double[] borders = new double[codes + 1];
    for (int k = 0; k <= codes; k++) {
      borders[k] = border(first + k);
    }
    return borders;
  }
}
