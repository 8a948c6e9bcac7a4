package skein.core.axis;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;

/**
 * Reads a view such as {@code 0:10,2001-03-14T08:00:2001-03-15T09:30}.
 *
 * <p>One comma parts x from y. Times hold colons too, so the colon that parts an axis' two ends is
 * the one with a point of the axis on either side; when there are several, it is the middle colon,
 * which is right whenever both ends are written alike.
 */
public final class ViewText {
  private ViewText() {}

  /**
   * Sets both windows.
   *
   * @throws SkeinException of kind USAGE when the text is no view, or a range is empty
   */
  public static void parse(
      String text,
      AxisType xType,
      AxisScale xScale,
      AxisType yType,
      AxisScale yScale,
      ZoneId zone,
      AxisWindow x,
      AxisWindow y) {
    int comma = text.indexOf(',');
    if (comma < 0 || text.indexOf(',', comma + 1) >= 0) {
      throw bad(text, "it needs one comma, between the x and the y range");
    }
    range(text.substring(0, comma), xType, xScale, zone, x);
    range(text.substring(comma + 1), yType, yScale, zone, y);
  }

  private static void range(
      String text, AxisType type, AxisScale scale, ZoneId zone, AxisWindow out) {
    int split = split(text, type, scale, zone);
    AxisPosition lo = AxisText.parse(text.substring(0, split), type, scale, zone);
    AxisPosition hi = AxisText.parse(text.substring(split + 1), type, scale, zone);
    double end = distance(lo.base(), hi.base()) + hi.offset();
    if (!(end > lo.offset())) {
      throw bad(text, "its first end must be below its second");
    }
    out.set(lo.base(), lo.offset(), end);
  }

  private static double distance(long from, long to) {
    long difference = to - from;
    boolean overflow = ((to ^ from) & (to ^ difference)) < 0;
    return overflow ? (double) to - (double) from : difference;
  }

  private static int split(String text, AxisType type, AxisScale scale, ZoneId zone) {
    int colons = (int) text.chars().filter(c -> c == ':').count();
    int found = -1;
    int matches = 0;
    int seen = 0;
    for (int at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
      seen++;
      if (AxisText.parses(text.substring(0, at), type, scale, zone)
          && AxisText.parses(text.substring(at + 1), type, scale, zone)) {
        if (seen * 2 == colons + 1) {
          return at;
        }
        found = at;
        matches++;
      }
    }
    if (matches == 1) {
      return found;
    }
    throw matches > 1
        ? bad(text, "its two ends can be told apart in several ways")
        : cause(text, colons, type, scale, zone);
  }

  /** The reason why one end alone is wrong, when there is just one colon to blame. */
  private static SkeinException cause(
      String text, int colons, AxisType type, AxisScale scale, ZoneId zone) {
    if (colons == 1) {
      int at = text.indexOf(':');
      @Nullable SkeinException first = failure(text.substring(0, at), type, scale, zone);
      if (first == null) {
        first = failure(text.substring(at + 1), type, scale, zone);
      }
      if (first != null) {
        String why = first.what() + ": " + first.why();
        return SkeinException.usage("view '" + text + "'", why, first.remedy());
      }
    }
    return bad(text, "it is not two ends of the axis with a colon between them");
  }

  private static @Nullable SkeinException failure(
      String text, AxisType type, AxisScale scale, ZoneId zone) {
    try {
      AxisText.parse(text, type, scale, zone);
      return null;
    } catch (SkeinException e) {
      return e;
    }
  }

  private static SkeinException bad(String text, String why) {
    return SkeinException.usage(
        "view '" + text + "'", why, "write it as X0:X1,Y0:Y1, each a number or an ISO timestamp");
  }
}
