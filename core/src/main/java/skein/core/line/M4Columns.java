package skein.core.line;

import java.util.Arrays;

/**
 * One series in the pixel columns of a plot: first, last, smallest and largest row of each, and the
 * interval of pixel coordinates that the line covers there, the joins from column to column
 * included. The picture is that of drawing every segment by the rule of {@link LineMapping}.
 *
 * <p>After M4 (Jugel, Jerzak, Hackenbroich, Markl: "M4: A Visualization-Oriented Time Series Data
 * Aggregation", VLDB 7(10), 2014), with the four values of a column from the series' pyramid: a
 * column costs a search and a few dozen reads, however many rows it holds. A column in which the
 * line breaks is covered run by run instead, leaving out buckets that add no pixel.
 *
 * <p>Arrays grow with the plot and are reused; allocates nothing otherwise. One thread.
 */
public final class M4Columns {
  /** How a column is covered. */
  public static final byte EMPTY = 0;

  public static final byte INTERVAL = 1;
  public static final byte RUNS = 2;

  private final RangeSummary summary = new RangeSummary();
  private final PixelRuns runs = new PixelRuns();
  private final RunWalk walk = new RunWalk(runs);
  private LineSeries series = new LineSeries(LineSeries.slabBits(1));
  private LineMapping mapping = new LineMapping();
  private double mostGap = LineSeries.JOIN_ALL;
  private LineStep step = LineStep.LINEAR;
  private int width;
  private double low;
  private double high;
  private long[] starts = new long[1];
  private double[] mins = new double[0];
  private double[] maxs = new double[0];
  private double[] lows = new double[0];
  private double[] highs = new double[0];
  private double[] ins = new double[0];
  private double[] outs = new double[0];
  private byte[] kinds = new byte[0];

  /**
   * Computes all columns.
   *
   * @param mostGap distance along x above which neighbours are apart; {@link LineSeries#JOIN_ALL}
   */
  public void update(LineSeries ofSeries, LineMapping by, double newMostGap, LineStep newStep) {
    scan(ofSeries, by, newMostGap);
    cover(newStep);
  }

