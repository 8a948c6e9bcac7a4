package skein.core.axis;

/** Texts of time ticks: the part that a step changes, and the rest once per group. */
final class TimeLabels {
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private final Civil civil = new Civil();
  private int step;
  private long units;
  private boolean ofDay;
  private long group;

  void begin(int newStep, AxisType type, long unitsPerSecond) {
    step = newStep;
    units = unitsPerSecond;
    ofDay = type.kind() == AxisKind.TIME_OF_DAY;
  }

  /** Writes the fine part of a local raw value (days for dates). */
  void write(TextRun out, long local) {
    if (step >= TimeStep.FIRST_DAY) {
      writeDate(out, units == 0 ? local : day(local));
      return;
    }
    long second = secondOfDay(local);
    if (step >= TimeStep.FIRST_SECOND) {
      Civil.appendTime(out, second, step < TimeStep.FIRST_MINUTE);
      return;
    }
    if (TimeStep.secondsInLabel(step)) {
      out.pad(second % 60, 2);
    }
    appendFraction(out, nanos(local), TimeStep.decimals(step), !TimeStep.secondsInLabel(step));
  }

  private void writeDate(TextRun out, long day) {
    civil.set(day);
    if (step >= TimeStep.FIRST_YEAR) {
      Civil.appendYear(out, civil.year);
      return;
    }
    out.add(MONTHS[civil.month - 1]);
    if (step < TimeStep.FIRST_MONTH) {
      out.add(' ').add((long) civil.day);
    }
  }

  /** {@code .mmm uuu nnn}: decimals of a second in threes. */
  static void appendFraction(TextRun out, long nanos, int decimals, boolean spaced) {
    out.add('.');
    long rest = nanos / Decimal.pow10(9 - decimals);
    for (int d = decimals - 1; d >= 0; d--) {
      out.add((char) ('0' + rest / Decimal.pow10(d) % 10));
      if (spaced && d > 0 && d % 3 == 0) {
        out.add(TextRun.THIN_SPACE);
      }
    }
  }

  /** Opens a group at the newest tick when it is the first one or shows another coarse part. */
  void group(Ticks out, long local, boolean first) {
    if (step >= TimeStep.FIRST_YEAR || (ofDay && step >= TimeStep.FIRST_SECOND)) {
      return;
    }
    long key = key(local);
    if (!first && key == group) {
      return;
    }
    group = key;
    TextRun text = out.group();
    if (!ofDay) {
      civil.set(units == 0 ? local : day(local));
      if (step >= TimeStep.FIRST_DAY) {
        Civil.appendYear(text, civil.year);
        return;
      }
      civil.appendDate(text);
    }
    if (step < TimeStep.FIRST_SECOND) {
      if (!ofDay) {
        text.add(' ');
      }
      Civil.appendTime(text, secondOfDay(local), !TimeStep.secondsInLabel(step));
    }
  }

  private long key(long local) {
    if (step >= TimeStep.FIRST_DAY) {
      civil.set(units == 0 ? local : day(local));
      return civil.year;
    }
    if (step >= TimeStep.FIRST_SECOND) {
      return day(local);
    }
    return Math.floorDiv(local, units * (TimeStep.secondsInLabel(step) ? 60 : 1));
  }

  private long day(long local) {
    return Math.floorDiv(local, Civil.DAY_SECONDS * units);
  }

  private long secondOfDay(long local) {
    long second = Math.floorDiv(local, units);
    return ofDay ? second : Math.floorMod(second, Civil.DAY_SECONDS);
  }

  private long nanos(long local) {
    return Math.floorMod(local, units) * (1_000_000_000L / units);
  }
}
