package skein.core.axis;

/**
 * The proleptic Gregorian calendar over int64 days, without objects. The day count follows H.
 * Hinnant, "chrono-compatible low-level date algorithms".
 */
final class Civil {
  static final long DAY_SECONDS = 86_400;

  long year;
  int month;
  int day;

  /** Days since 1970-01-01 of a date; the month may be any whole number. */
  static long days(long year, long month, long day) {
    long y = year + Math.floorDiv(month - 1, 12L);
    long m = Math.floorMod(month - 1, 12L) + 1;
    if (m <= 2) {
      y--;
    }
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  /** Splits a day count into year, month and day. */
  void set(long daysSinceEpoch) {
    long z = daysSinceEpoch + 719_468;
    long era = Math.floorDiv(z, 146_097L);
    long doe = z - era * 146_097;
    long yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    long mp = (5 * doy + 2) / 153;
    day = (int) (doy - (153 * mp + 2) / 5 + 1);
    month = (int) (mp < 10 ? mp + 3 : mp - 9);
    year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  }

  static void appendYear(TextRun out, long year) {
    if (year < 0) {
      out.add(TextRun.MINUS);
    } else if (year > 9999) {
      out.add('+');
    }
    out.pad(Math.abs(year), 4);
  }

  void appendDate(TextRun out) {
    appendYear(out, year);
    out.add('-').pad(month, 2).add('-').pad(day, 2);
  }

  /** HH:MM, with :SS when asked for; seconds count from midnight. */
  static void appendTime(TextRun out, long secondOfDay, boolean withSeconds) {
    out.pad(secondOfDay / 3600, 2).add(':').pad(secondOfDay / 60 % 60, 2);
    if (withSeconds) {
      out.add(':').pad(secondOfDay % 60, 2);
    }
  }
}
