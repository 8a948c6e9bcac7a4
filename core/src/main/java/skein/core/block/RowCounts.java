package skein.core.block;

/** What became of the rows of a load, by cause, and the bounds of those plotted. One thread. */
public final class RowCounts {
  /** Rows seen, plotted or skipped. */
  public long rows;

  /** Rows with a null coordinate. */
  public long nulls;

  /** Rows with a NaN and no null coordinate. */
  public long nans;

  /** Rows with an infinite coordinate and none of the above. */
  public long infinites;

  /** Rows at or below zero on a log axis and none of the above. */
  public long nonPositive;

  /** Bounds of the plotted rows as offsets from the origin; lo above hi when none. */
  public double loX = Double.POSITIVE_INFINITY;

  public double hiX = Double.NEGATIVE_INFINITY;
  public double loY = Double.POSITIVE_INFINITY;
  public double hiY = Double.NEGATIVE_INFINITY;

  /** Counts a row that has no place, by the flags of its axes. */
  public void skip(int causes) {
    if ((causes & AxisReader.NULL) != 0) {
      nulls++;
    } else if ((causes & AxisReader.NAN) != 0) {
      nans++;
    } else if ((causes & AxisReader.INFINITE) != 0) {
      infinites++;
    } else {
      nonPositive++;
    }
  }
}
