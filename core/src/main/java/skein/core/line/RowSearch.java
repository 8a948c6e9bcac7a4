package skein.core.line;

/** Finds the first row whose pixel coordinate is not below one. Pure functions. */
final class RowSearch {
  private RowSearch() {}

  /** Looks into one block at most: the first and last rows of all are known. */
  static long byBlocks(LineSeries series, long from, LineMapping mapping, double px) {
    long rows = series.rows();
    long low = from >> LineSlab.BLOCK_BITS;
    long high = ((rows - 1) >> LineSlab.BLOCK_BITS) + 1;
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (mapping.px(series.x(middle << LineSlab.BLOCK_BITS)) < px) {
        low = middle;
      } else {
        high = middle;
      }
    }
    long first = Math.max(from, low << LineSlab.BLOCK_BITS);
    long end = Math.min(rows, (low + 1) << LineSlab.BLOCK_BITS);
    if (mapping.px(series.x(end - 1)) < px) {
      return end;
    }
    return mapping.px(series.x(first)) >= px ? first : between(series, first, end - 1, mapping, px);
  }

  /** Gallops away from a row at or after {@code from}, so that a good one costs a few steps. */
  static long gallop(LineSeries series, long from, long at, LineMapping mapping, double px) {
    return mapping.px(series.x(at)) < px
        ? upwards(series, at, mapping, px)
        : downwards(series, from, at, mapping, px);
  }

  private static long upwards(LineSeries series, long below, LineMapping mapping, double px) {
    long rows = series.rows();
    long low = below;
    long step = 1;
    long high = below + 1;
    while (high < rows && mapping.px(series.x(high)) < px) {
      low = high;
      step <<= 1;
      high = low + step;
    }
    return between(series, low, Math.min(high, rows), mapping, px);
  }

  private static long downwards(
      LineSeries series, long from, long above, LineMapping mapping, double px) {
    long high = above;
    long step = 1;
    long low = above - 1;
    while (low >= from && mapping.px(series.x(low)) >= px) {
      high = low;
      step <<= 1;
      low = high - step;
    }
    return between(series, Math.max(low, from - 1), high, mapping, px);
  }

  /** With {@code low} below px or before the first; {@code high} is not, or the end. */
  private static long between(
      LineSeries series, long low, long high, LineMapping mapping, double px) {
    long below = low;
    long above = high;
    while (above - below > 1) {
      long middle = (below + above) >>> 1;
      if (mapping.px(series.x(middle)) < px) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return above;
  }
}
