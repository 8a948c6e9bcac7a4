package skein.core.axis;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Values as text: exact for read-outs, short for counts. Reused; one thread. Writes into a {@link
 * TextRun} and allocates only for doubles.
 */
public final class AxisFormat {
  private static final long SHORT_FROM = 10_000_000;

  private final ZoneClock clock = new ZoneClock();
  private final Civil civil = new Civil();

  /** A count in groups of three digits: 3,000,000. */
  public static void grouped(TextRun out, long value) {
    Decimal.append(out, value, 0, true);
  }

  /** A count, short above 10^7: 3,000,000 and 1.07 B. */
  public static void count(TextRun out, long value) {
    if (value > -SHORT_FROM && value < SHORT_FROM) {
      grouped(out, value);
      return;
    }
    int unit = Math.min(18, (Decimal.digits(value) - 1) / 3 * 3);
    long hundredths = Math.round(value / (double) Decimal.pow10(unit) * 100);
    if (Math.abs(hundredths) >= 100_000) {
      unit += 3;
      hundredths /= 1000;
    }
    int drop = Math.max(0, Decimal.digits(hundredths) - 3);
    Decimal.append(out, hundredths / Decimal.pow10(drop), drop - 2, false);
    out.add(TextRun.THIN_SPACE);
    switch (unit) {
      case 6 -> out.add('M');
      case 9 -> out.add('B');
      case 12 -> out.add('T');
      default -> out.add('e').add(unit);
    }
  }

  /** Bytes with a binary unit: 512 B, 1.5 KiB, 12.3 MiB. */
  public static void bytes(TextRun out, long value) {
    if (value < 1024) {
      Decimal.append(out, value, 0, false);
      out.add(TextRun.THIN_SPACE).add('B');
      return;
    }
    int unit = Math.min(4, (63 - Long.numberOfLeadingZeros(value)) / 10);
    double scaled = value / (double) (1L << (10 * unit));
    decimal(out, scaled, scaled < 100 ? 1 : 0);
    out.add(TextRun.THIN_SPACE).add("KMGT".charAt(unit - 1)).add("iB");
  }

  /** A number with a fixed count of decimals, 0 to 9; for magnitudes below 10^9. */
  public static void decimal(TextRun out, double value, int decimals) {
    Decimal.append(out, Math.round(value * Decimal.pow10(decimals)), -decimals, false);
  }