  /**
   * The first half: finds the rows of each column and their values, for which the mapping along y
   * need not be known yet.
   */
  public void scan(LineSeries ofSeries, LineMapping by, double newMostGap) {
    series = ofSeries;
    mapping = by;
    mostGap = newMostGap;
    size(by.width());
    place(series.firstFrom(0, starts[0], by, 0));
    low = Double.POSITIVE_INFINITY;
    high = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < width; c++) {
      find(c);
    }
  }

  /** The second half: covers pixels, by the mapping of the scan. */
  public void cover(LineStep newStep) {
    step = newStep;
    runs.size(width, mapping.height());
    Arrays.fill(ins, 0, width, Double.NaN);
    Arrays.fill(outs, 0, width, Double.NaN);
    for (int c = 0; c < width; c++) {
      fill(c);
    }
    joinAll(starts[0]);
  }

  private void size(int newWidth) {
    width = newWidth;
    if (mins.length < newWidth) {
      starts = new long[newWidth + 1];
      mins = new double[newWidth];
      maxs = new double[newWidth];
      lows = new double[newWidth];
      highs = new double[newWidth];
      ins = new double[newWidth];
      outs = new double[newWidth];
      kinds = new byte[newWidth];
    }
  }

  /** Finds the first row of each column, and the end of the last. */
  private void place(long begin) {
    starts[0] = begin;
    long count = 0;
    for (int c = 1; c <= width; c++) {
      long from = starts[c - 1];
      double edge = c == width ? Math.nextUp((double) width) : c;
      starts[c] = series.firstFrom(from, from + count, mapping, edge);
      count = starts[c] - from;
    }
  }

  private void find(int c) {
    long from = starts[c];
    long to = starts[c + 1];
    if (from == to) {
      kinds[c] = EMPTY;
      return;
    }
    summary.clear();
    series.summarise(from, to, mostGap, summary);
    mins[c] = summary.min;
    maxs[c] = summary.max;
    low = Math.min(low, summary.min);
    high = Math.max(high, summary.max);
    kinds[c] = summary.gap > mostGap ? RUNS : INTERVAL;
  }

  private void fill(int c) {
    if (kinds[c] == RUNS) {
      runs.clear(c);
      walk.cover(series, mapping, mostGap, c, starts[c], starts[c + 1]);
    } else if (kinds[c] == INTERVAL) {
      lows[c] = mapping.py(mins[c]);
      highs[c] = mapping.py(maxs[c]);
    }
  }

  private void joinAll(long begin) {
    long last = begin - 1;
    for (int c = 0; c < width; c++) {
      if (starts[c] < starts[c + 1]) {
        join(last, starts[c]);
        last = starts[c + 1] - 1;
      }
    }
    join(last, starts[width]);
  }

  private void join(long a, long b) {
    if (a < 0 || b >= series.rows() || series.apart(b, mostGap)) {
      return;
    }
    double px0 = mapping.px(series.x(a));
    double px1 = mapping.px(series.x(b));
    double py0 = mapping.py(series.y(a));
    double py1 = mapping.py(series.y(b));
    switch (step) {
      case LINEAR -> segment(px0, py0, px1, py1);
      case PRE -> {
        segment(px0, py0, px0, py1);
        segment(px0, py1, px1, py1);
      }
      case POST -> {
        segment(px0, py0, px1, py0);
        segment(px1, py0, px1, py1);
      }
      case MID -> {
        double half = middle(px0, px1);
        segment(px0, py0, half, py0);
        segment(half, py0, half, py1);
        segment(half, py1, px1, py1);
      }
    }
  }

  /** Where a mid step changes. */
  public static double middle(double px0, double px1) {
    return px0 + (px1 - px0) * 0.5;
  }

  private void segment(double px0, double py0, double px1, double py1) {
    int c0 = mapping.column(px0);
    int c1 = mapping.column(px1);
    int end = Math.min(c1, width - 1);
    for (int c = Math.max(c0, 0); c <= end; c++) {
      double left = c == c0 ? py0 : LineMapping.crossing(px0, py0, px1, py1, c);
      double right = c == c1 ? py1 : LineMapping.crossing(px0, py0, px1, py1, c + 1.0);
      extend(c, Math.min(left, right), Math.max(left, right));
      if (c > c0) {
        ins[c] = left;
      }
      if (c < c1) {
        outs[c] = right;
      }
    }
  }

  private void extend(int c, double low, double high) {
    switch (kinds[c]) {
      case EMPTY -> {
        kinds[c] = INTERVAL;
        lows[c] = low;
        highs[c] = high;
      }
      case INTERVAL -> {
        lows[c] = Math.min(lows[c], low);
        highs[c] = Math.max(highs[c], high);
      }
      default -> runs.cover(c, mapping.row(low), mapping.row(high));
    }
  }

  public int width() {
    return width;
  }

  public int height() {
    return mapping.height();
  }

  /** {@link #EMPTY}, {@link #INTERVAL} or {@link #RUNS}. */
  public byte kind(int column) {
    return kinds[column];
  }

  /** Lowest pixel coordinate that the line has in an INTERVAL column; may lie outside the plot. */
  public double low(int column) {
    return lows[column];
  }

  public double high(int column) {
    return highs[column];
  }

  /** Where the line enters the column over its left edge; NaN where it does not. */
  public double in(int column) {
    return ins[column];
  }

  /** Where it leaves over the right edge; NaN where it does not. */
  public double out(int column) {
    return outs[column];
  }

  /** The first row of a column; with column = width the row after the last one in view. */
  public long start(int column) {
    return starts[column];
  }

  public long count(int column) {
    return starts[column + 1] - starts[column];
  }

  /** Rows in view. */
  public long count() {
    return starts[width] - starts[0];
  }

  /** Smallest position along y of all rows in view; above {@link #most} when there are none. */
  public double least() {
    return low;
  }

  public double most() {
    return high;
  }

  /** Smallest position along y of the rows of a column that holds any. */
  public double min(int column) {
    return mins[column];
  }

  public double max(int column) {
    return maxs[column];
  }

  /** The first covered row of pixels from a row on, or the height. */
  public int nextCovered(int column, int from) {
    return switch (kinds[column]) {
      case EMPTY -> height();
      case RUNS -> runs.nextCovered(column, from);
      default -> {
        int first = Math.max(from, mapping.row(lows[column]));
        yield first <= mapping.row(highs[column]) ? Math.min(first, height()) : height();
      }
    };
  }

  /** The first row from a row on that is not covered, or the height. */
  public int nextFree(int column, int from) {
    return switch (kinds[column]) {
      case EMPTY -> Math.min(from, height());
      case RUNS -> runs.nextFree(column, from);
      default -> {
        boolean inside = from >= mapping.row(lows[column]) && from <= mapping.row(highs[column]);
        yield inside ? Math.min(mapping.row(highs[column]) + 1, height()) : from;
      }
    };
  }
}
