package skein.core.aggregate;

import java.util.Arrays;

/**
 * What a sequence in x order has in each pixel column: its smallest, largest, first and last value
 * (M4: Jugel, Jerzak, Hackenbroich, Markl, VLDB 7(10), 2014), and which rows are first and last. A
 * value is a pixel coordinate along y, rising from the window's lower edge. Mutable, one thread.
 */
public final class ColumnExtremes {
  /** Rows a block counts as in a row's number: number of the block times this, and its own. */
  public static final long ROWS_PER_BLOCK = 16_384;

  private static final long NONE = -1;

  public final float[] min;
  public final float[] max;
  public final float[] first;
  public final float[] last;

  /** Number of the first row, -1 in an empty column. */
  public final long[] firstRow;

  /** Number of the last row, -1 in an empty column. */
  public final long[] lastRow;

  public ColumnExtremes(int columns) {
    min = new float[columns];
    max = new float[columns];
    first = new float[columns];
    last = new float[columns];
    firstRow = new long[columns];
    lastRow = new long[columns];
    clear();
  }

  public int columns() {
    return min.length;
  }

  public boolean isEmpty(int column) {
    return lastRow[column] < 0;
  }

  /** Empties all columns: NaN for values. */
  public void clear() {
    Arrays.fill(min, Float.NaN);
    Arrays.fill(max, Float.NaN);
    Arrays.fill(first, Float.NaN);
    Arrays.fill(last, Float.NaN);
    Arrays.fill(firstRow, NONE);
    Arrays.fill(lastRow, NONE);
  }

  /** Takes in a row; rows come in any order. */
  void add(int column, long row, float value) {
    boolean fresh = isEmpty(column);
    if (fresh || Float.compare(value, min[column]) < 0) {
      min[column] = value;
    }
    if (fresh || Float.compare(value, max[column]) > 0) {
      max[column] = value;
    }
    if (fresh || row < firstRow[column]) {
      firstRow[column] = row;
      first[column] = value;
    }
    if (fresh || row > lastRow[column]) {
      lastRow[column] = row;
      last[column] = value;
    }
  }
}
