package skein.core.line;

import java.util.Arrays;

/**
 * How far apart neighbouring rows lie along x, counted by powers of two in sixteen parts each, so
 * that the median is known to about 4 % at any number of rows. Distances of 0 are not counted. One
 * thread writes; the median may be asked for by the same thread only.
 */
public final class SpacingCounts {
  /** Bits of a double's mantissa that are left out: sign, exponent and four bits stay. */
  private static final int SHIFT = 48;

  private final long[] counts = new long[1 << 15];
  private long total;

  /** Counts a distance above 0. */
  public void count(double distance) {
    counts[(int) (Double.doubleToRawLongBits(distance) >>> SHIFT)]++;
    total++;
  }

  /** The median distance, the middle of its class; 0 when none was counted. */
  public double median() {
    long half = (total + 1) / 2;
    long seen = 0;
    for (int i = 0; i < counts.length && total > 0; i++) {
      seen += counts[i];
      if (seen >= half) {
        double lo = Double.longBitsToDouble((long) i << SHIFT);
        double hi = Double.longBitsToDouble((long) (i + 1) << SHIFT);
        return lo + (hi - lo) / 2;
      }
    }
    return 0;
  }

  public void clear() {
    Arrays.fill(counts, 0);
    total = 0;
  }
}
