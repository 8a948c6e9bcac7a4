package skein.core.axis;

import org.jspecify.annotations.Nullable;

/** Ticks at multiples of 1, 2 or 5 times a power of ten; values are exact decimals. */
final class NumberTicks {
  private static final int ATTEMPTS = 12;
  private static final int[] STEPS = {1, 2, 5, 10};

  private final long[] mantissas = new long[TickSpace.MAX_TICKS * 4];
  private final NumberLabels labels = new NumberLabels();

  void fill(Ticks out, AxisWindow w, boolean whole, TickSpace space) {
    double half = w.hi() / 2 - w.lo() / 2;
    double rough = half / space.most() * 2;
    int exponent = (int) Math.floor(Math.log10(rough));
    exponent = Math.clamp(exponent, -320, 307);
    int step = 0;
    while (step < 3 && STEPS[step] * Decimal.power(exponent) < rough * (1 - 1e-9)) {
      step++;
    }
    boolean exact = whole && rough < 4e18;
    if (exact && exponent < 0) {
      exponent = 0;
      step = 0;
    }
    double lo = exact ? w.lo() : w.base() + w.lo();
    double hi = exact ? w.hi() : w.base() + w.hi();
    double finest = exact ? 0 : 4 * Math.max(Math.ulp(lo), Math.ulp(hi));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (step == 3) {
        step = 0;
        exponent++;
      }
      if (exponent > 307 || (exact && exponent > 18)) {
        return;
      }
      double size = STEPS[step] * Decimal.power(exponent);
      if (size >= finest) {
        out.clear();
        int n =
            exact
                ? place(out, w, STEPS[step], exponent)
                : place(out, lo, hi, STEPS[step], exponent, size);
        labels.write(out, mantissas, n, exponent);
        if (out.fits(space)) {
          return;
        }
      }
      step++;
    }
    out.clear();
  }

  /** Multiples of an int64 step around an int64 base. */
  private int place(Ticks out, AxisWindow w, int factor, int exponent) {
    long step = factor * Decimal.pow10(exponent);
    long quotient = Math.floorDiv(w.base(), step);
    long rest = Math.floorMod(w.base(), step);
    double span = w.hi() - w.lo();
    double first = Math.ceil((w.lo() + rest) / step) - 1;
    int n = 0;
    for (int i = 0; i < mantissas.length - 1; i++) {
      double multiple = first + i;
      long m = (long) multiple;
      if (Math.abs(multiple) > 4e18 || !isLong(quotient + m, step)) {
        continue;
      }
      boolean small = Math.abs(multiple * step) < 4e18;
      double offset = small ? (double) (m * step - rest) : multiple * step - rest;
      if (offset > w.hi()) {
        break;
      }
      if (offset >= w.lo() && out.tick((offset - w.lo()) / span) != null) {
        mantissas[n++] = (quotient + m) * factor;
      }
    }
    return n;
  }

  private static boolean isLong(long multiple, long step) {
    return Math.multiplyHigh(multiple, step) == (multiple * step) >> 63;
  }

  /** Multiples of a decimal step in a window of doubles. */
  private int place(Ticks out, double lo, double hi, int factor, int exponent, double size) {
    double half = hi / 2 - lo / 2;
    double first = Math.ceil(lo / size) - 1;
    int n = 0;
    for (int i = 0; i < mantissas.length - 1; i++) {
      long mantissa = ((long) (first + i)) * factor;
      double position = Decimal.toDouble(mantissa, exponent);
      if (position > hi) {
        break;
      }
      if (position >= lo) {
        @Nullable TextRun text = out.tick((position / 2 - lo / 2) / half);
        if (text != null) {
          mantissas[n++] = mantissa;
        }
      }
    }
    return n;
  }
}
