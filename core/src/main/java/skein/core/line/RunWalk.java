package skein.core.line;

/**
 * Covers the runs of a column in which the line breaks: walks its rows by buckets, goes down into
 * those with a break inside, and leaves out those whose pixels are covered already. One thread.
 */
final class RunWalk {
  private final PixelRuns runs;
  private LineSeries series = new LineSeries(LineSeries.slabBits(1));
  private LineMapping mapping = new LineMapping();
  private double mostGap;
  private int column;
  private long start;
  private double low;
  private double high;
  private boolean guessed;

  RunWalk(PixelRuns runs) {
    this.runs = runs;
  }

  /** Covers a column; true when it may cover too much since blocks are not here. */
  boolean cover(
      LineSeries ofSeries, LineMapping by, double newMostGap, int newColumn, long from, long to) {
    series = ofSeries;
    mapping = by;
    mostGap = newMostGap;
    column = newColumn;
    start = from;
    guessed = false;
    begin();
    long r = from;
    while (r < to) {
      int level = series.largest(r, to);
      if (level < LineSlab.BLOCK_LEVEL && !series.here(r)) {
        long end = Math.min(to, (r | LineSlab.BLOCK_MASK) + 1);
        guess(r);
        r = end;
      } else if (level < 0) {
        row(r++);
      } else {
        bucket(level, r);
        r += 1L << LineSeries.bits(level);
      }
    }
    flush();
    return guessed;
  }

  /** Takes all that the block of a row may cover. */
  private void guess(long r) {
    long block = r & ~(long) LineSlab.BLOCK_MASK;
    take(
        series.bucketMin(LineSlab.BLOCK_LEVEL, block),
        series.bucketMax(LineSlab.BLOCK_LEVEL, block));
    guessed = true;
  }

  private void begin() {
    low = Double.POSITIVE_INFINITY;
    high = Double.NEGATIVE_INFINITY;
  }

  private void flush() {
    if (low <= high) {
      runs.cover(column, mapping.row(mapping.py(low)), mapping.row(mapping.py(high)));
    }
    begin();
  }

  private void take(double newLow, double newHigh) {
    low = Math.min(low, newLow);
    high = Math.max(high, newHigh);
  }

  private void row(long r) {
    if (r > start && series.apart(r, mostGap)) {
      flush();
    }
    double v = series.y(r);
    take(v, v);
  }

  private void bucket(int level, long r) {
    double min = series.bucketMin(level, r);
    double max = series.bucketMax(level, r);
    if (series.bucketGap(level, r) <= mostGap) {
      take(min, max);
      return;
    }
    long end = r + (1L << LineSeries.bits(level));
    if (runs.covered(column, mapping.row(mapping.py(min)), mapping.row(mapping.py(max)))) {
      row(r);
      flush();
      double last = series.y(end - 1);
      take(last, last);
      return;
    }
    if (level == LineSlab.BLOCK_LEVEL && !series.here(r)) {
      guess(r);
      return;
    }
    if (level == 0) {
      for (long row = r; row < end; row++) {
        row(row);
      }
      return;
    }
    long step = 1L << LineSeries.bits(level - 1);
    for (long child = r; child < end; child += step) {
      bucket(level - 1, child);
    }
  }
}
