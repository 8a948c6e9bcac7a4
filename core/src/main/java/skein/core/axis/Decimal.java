package skein.core.axis;

/** Exact decimal numbers {@code mantissa x 10^exponent} and their text. */
final class Decimal {
  private static final int MIN_EXP = -323;
  private static final double[] POW10 = new double[308 - MIN_EXP + 1];
  private static final long[] POW10_LONG = new long[19];

  static {
    for (int e = MIN_EXP; e <= 308; e++) {
      POW10[e - MIN_EXP] = Double.parseDouble("1e" + e);
    }
    POW10_LONG[0] = 1;
    for (int e = 1; e < POW10_LONG.length; e++) {
      POW10_LONG[e] = POW10_LONG[e - 1] * 10;
    }
  }

  private Decimal() {}

  /** 10^e for e from 0 to 18. */
  static long pow10(int e) {
    return POW10_LONG[e];
  }

  /** The double nearest to 10^e; e is clamped to what a double can hold. */
  static double power(int e) {
    return POW10[Math.clamp(e, MIN_EXP, 308) - MIN_EXP];
  }

  /** The double next to {@code mantissa x 10^exponent}. */
  static double toDouble(long mantissa, int exponent) {
    if (exponent >= 0) {
      return mantissa * power(exponent);
    }
    return exponent < -308
        ? mantissa / power(308) / power(-308 - exponent)
        : mantissa / power(-exponent);
  }

  /** Digits of the magnitude, 1 for zero. */
  static int digits(long value) {
    int n = 1;
    for (long v = value / 10; v != 0; v /= 10) {
      n++;
    }
    return n;
  }

  /** Writes the number in full; thousands are grouped when asked for. */
  static void append(TextRun out, long mantissa, int exponent, boolean grouped) {
    if (mantissa < 0) {
      out.add(TextRun.MINUS);
    }
    int digits = digits(mantissa);
    int whole = mantissa == 0 ? 1 : digits + exponent;
    if (whole <= 0) {
      out.add('0');
    }
    for (int place = whole; place > 0; place--) {
      int index = whole - place;
      out.add(index < digits ? digit(mantissa, digits - 1 - index) : '0');
      if (grouped && place > 1 && (place - 1) % 3 == 0) {
        out.add(',');
      }
    }
    if (exponent < 0) {
      out.add('.');
      for (int place = -1; place >= exponent; place--) {
        int fromRight = mantissa == 0 ? 0 : place - exponent;
        out.add(fromRight < digits ? digit(mantissa, fromRight) : '0');
      }
    }
  }

  /** Writes as {@code d.ddd} e exponent, without trailing zeros. */
  static void appendScientific(TextRun out, long mantissa, int exponent) {
    if (mantissa == 0) {
      out.add('0');
      return;
    }
    long m = mantissa;
    int e = exponent;
    while (m % 10 == 0) {
      m /= 10;
      e++;
    }
    int digits = digits(m);
    append(out, m, 1 - digits, false);
    out.add('e');
    out.add(e + digits - 1L);
  }

  private static char digit(long value, int fromRight) {
    long d = value / POW10_LONG[Math.min(fromRight, 18)] % 10;
    return (char) ('0' + Math.abs(d));
  }
}
