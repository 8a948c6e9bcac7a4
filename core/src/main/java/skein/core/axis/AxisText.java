package skein.core.axis;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;

/**
 * Reads a point on an axis from text, exactly: numbers with exponents and grouping, ISO dates and
 * timestamps with or without fraction and zone, down to a year alone. Reads back everything that
 * {@link AxisFormat#exact} writes. Plain numbers on a time axis are raw units, except four digits,
 * which are a year.
 */
public final class AxisText {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,3}(,\\d{3})+|\\d+)?(\\.\\d*)?([eE][+-]?\\d{1,4})?");
  private static final Pattern DATE =
      Pattern.compile("([+-]?\\d{4,9})(?:-(\\d{2})(?:-(\\d{2}))?)?(?:[T ](.*))?");
  private static final Pattern TIME =
      Pattern.compile("(\\d{2})(?::(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,18}))?)?)?(.*)");
  private static final Pattern OFFSET =
      Pattern.compile("([+-]\\d{2}:?\\d{2}(?::?\\d{2})?)\\s*(.*)");
  private static final BigDecimal DAY = BigDecimal.valueOf(Civil.DAY_SECONDS);

  private AxisText() {}

  /**
   * @param zone in which times without a zone are meant, for instants
   * @throws SkeinException of kind USAGE when the text is no point on such an axis
   */
  public static AxisPosition parse(String text, AxisType type, AxisScale scale, ZoneId zone) {
    String clean = text.strip().replace(TextRun.MINUS, '-');
    @Nullable BigDecimal number = number(clean);
    if (scale == AxisScale.LOG10) {
      return logarithm(text, number);
    }
    if (type.isTime() && (number == null || isYear(clean, type))) {
      return split(time(text, clean, type, zone));
    }
    if (number == null) {
      throw bad(text, type.isTime() ? "it is not a date or time" : "it is not a number");
    }
    return type.isLong() ? split(number) : real(text, number);
  }

  /** True when {@link #parse} would succeed. */
  static boolean parses(String text, AxisType type, AxisScale scale, ZoneId zone) {
    try {
      parse(text, type, scale, zone);
      return true;
    } catch (SkeinException e) {
      return false;
    }
  }

  private static boolean isYear(String text, AxisType type) {
    return type.kind() != AxisKind.TIME_OF_DAY && text.matches("\\d{4}");
  }

  private static @Nullable BigDecimal number(String text) {
    Matcher m = NUMBER.matcher(text);
    boolean digits =
        m.matches() && (m.group(1) != null || (m.group(3) != null && m.end(3) - m.start(3) > 1));
    return digits ? new BigDecimal(text.replace(",", "")) : null;
  }

  private static AxisPosition real(String text, BigDecimal number) {
    double value = number.doubleValue();
    if (Double.isInfinite(value)) {
      throw bad(text, "it is beyond the range of a double");
    }
    return new AxisPosition(0, value);
  }

  private static AxisPosition logarithm(String text, @Nullable BigDecimal number) {
    if (number == null) {
      throw bad(text, "it is not a number");
    }
    if (number.signum() <= 0) {
      throw bad(text, "a logarithmic axis has no place for values at or below zero");
    }
    double value = number.doubleValue();
    double log = Math.log10(value);
    if (value == 0 || Double.isInfinite(value)) {
      BigDecimal plain = number.stripTrailingZeros();
      int magnitude = plain.precision() - plain.scale() - 1;
      log = magnitude + Math.log10(plain.scaleByPowerOfTen(-magnitude).doubleValue());
    }
    return new AxisPosition(0, log);
  }

  /** The nearest whole number within int64 as base, the rest as offset. */
  private static AxisPosition split(BigDecimal value) {
    BigInteger whole = value.setScale(0, java.math.RoundingMode.FLOOR).toBigInteger();
    if (whole.bitLength() > 63) {
      long edge = whole.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
      return new AxisPosition(edge, value.subtract(BigDecimal.valueOf(edge)).doubleValue());
    }
    long base = whole.longValue();
    return new AxisPosition(base, value.subtract(new BigDecimal(whole)).doubleValue());
  }

  /** Raw units since the epoch or midnight. */
  private static BigDecimal time(String text, String clean, AxisType type, ZoneId zone) {
    if (type.kind() == AxisKind.TIME_OF_DAY) {
      return timeOfDay(text, clean, type).multiply(BigDecimal.valueOf(type.unitsPerSecond()));
    }
    Matcher m = DATE.matcher(clean);
    if (!m.matches()) {
      throw bad(text, "it is not a date or time");
    }
    int month = m.group(2) == null ? 1 : Integer.parseInt(m.group(2));
    int day = m.group(3) == null ? 1 : Integer.parseInt(m.group(3));
    long year = Long.parseLong(m.group(1));
    if (month < 1 || month > 12 || day < 1 || day > lengthOf(year, month)) {
      throw bad(text, "there is no such day");
    }
    long days = Civil.days(year, month, day);
    @Nullable String tail = m.group(4);
    if (tail != null && m.group(3) == null) {
      throw bad(text, "a time needs a full date before it");
    }
    BigDecimal second = BigDecimal.ZERO;
    @Nullable String zoneText = null;
    if (tail != null) {
      Matcher t = time(text, tail);
      second = seconds(text, t);
      zoneText = t.group(5).strip();
    }
    BigDecimal local = BigDecimal.valueOf(days).multiply(DAY).add(second);
    BigDecimal utc = local.subtract(offset(text, local, zoneText, type, zone));
    if (type.kind() == AxisKind.DATE) {
      return BigDecimal.valueOf(days).add(second.divide(DAY, java.math.MathContext.DECIMAL128));
    }
    return utc.multiply(BigDecimal.valueOf(type.unitsPerSecond()));
  }

  private static BigDecimal timeOfDay(String text, String clean, AxisType type) {
    Matcher t = time(text, clean);
    if (!t.group(5).isBlank()) {
      throw bad(
          text, "a " + type.kind().name().toLowerCase(java.util.Locale.ROOT) + " has no zone");
    }
    return seconds(text, t);
  }

  private static Matcher time(String text, String clean) {
    Matcher t = TIME.matcher(clean);
    if (!t.matches()) {
      throw bad(text, "it is not a time");
    }
    return t;
  }

  private static BigDecimal seconds(String text, Matcher t) {
    int hour = Integer.parseInt(t.group(1));
    int minute = t.group(2) == null ? 0 : Integer.parseInt(t.group(2));
    int second = t.group(3) == null ? 0 : Integer.parseInt(t.group(3));
    int all = hour * 3600 + minute * 60 + second;
    if (hour > 24 || minute > 59 || second > 59 || all > Civil.DAY_SECONDS) {
      throw bad(text, "there is no such time of day");
    }
    BigDecimal whole = BigDecimal.valueOf(all);
    return t.group(4) == null ? whole : whole.add(new BigDecimal("0." + t.group(4)));
  }

  private static BigDecimal offset(
      String text, BigDecimal local, @Nullable String zoneText, AxisType type, ZoneId zone) {
    ZoneId meant = zone;
    boolean utc = zoneText != null && (zoneText.equals("Z") || zoneText.equals("UTC"));
    if (zoneText != null && !zoneText.isEmpty()) {
      if (type.kind() != AxisKind.INSTANT && !utc) {
        throw bad(text, "the column's times have no zone");
      }
      Matcher m = OFFSET.matcher(zoneText);
      meant = zoneOf(text, utc ? "Z" : m.matches() ? m.group(1) : zoneText);
    }
    if (type.kind() != AxisKind.INSTANT) {
      return BigDecimal.ZERO;
    }
    ZoneClock clock = new ZoneClock();
    clock.zone(meant);
    long second = local.setScale(0, java.math.RoundingMode.FLOOR).longValue();
    return BigDecimal.valueOf(second - clock.instantOf(second));
  }

  private static ZoneId zoneOf(String text, String id) {
    String plain = id.startsWith("[") && id.endsWith("]") ? id.substring(1, id.length() - 1) : id;
    try {
      return plain.equals("Z") ? ZoneOffset.UTC : ZoneId.of(plain);
    } catch (DateTimeException e) {
      throw SkeinException.usage(
          "'" + text + "'",
          "there is no time zone '" + plain + "'",
          "give an offset such as +02:00 or a name such as Europe/Berlin");
    }
  }

  private static int lengthOf(long year, int month) {
    return (int) (Civil.days(year, month + 1L, 1) - Civil.days(year, month, 1));
  }

  private static SkeinException bad(String text, String why) {
    return SkeinException.usage(
        "'" + text + "'", why, "give a number such as 1.5e6 or a time such as 2001-03-14T08:12:00");
  }
}
