package skein.core.line;

/**
 * The first half of {@link M4Columns}: finds the rows of each column of pixels and their extremes,
 * in parts that may run on several threads at once. Arrays grow with the plot and are reused.
 */
final class ColumnScan {
  static final int PARTS = 8;

  private final RangeSummary[] summaries = new RangeSummary[PARTS];
  private final double[] lowest = new double[PARTS];
  private final double[] highest = new double[PARTS];
  private LineSeries series = new LineSeries(LineSeries.slabBits(1));
  private LineMapping mapping = new LineMapping();
  private double mostGap;
  private int width;
  private double low;
  private double high;
  private long[] starts = new long[1];
  private double[] mins = new double[0];
  private double[] maxs = new double[0];
  private boolean[] broken = new boolean[0];
  private boolean[] guessed = new boolean[0];

  ColumnScan() {
    for (int part = 0; part < PARTS; part++) {
      summaries[part] = new RangeSummary();
    }
  }

  void begin(LineSeries ofSeries, LineMapping by, double newMostGap) {
    series = ofSeries;
    mapping = by;
    mostGap = newMostGap;
    width = by.width();
    if (mins.length < width) {
      starts = new long[width + 1];
      mins = new double[width];
      maxs = new double[width];
      broken = new boolean[width];
      guessed = new boolean[width];
    }
  }

  void scanPart(int part) {
    int from = (int) ((long) width * part / PARTS);
    int to = (int) ((long) width * (part + 1) / PARTS);
    RangeSummary scratch = summaries[part];
    lowest[part] = Double.POSITIVE_INFINITY;
    highest[part] = Double.NEGATIVE_INFINITY;
    if (from == to) {
      return;
    }
    long start = series.firstFrom(0, starts[from], mapping, from);
    long count = 0;
    for (int c = from; c < to; c++) {
      starts[c] = start;
      double edge = c + 1 == width ? Math.nextUp((double) width) : c + 1;
      long end = series.firstFrom(start, start + count, mapping, edge);
      find(c, start, end, part, scratch);
      count = end - start;
      start = end;
    }
    if (to == width) {
      starts[width] = start;
    }
  }

  private void find(int c, long from, long to, int part, RangeSummary summary) {
    broken[c] = false;
    boolean knowsFrom = series.knows(from);
    boolean knowsTo = series.knows(to);
    guessed[c] = !knowsFrom || !knowsTo;
    if (from == to && !guessed[c]) {
      return;
    }
    summary.clear();
    series.summarise(from, to, mostGap, summary);
    if (!knowsFrom) {
      series.guess(from, summary);
    }
    if (!knowsTo) {
      series.guess(to, summary);
    }
    mins[c] = summary.min;
    maxs[c] = summary.max;
    lowest[part] = Math.min(lowest[part], summary.min);
    highest[part] = Math.max(highest[part], summary.max);
    broken[c] = summary.gap > mostGap && !guessed[c];
    guessed[c] |= summary.guessed;
  }

  void end() {
    low = Double.POSITIVE_INFINITY;
    high = Double.NEGATIVE_INFINITY;
    for (int part = 0; part < PARTS; part++) {
      low = Math.min(low, lowest[part]);
      high = Math.max(high, highest[part]);
    }
  }

  int width() {
    return width;
  }

  /** The first row of a column; with column = width the row after the last one in view. */
  long start(int column) {
    return starts[column];
  }

  /** Smallest position along y of the rows of a column that holds any. */
  double min(int column) {
    return mins[column];
  }

  double max(int column) {
    return maxs[column];
  }

  /** True when two rows of a column are apart. */
  boolean broken(int column) {
    return broken[column];
  }

  /** True when a column's rows or their extremes are not known exactly: blocks are not here. */
  boolean guessed(int column) {
    return guessed[column];
  }

  /** Smallest position along y of all rows in view; above {@link #most} when there are none. */
  double least() {
    return low;
  }

  double most() {
    return high;
  }
}
