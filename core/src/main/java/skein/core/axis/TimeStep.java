package skein.core.axis;

/**
 * The steps that a time axis may take, from finest to coarsest: equal steps from a nanosecond to 12
 * hours, then days of a month, months and years.
 */
final class TimeStep {
  private static final int[] SIXTIETHS = {1, 2, 5, 10, 15, 30};
  private static final int[] HOURS = {1, 2, 3, 6, 12};
  private static final int[] DAYS = {1, 2, 5, 10, 15};
  private static final int[] MONTHS = {1, 3, 6};
  private static final int[] DECADE = {1, 2, 5};
  private static final double DAY = 86_400;
  private static final double YEAR = 365.2425 * DAY;

  /** Equal steps in nanoseconds. */
  static final long[] NANOS = nanos();

  static final int FIRST_SECOND = 27;
  static final int FIRST_MINUTE = FIRST_SECOND + SIXTIETHS.length;
  static final int FIRST_DAY = NANOS.length;
  static final int FIRST_MONTH = FIRST_DAY + DAYS.length;
  static final int FIRST_YEAR = FIRST_MONTH + MONTHS.length;
  static final int COUNT = FIRST_YEAR + DECADE.length * 17;

  private TimeStep() {}

  private static long[] nanos() {
    long[] out = new long[27 + 2 * SIXTIETHS.length + HOURS.length];
    int n = 0;
    for (int power = 0; power < 9; power++) {
      for (int d : DECADE) {
        out[n++] = d * Decimal.pow10(power);
      }
    }
    for (int s : SIXTIETHS) {
      out[n++] = s * 1_000_000_000L;
    }
    for (int m : SIXTIETHS) {
      out[n++] = m * 60_000_000_000L;
    }
    for (int h : HOURS) {
      out[n++] = h * 3_600_000_000_000L;
    }
    return out;
  }

  /** Days, months or years of a step from {@link #FIRST_DAY} on. */
  static long amount(int step) {
    if (step < FIRST_MONTH) {
      return DAYS[step - FIRST_DAY];
    }
    if (step < FIRST_YEAR) {
      return MONTHS[step - FIRST_MONTH];
    }
    int year = step - FIRST_YEAR;
    return DECADE[year % 3] * Decimal.pow10(year / 3);
  }

  /** Length in seconds, for calendar steps the mean. */
  static double seconds(int step) {
    if (step < FIRST_DAY) {
      return NANOS[step] / 1e9;
    }
    if (step < FIRST_MONTH) {
      return amount(step) * DAY;
    }
    return amount(step) * (step < FIRST_YEAR ? YEAR / 12 : YEAR);
  }

  /** An equal step in raw units, or 0 when it is not a whole number of them. */
  static long raw(int step, long unitsPerSecond) {
    long nanos = NANOS[step];
    if (nanos >= 1_000_000_000L) {
      return nanos / 1_000_000_000L * unitsPerSecond;
    }
    long product = nanos * unitsPerSecond;
    return product % 1_000_000_000L == 0 ? product / 1_000_000_000L : 0;
  }

  /** Decimals of a second that labels of a step need. */
  static int decimals(int step) {
    if (step >= FIRST_SECOND) {
      return 0;
    }
    return step < 9 ? 9 : step < 18 ? 6 : 3;
  }

  /** True when the labels show seconds with a fraction and the groups the minute. */
  static boolean secondsInLabel(int step) {
    return step >= 21 && step < FIRST_SECOND;
  }

  /** Characters of the widest label. */
  static int width(int step) {
    if (step < FIRST_SECOND) {
      int decimals = decimals(step);
      return secondsInLabel(step) ? 6 : decimals + decimals / 3;
    }
    if (step < FIRST_DAY) {
      return step < FIRST_MINUTE ? 8 : 5;
    }
    if (step < FIRST_MONTH) {
      return 6;
    }
    return step < FIRST_YEAR ? 3 : Math.max(4, Decimal.digits(amount(step)) + 1);
  }
}
