package skein.core.channel;

import skein.core.axis.AxisKind;
import skein.core.axis.AxisType;

/** Steps of whole numbers and times that people take: 1-2-5, and parts of minutes, hours, days. */
final class WholeSteps {
  private static final long[] SECONDS = {
    1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 14_400, 21_600,
    43_200, 86_400
  };

  private WholeSteps() {}

  /**
   * Borders of at most so many codes over lo..hi, each a multiple of the step, the last above hi.
   */
  static long[] borders(long lo, long hi, AxisType type, int most) {
    long step = 1;
    while (Math.floorDiv(hi, step) - (double) Math.floorDiv(lo, step) + 1 > most) {
      step = next(step, type);
    }
    long first = Math.floorDiv(lo, step);
    int codes = (int) (Math.floorDiv(hi, step) - first) + 1;
    long[] borders = new long[codes + 1];
    for (int k = 0; k <= codes; k++) {
      borders[k] = times(first + k, step);
    }
    return borders;
  }

  private static long times(long count, long step) {
    long high = Math.multiplyHigh(count, step);
    long low = count * step;
    boolean fits = (high == 0 && low >= 0) || (high == -1 && low < 0);
    return fits ? low : count < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static long next(long step, AxisType type) {
    boolean clock = type.isTime() && type.kind() != AxisKind.DATE;
    if (!clock || step < type.unitsPerSecond()) {
      long decade = 1;
      while (decade <= step / 10) {
        decade *= 10;
      }
      return step < 2 * decade ? 2 * decade : step < 5 * decade ? 5 * decade : 10 * decade;
    }
    long unit = type.unitsPerSecond();
    for (long seconds : SECONDS) {
      if (seconds * unit > step) {
        return seconds * unit;
      }
    }
    return step * 2;
  }
}
