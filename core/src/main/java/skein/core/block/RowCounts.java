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

  /** Takes in the bounds of a block: {@link BlockSlab#BOUNDS} values at {@code at}. */
  void widen(double[] bounds, int at) {
    loX = Math.min(loX, bounds[at]);
    hiX = Math.max(hiX, bounds[at + 1]);
    loY = Math.min(loY, bounds[at + 3]);
    hiY = Math.max(hiY, bounds[at + 4]);
  }

  /** Takes over what another has counted. */
  public void set(RowCounts other) {
    rows = other.rows;
    nulls = other.nulls;
    nans = other.nans;
    infinites = other.infinites;
    nonPositive = other.nonPositive;
    loX = other.loX;
    hiX = other.hiX;
    loY = other.loY;
    hiY = other.hiY;
  }

  /** Adds what another has counted. */
  public void add(RowCounts other) {
    rows += other.rows;
    nulls += other.nulls;
    nans += other.nans;
    infinites += other.infinites;
    nonPositive += other.nonPositive;
    loX = Math.min(loX, other.loX);
    hiX = Math.max(hiX, other.hiX);
    loY = Math.min(loY, other.loY);
    hiY = Math.max(hiY, other.hiY);
  }
}