  /** Short form of a double for legends and ranges: up to four significant digits. */
  public static void compact(TextRun out, double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      out.add(value == 0 ? "0" : Double.toString(value));
      return;
    }
    int magnitude = (int) Math.floor(Math.log10(Math.abs(value)));
    int exponent = magnitude - 3;
    long mantissa = Math.round(value / Decimal.power(exponent));
    while (mantissa % 10 == 0 && exponent < 0) {
      mantissa /= 10;
      exponent++;
    }
    if (magnitude >= 7 && magnitude < 15) {
      count(out, (long) value);
    } else if (magnitude >= 15 || magnitude < -4) {
      Decimal.appendScientific(out, mantissa, exponent);
    } else {
      Decimal.append(out, mantissa, exponent, magnitude >= 4);
    }
  }

  /** A double in its shortest form that reads back to the same bits, minus as U+2212. */
  public static void exact(TextRun out, double value) {
    String text = Double.toString(value);
    int end = text.endsWith(".0") ? text.length() - 2 : text.length();
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      out.add(c == '-' ? TextRun.MINUS : c == 'E' ? 'e' : c);
    }
  }

  /**
   * An int64 value in full: digits grouped, dates and times to the column's unit.
   *
   * @param withZone for instants: names the offset and zone after the time
   */
  public void exact(TextRun out, long value, AxisType type, ZoneId zone, boolean withZone) {
    if (type.kind() == AxisKind.DATE) {
      civil.set(value);
      civil.appendDate(out);
      return;
    }
    if (!type.isTime()) {
      grouped(out, value);
      return;
    }
    long units = type.unitsPerSecond();
    int offset = time(out, value, type, zone, true, Decimal.digits(units) - 1);
    if (type.kind() == AxisKind.INSTANT && withZone) {
      appendZone(out, zone, offset);
    }
  }

  /** Date and time with some decimals of a second; returns the zone's offset in seconds. */
  private int time(
      TextRun out, long value, AxisType type, ZoneId zone, boolean seconds, int decimals) {
    long units = type.unitsPerSecond();
    long second = Math.floorDiv(value, units);
    int offset = 0;
    if (type.kind() == AxisKind.INSTANT) {
      clock.zone(zone);
      offset = clock.offsetAt(second);
    }
    long local = second + offset;
    long ofDay = local;
    if (type.kind() != AxisKind.TIME_OF_DAY) {
      civil.set(Math.floorDiv(local, Civil.DAY_SECONDS));
      civil.appendDate(out);
      out.add(' ');
      ofDay = Math.floorMod(local, Civil.DAY_SECONDS);
    }
    Civil.appendTime(out, ofDay, seconds);
    if (decimals > 0) {
      long nanos = Math.floorMod(value, units) * (1_000_000_000L / units);
      TimeLabels.appendFraction(out, nanos, decimals, false);
    }
    return offset;
  }

  /**
   * The value at a fraction of a window with the digits that tell one pixel from the next, for the
   * point under the pointer.
   */
  public void at(
      TextRun out,
      AxisWindow w,
      double fraction,
      AxisType type,
      AxisScale scale,
      ZoneId zone,
      double pixels) {
    double offset = w.at(fraction);
    double step = Math.abs(w.hi() - w.lo()) / Math.max(1, pixels);
    if (type.isLong() && scale == AxisScale.LINEAR) {
      long raw = rounded(w.base(), offset);
      if (type.isTime() && type.kind() != AxisKind.DATE) {
        double seconds = step / type.unitsPerSecond();
        int most = Decimal.digits(type.unitsPerSecond()) - 1;
        time(out, raw, type, zone, seconds < 60, Math.min(most, decimals(seconds)));
      } else {
        exact(out, raw, type, zone, false);
      }
      return;
    }
    double value = w.base() + offset;
    if (scale == AxisScale.LOG10) {
      value = Math.pow(10, value);
      step = value * step * Math.log(10);
    }
    toStep(out, value, step);
  }

  /** Decimals, in threes, that tell steps of so many seconds apart. */
  private static int decimals(double seconds) {
    return seconds >= 1 ? 0 : seconds >= 1e-3 ? 3 : seconds >= 1e-6 ? 6 : 9;
  }

  private static long rounded(long base, double offset) {
    double limit = Math.clamp(Math.rint(offset), -9.2e18, 9.2e18);
    long sum = base + (long) limit;
    boolean overflow = ((base ^ sum) & ((long) limit ^ sum)) < 0;
    return overflow ? (base < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  private static void toStep(TextRun out, double value, double step) {
    if (!(step > 0) || Double.isInfinite(value)) {
      exact(out, value);
      return;
    }
    int exponent = (int) Math.floor(Math.log10(step));
    double scaled =
        exponent < 0 ? value * Decimal.power(-exponent) : value / Decimal.power(exponent);
    if (Math.abs(scaled) > 1e15 || exponent < -300) {
      exact(out, value);
      return;
    }
    long mantissa = Math.round(scaled);
    int magnitude = Decimal.digits(mantissa) - 1 + exponent;
    if (magnitude > 15 || magnitude < -6) {
      Decimal.appendScientific(out, mantissa, exponent);
    } else {
      Decimal.append(out, mantissa, exponent, magnitude >= 4);
    }
  }

  private static void appendZone(TextRun out, ZoneId zone, int offset) {
    if (zone.equals(ZoneOffset.UTC) || zone.getId().equals("UTC")) {
      out.add(" UTC");
      return;
    }
    out.add(' ').add(offset < 0 ? '-' : '+');
    long size = Math.abs(offset);
    Civil.appendTime(out, size, size % 60 != 0);
    if (!(zone instanceof ZoneOffset)) {
      out.add(' ').add(zone.getId());
    }
  }
}
