package skein.core.colour;

import skein.core.aggregate.GridStats;

/**
 * Where means lie on the palette: a table over {@link GridStats#meanBinOf} like the one of counts.
 * Means are channel codes: 1 is the column's smallest value, 65,535 its largest. Mutable, render
 * thread only, allocates nothing after construction.
 */
final class MeanPlaces {
  private static final int EDGES = GridStats.MEAN_BINS + 1;

  /** LINEAR leaves out this share of the cells at each end, where there are many. */
  private static final double TAIL = 0.005;

  private static final int MANY_CELLS = 1_000;

  /** How far a place may lie outside the palette, so that a bin at an end keeps its slope. */
  private static final double OVERHANG = 8;

  private final float[] logs = new float[EDGES];
  private final MovingTable table = new MovingTable(EDGES);
  private double lo = 1;
  private double hi = GridStats.meanEdge(GridStats.MEAN_BINS);
  private boolean clippedBelow;
  private boolean clippedAbove;

  MeanPlaces() {
    for (int i = 0; i < EDGES; i++) {
      logs[i] = (float) Math.log(GridStats.meanEdge(i));
    }
    fillLinear();
    table.follow(1);
  }

  /** Sets the table to move to; grids without a mean change nothing. */
  void aim(GridStats stats, Normalisation normalisation) {
    if (Double.isNaN(stats.minMean)) {
      return;
    }
    lo = stats.minMean;
    hi = stats.maxMean;
    if (normalisation == Normalisation.LINEAR) {
      leaveOutTails(stats);
    }
    clippedBelow = lo > stats.minMean;
    clippedAbove = hi < stats.maxMean;
    switch (normalisation) {
      case LINEAR -> fillLinear();
      case LOG -> fillLog();
      case EQUALISED -> fillEqualised(stats);
    }
  }

  private void leaveOutTails(GridStats stats) {
    long cells = 0;
    for (int count : stats.meanHistogram) {
      cells += count;
    }
    if (cells < MANY_CELLS) {
      return;
    }
    long tail = (long) (cells * TAIL);
    double from = Math.max(lo, GridStats.meanEdge(binAfter(stats, tail)));
    double to = Math.min(hi, GridStats.meanEdge(binAfter(stats, cells - tail - 1) + 1));
    if (from < to) {
      lo = from;
      hi = to;
    }
  }

  /** The bin of the cell that has so many cells below it. */
  private static int binAfter(GridStats stats, long below) {
    int bin = 0;
    long seen = stats.meanHistogram[0];
    while (seen <= below && bin < GridStats.MEAN_BINS - 1) {
      seen += stats.meanHistogram[++bin];
    }
    return bin;
  }

  private void fillLinear() {
    for (int i = 0; i < EDGES; i++) {
      table.target[i] = straight(i, GridStats.meanEdge(i) - lo, hi - lo);
    }
  }

  /** Codes count from just below the column's smallest value, so their log is always there. */
  private void fillLog() {
    double first = Math.log(lo);
    double range = Math.log(hi) - first;
    for (int i = 0; i < EDGES; i++) {
      table.target[i] = straight(i, logs[i] - first, range);
    }
  }

  /** Each value lies at the share of the other cells that are not above it. */
  private void fillEqualised(GridStats stats) {
    int first = GridStats.meanBinOf((float) lo);
    double others = 0;
    for (int i = first + 1; i < GridStats.MEAN_BINS; i++) {
      others += stats.meanHistogram[i];
    }
    if (others == 0) {
      fillLinear();
      return;
    }
    double seen = 0;
    for (int i = 0; i < EDGES; i++) {
      seen += i > first && i < GridStats.MEAN_BINS ? stats.meanHistogram[i] : 0;
      table.target[i] = (float) (seen / others);
    }
  }

  /** The place of an edge by its way along the range; a single value lies in the middle. */
  private float straight(int edge, double along, double range) {
    if (range <= 0) {
      return 0.5f;
    }
    boolean borders =
        GridStats.meanEdge(Math.min(EDGES - 1, edge + 1)) > lo
            && GridStats.meanEdge(Math.max(0, edge - 1)) < hi;
    double over = borders ? OVERHANG : 0;
    return (float) Math.max(-over, Math.min(1 + over, along / range));
  }

  boolean arrived() {
    return table.arrived();
  }

  boolean follow(float share) {
    return table.follow(share);
  }

  float[] places() {
    return table.places;
  }

  boolean clippedBelow() {
    return clippedBelow;
  }

  boolean clippedAbove() {
    return clippedAbove;
  }

  double positionOf(double codes) {
    int bin = GridStats.meanBinOf((float) codes);
    double from = GridStats.meanEdge(bin);
    double within = (codes - from) / (GridStats.meanEdge(bin + 1) - from);
    return Math.max(0, Math.min(1, table.between(bin, Math.max(0, Math.min(1, within)))));
  }

  double at(double position) {
    int edge = table.firstFrom(position);
    if (edge == 0 || position <= 0) {
      return lo;
    }
    double from = GridStats.meanEdge(edge - 1);
    double code = from + (GridStats.meanEdge(edge) - from) * table.within(edge, position);
    return Math.max(lo, Math.min(hi, code));
  }
}
