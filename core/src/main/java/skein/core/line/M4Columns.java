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

  /** Parts of a scan. */
  public static final int PARTS = ColumnScan.PARTS;

  private final ColumnScan scan = new ColumnScan();
  private final PixelRuns runs = new PixelRuns();
  private final RunWalk walk = new RunWalk(runs);
  private LineSeries series = new LineSeries(LineSeries.slabBits(1));
  private LineMapping mapping = new LineMapping();
  private double mostGap = LineSeries.JOIN_ALL;
  private LineStep step = LineStep.LINEAR;
  private int width;
  private double[] lows = new double[0];
  private double[] highs = new double[0];
  private double[] ins = new double[0];
  private double[] outs = new double[0];
  private byte[] kinds = new byte[0];
  private boolean[] guessed = new boolean[0];

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
    begin(ofSeries, by, newMostGap);
    for (int part = 0; part < PARTS; part++) {
      scanPart(part);
    }
    end();
  }

  /** Begins a scan whose {@link #PARTS} parts may then run on several threads at once. */
  public void begin(LineSeries ofSeries, LineMapping by, double newMostGap) {
    series = ofSeries;
    mapping = by;
    mostGap = newMostGap;
    size(by.width());
    scan.begin(ofSeries, by, newMostGap);
  }

  public void scanPart(int part) {
    scan.scanPart(part);
  }

  /** Ends a scan whose parts are all done. */
  public void end() {
    scan.end();
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
    joinAll(scan.start(0));
  }

  private void size(int newWidth) {
    width = newWidth;
    if (lows.length < newWidth) {
      lows = new double[newWidth];
      highs = new double[newWidth];
      ins = new double[newWidth];
      outs = new double[newWidth];
      kinds = new byte[newWidth];
      guessed = new boolean[newWidth];
    }
  }

  private void fill(int c) {
    long from = scan.start(c);
    long to = scan.start(c + 1);
    guessed[c] = scan.guessed(c);
    if (from == to && !guessed[c]) {
      kinds[c] = EMPTY;
    } else if (scan.broken(c)) {
      kinds[c] = RUNS;
      runs.clear(c);
      guessed[c] |= walk.cover(series, mapping, mostGap, c, from, to);
    } else {
      kinds[c] = INTERVAL;
      lows[c] = mapping.py(scan.min(c));
      highs[c] = mapping.py(scan.max(c));
    }
  }

  private void joinAll(long begin) {
    long last = begin - 1;
    for (int c = 0; c < width; c++) {
      if (scan.start(c) < scan.start(c + 1)) {
        join(last, scan.start(c));
        last = scan.start(c + 1) - 1;
      }
    }
    join(last, scan.start(width));
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

  /** True when a column may show more than the line covers: blocks are not here. */
  public boolean guessed(int column) {
    return guessed[column];
  }

  /** Share of the columns that show just what the line covers. */
  public double exactShare() {
    int exact = 0;
    for (int c = 0; c < width; c++) {
      exact += guessed[c] ? 0 : 1;
    }
    return width == 0 ? 1 : (double) exact / width;
  }

  /** The first row of a column; with column = width the row after the last one in view. */
  public long start(int column) {
    return scan.start(column);
  }

  public long count(int column) {
    return scan.start(column + 1) - scan.start(column);
  }

  /** Rows in view. */
  public long count() {
    return scan.start(width) - scan.start(0);
  }

  /** Smallest position along y of all rows in view; above {@link #most} when there are none. */
  public double least() {
    return scan.least();
  }

  public double most() {
    return scan.most();
  }

  /** Smallest position along y of the rows of a column that holds any. */
  public double min(int column) {
    return scan.min(column);
  }

  public double max(int column) {
    return scan.max(column);
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
