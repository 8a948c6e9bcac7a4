package skein.core.colour;

import skein.core.aggregate.GridStats;

/**
 * Where means lie on the palette: a table over {@link GridStats#meanBinOf} like the one of counts.
 * Means are channel codes: 1 is the column's smallest value, 65,535 its largest. Mutable, render
 * thread only, allocates nothing after construction.
 */
final class MeanPlaces {
  private static final int EDGES = GridStats.MEAN_BINS + 1;

  /** This share of the cells is left out below, and above by LINEAR, where there are many. */
  private static final double TAIL = 0.005;

  private static final int MANY_CELLS = 1_000;

  /** How far a place may lie outside the palette, so that a bin at an end keeps its slope. */
  private static final double OVERHANG = 8;

  /** LOG runs straight for this share of the way from the smallest value to the median. */
  private static final double KNEE = 1.0 / 16;

  /** Fewer bins than this cannot carry a curve. */
  private static final int BINS_OF_A_CURVE = 8;

  private final MovingTable table = new MovingTable(EDGES);
  private double lo = 1;
  private double hi = GridStats.meanEdge(GridStats.MEAN_BINS);
  private double knee = 1;
  private boolean clippedBelow;
  private boolean clippedAbove;

  MeanPlaces() {
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
    long cells = 0;
    for (int count : stats.meanHistogram) {
      cells += count;
    }
    if (normalisation != Normalisation.EQUALISED && cells >= MANY_CELLS) {
      leaveOutTails(stats, cells, normalisation == Normalisation.LINEAR);
    }
    double median = cells == 0 ? hi : GridStats.meanEdge(binAfter(stats, cells / 2));
    knee = Math.max(1, KNEE * (median - lo));
    clippedBelow = lo > stats.minMean;
    clippedAbove = hi < stats.maxMean;
    switch (normalisation) {
      case LINEAR -> fillLinear();
      case LOG -> fillLog();
      case EQUALISED -> fillEqualised(stats);
    }
  }

  private void leaveOutTails(GridStats stats, long cells, boolean above) {
    long tail = (long) (cells * TAIL);
    double from = Math.max(lo, GridStats.meanEdge(binAfter(stats, tail)));
    double to = Math.min(hi, GridStats.meanEdge(binAfter(stats, cells - tail - 1) + 1));
    if (from < to) {
      lo = from;
      hi = above ? to : hi;
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

  /**
   * The log of the distance to the smallest value. It starts from a knee, for no distance has no
   * log; the knee follows the median, so that skewed values spread and others are not squeezed.
   */
  private void fillLog() {
    if (GridStats.meanBinOf((float) hi) - GridStats.meanBinOf((float) lo) < BINS_OF_A_CURVE) {
      fillLinear();
      return;
    }
    double range = Math.log1p((hi - lo) / knee);
    for (int i = 0; i < EDGES; i++) {
      double steps = (GridStats.meanEdge(i) - lo) / knee;
      table.target[i] = straight(i, steps > 0 ? Math.log1p(steps) : steps, range);
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
