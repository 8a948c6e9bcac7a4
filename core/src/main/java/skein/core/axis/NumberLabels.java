package skein.core.axis;

/** Chooses one notation for all labels of a number axis, so that they differ and stay short. */
final class NumberLabels {
  private static final int PLAIN_DIGITS = 9;
  private static final int GROUP_FROM = 4;

  private enum Notation {
    PLAIN,
    SHORT,
    SCIENTIFIC
  }

  private int unit;

  /** Writes {@code mantissas[i] x 10^exponent} into tick i. */
  void write(Ticks out, long[] mantissas, int count, int exponent) {
    if (count == 0) {
      return;
    }
    long widest = Math.max(Math.abs(mantissas[0]), Math.abs(mantissas[count - 1]));
    long base = 0;
    if (!suits(widest, exponent)) {
      base = common(mantissas, count);
      widest = Math.max(Math.abs(mantissas[0] - base), Math.abs(mantissas[count - 1] - base));
      writeTag(out, base, exponent);
    }
    Notation notation = notationOf(widest, exponent);
    boolean grouped = Decimal.digits(widest) + exponent > GROUP_FROM;
    for (int i = 0; i < count; i++) {
      append(out.text(i), mantissas[i] - base, exponent, notation, grouped);
    }
  }

  private boolean suits(long widest, int exponent) {
    int digits = Decimal.digits(widest);
    int magnitude = digits - 1 + exponent;
    if (magnitude >= 7 && magnitude < 15) {
      return unitOf(magnitude) - exponent <= 3 || digits + Math.max(0, exponent) <= PLAIN_DIGITS;
    }
    if (magnitude >= 15 || magnitude < -4) {
      return digits <= 7;
    }
    return Math.max(magnitude, 0) + 1 + Math.max(0, -exponent) <= PLAIN_DIGITS + 1;
  }

  private Notation notationOf(long widest, int exponent) {
    int digits = Decimal.digits(widest);
    int magnitude = digits - 1 + exponent;
    if (widest == 0) {
      return Notation.PLAIN;
    }
    if (magnitude >= 7 && magnitude < 15 && unitOf(magnitude) - exponent <= 3) {
      unit = unitOf(magnitude);
      return Notation.SHORT;
    }
    return magnitude >= 15 || magnitude < -4 ? Notation.SCIENTIFIC : Notation.PLAIN;
  }

  private static int unitOf(int magnitude) {
    return magnitude / 3 * 3;
  }

  private void append(
      TextRun text, long mantissa, int exponent, Notation notation, boolean grouped) {
    text.clear();
    switch (notation) {
      case PLAIN -> Decimal.append(text, mantissa, exponent, grouped);
      case SCIENTIFIC -> Decimal.appendScientific(text, mantissa, exponent);
      case SHORT -> {
        if (mantissa == 0) {
          text.add('0');
          return;
        }
        Decimal.append(text, mantissa, exponent - unit, false);
        text.add(TextRun.THIN_SPACE).add(unit == 6 ? 'M' : unit == 9 ? 'B' : 'T');
      }
    }
  }

  /**
   * The leading digits that the labels share, as a multiple of a power of ten above their range.
   */
  private static long common(long[] mantissas, int count) {
    long range = mantissas[count - 1] - mantissas[0];
    int power = Math.min(Decimal.digits(range), 18);
    long round = Decimal.pow10(power);
    return Math.floorDiv(mantissas[0], round) * round;
  }

  private static void writeTag(Ticks out, long base, int exponent) {
    if (base == 0) {
      return;
    }
    TextRun tag = out.tagText().clear();
    if (base > 0) {
      tag.add('+');
    }
    long m = base;
    int e = exponent;
    while (e < 0 && m % 10 == 0) {
      m /= 10;
      e++;
    }
    int magnitude = Decimal.digits(m) - 1 + e;
    if (magnitude > 18 || magnitude < -4) {
      Decimal.appendScientific(tag, m, e);
    } else {
      Decimal.append(tag, m, e, true);
    }
  }
}
