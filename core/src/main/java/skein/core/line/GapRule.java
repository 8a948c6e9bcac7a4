package skein.core.line;

import java.util.Locale;
import skein.core.axis.AxisType;
import skein.core.fault.SkeinException;

/**
 * When neighbours along x are not joined, beside where a null lies between them.
 *
 * @param kind what the limit is a multiple of
 * @param limit number of medians, seconds or units of x
 */
public record GapRule(Kind kind, double limit) {
  /** What a limit is given in. */
  public enum Kind {
    /** Joined over all distances. */
    NONE,
    /** Apart beyond a number of median distances. */
    MEDIANS,
    /** Apart beyond a number of seconds, on an axis of time. */
    SECONDS,
    /** Apart beyond a number of units of x. */
    UNITS
  }

  public static final GapRule NONE = new GapRule(Kind.NONE, 0);

  private static final double DAY = 86_400;

  /**
   * Reads {@code off}, a multiple of the median such as {@code 10x}, a time such as {@code 500ms},
   * {@code 90s}, {@code 5m}, {@code 2h} or {@code 1d}, or a plain number of units of x.
   *
   * @throws SkeinException of kind USAGE
   */
  public static GapRule parse(String text) {
    String t = text.strip().toLowerCase(Locale.ROOT);
    if (t.equals("off")) {
      return NONE;
    }
    int end = t.length();
    while (end > 0 && Character.isLetter(t.charAt(end - 1))) {
      end--;
    }
    double number = number(text, t.substring(0, end));
    return switch (t.substring(end)) {
      case "x" -> new GapRule(Kind.MEDIANS, number);
      case "" -> new GapRule(Kind.UNITS, number);
      case "ns" -> new GapRule(Kind.SECONDS, number * 1e-9);
      case "us" -> new GapRule(Kind.SECONDS, number * 1e-6);
      case "ms" -> new GapRule(Kind.SECONDS, number * 1e-3);
      case "s" -> new GapRule(Kind.SECONDS, number);
      case "m", "min" -> new GapRule(Kind.SECONDS, number * 60);
      case "h" -> new GapRule(Kind.SECONDS, number * 3600);
      case "d" -> new GapRule(Kind.SECONDS, number * DAY);
      default -> throw bad(text);
    };
  }

  private static double number(String text, String digits) {
    try {
      double number = Double.parseDouble(digits);
      if (number > 0 && number <= Double.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw bad(text);
    }
    throw bad(text);
  }

  private static SkeinException bad(String text) {
    return SkeinException.usage(
        "--gap",
        "'" + text + "' is no distance",
        "write off, 10x for ten median distances, 5m or 90s, or a number of units of x");
  }

  /**
   * The largest distance along x over which neighbours are joined.
   *
   * @param median median distance of neighbours, 0 while it is not known
   */
  public double most(AxisType x, double median) {
    double seconds = x.unitsPerSecond() > 0 ? x.unitsPerSecond() : 1 / DAY;
    return switch (kind) {
      case NONE -> LineSeries.JOIN_ALL;
      case MEDIANS -> median > 0 ? limit * median : LineSeries.JOIN_ALL;
      case SECONDS -> x.isTime() ? limit * seconds : limit;
      case UNITS -> limit;
    };
  }
}
