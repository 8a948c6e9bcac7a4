package skein.core.line;

/** What a range of rows of a series comes to. Reused; one thread. */
public final class RangeSummary {
  /** Smallest and largest position along y; min above max when there are no rows. */
  public double min;

  public double max;
  public double sum;

  /** Largest distance from a row to the one before it, infinite where the line breaks. */
  public double gap;

  /** The first rows that have the smallest and the largest position. */
  public long atMin;

  public long atMax;
  public long count;

  /** True when extremes and sum are those of more rows, since some are not here. */
  public boolean guessed;

  public RangeSummary() {
    clear();
  }

  public void clear() {
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
    sum = 0;
    gap = 0;
    atMin = -1;
    atMax = -1;
    count = 0;
    guessed = false;
  }

  void add(double value, long row) {
    if (value < min) {
      min = value;
      atMin = row;
    }
    if (value > max) {
      max = value;
      atMax = row;
    }
    sum += value;
    count++;
  }

  void add(
      double newMin,
      double newMax,
      double newSum,
      double newGap,
      long newAtMin,
      long newAtMax,
      long newCount) {
    if (newMin < min) {
      min = newMin;
      atMin = newAtMin;
    }
    if (newMax > max) {
      max = newMax;
      atMax = newAtMax;
    }
    sum += newSum;
    gap = Math.max(gap, newGap);
    count += newCount;
  }
}
