package skein.core.colour;

import skein.core.aggregate.GridStats;

/**
 * Where counts and means lie on the palette, for the colour pass and the legend alike. A table over
 * {@link GridStats#binOf} holds the place of each bin's lower edge, another one over {@link
 * GridStats#meanBinOf} those of means; between edges places run straight. So every normalisation is
 * a table, and the tables move smoothly towards new ones instead of pumping. Mutable, render thread
 * only, allocates nothing after construction.
 */
public final class Normaliser {
  /** Entries of the table: one more than bins. */
  public static final int EDGES = GridStats.BINS + 1;

  private static final int ONE_BITS = Float.floatToRawIntBits(1f);
  private static final int BIN_SHIFT = 18;
  private static final double SECONDS_TO_FOLLOW = 0.12;
  private static final double LINEAR_TOP_SHARE = 0.999;
  private static final int FEW_CELLS = 1_000;

  private final MovingTable table = new MovingTable(EDGES);
  private final float[] target = table.target;
  private final MeanPlaces means = new MeanPlaces();
  private double topCount = 1;
  private boolean clipped;
  private long revision;
  private boolean started;

  public Normaliser() {
    fillLog(1, firstPlace(1));
    table.follow(1);
  }

  /**
   * Follows the facts of a grid.
   *
   * @param seconds since the last call; infinite to arrive at once
   * @return true while the table is still moving, so that another frame is wanted
   */
  public boolean update(GridStats stats, Normalisation normalisation, double seconds) {
    if (stats.occupied == 0) {
      return false;
    }
    aim(stats, normalisation);
    means.aim(stats, normalisation);
    float share = started ? (float) (1 - Math.exp(-seconds / SECONDS_TO_FOLLOW)) : 1;
    started = true;
    if (table.arrived() && means.arrived()) {
      return false;
    }
    revision++;
    boolean moving = table.follow(share);
    return means.follow(share) || moving;
  }

  /** Arrives at once with the next {@link #update}. */
  public void restart() {
    started = false;
  }

  private void aim(GridStats stats, Normalisation normalisation) {
    double max = Math.max(1, stats.maxCount);
    topCount = normalisation == Normalisation.LINEAR ? linearTop(stats, max) : max;
    clipped = topCount < max;
    double first = firstPlace(topCount);
    switch (normalisation) {
      case LINEAR -> fillLinear(topCount, first);
      case LOG -> fillLog(topCount, first);
      case EQUALISED -> fillEqualised(stats, first);
    }
  }

  /**
   * The place of a single row: low where counts spread widely, higher where all counts are small.
   */
  private static double firstPlace(double top) {
    double octaves = Math.log(top) / Math.log(2);
    return 0.70 - 0.50 * Math.min(1, octaves / 8);
  }

  /** A few cells of huge counts must not darken all others, so the top leaves them out. */
  private static double linearTop(GridStats stats, double max) {
    if (stats.occupied < FEW_CELLS) {
      return max;
    }
    long wanted = (long) Math.ceil(stats.occupied * LINEAR_TOP_SHARE);
    long seen = 0;
    for (int bin = 0; bin < GridStats.BINS; bin++) {
      seen += stats.histogram[bin];
      if (seen >= wanted) {
        return Math.min(max, edgeValue(bin + 1));
      }
    }
    return max;
  }

  private void fillLinear(double top, double first) {
    double range = Math.max(1e-9, top - 1);
    for (int i = 0; i < EDGES; i++) {
      target[i] = (float) place(first, (edgeValue(i) - 1) / range);
    }
  }

  private void fillLog(double top, double first) {
    double range = Math.max(1e-9, Math.log(top));
    for (int i = 0; i < EDGES; i++) {
      target[i] = (float) place(first, Math.log(edgeValue(i)) / range);
    }
  }

  private void fillEqualised(GridStats stats, double first) {
    int last = GridStats.BINS - 1;
    while (last > 0 && stats.histogram[last] == 0) {
      last--;
    }
    double below = 0;
    double all = Math.max(1, stats.occupied - stats.histogram[last]);
    for (int i = 0; i < EDGES; i++) {
      target[i] = (float) place(first, below / all);
      below += i < GridStats.BINS ? stats.histogram[i] : 0;
    }
  }

  private static double place(double first, double share) {
    return first + (1 - first) * Math.max(0, Math.min(1, share));
  }

  /** Lower edge of a bin as a count. */
  private static double edgeValue(int bin) {
    return Float.intBitsToFloat(ONE_BITS + (bin << BIN_SHIFT));
  }

  /** Place of a count from 0 to 1, as the colour pass computes it. */
  public double positionOf(double count) {
    int bits = Float.floatToRawIntBits((float) Math.max(1, count)) - ONE_BITS;
    int bin = bits >>> BIN_SHIFT;
    if (bin >= GridStats.BINS) {
      return table.places[GridStats.BINS];
    }
    return table.between(bin, (bits & (1 << BIN_SHIFT) - 1) / (double) (1 << BIN_SHIFT));
  }

  /** The smallest count at a place from 0 to 1; at most {@link #topCount()}, at least 1. */
  public double valueAt(double position) {
    int edge = table.firstFrom(position);
    if (edge == 0) {
      return 1;
    }
    double from = edgeValue(edge - 1);
    double value = from + (edgeValue(edge) - from) * table.within(edge, position);
    return Math.min(topCount, value);
  }

  /** The count that has the palette's last colour. */
  public double topCount() {
    return topCount;
  }

  /** True when some cells hold more than {@link #topCount()}: the legend's end reads "and more". */
  public boolean isClipped() {
    return clipped;
  }

  /** Place of a mean from 0 to 1, given in channel codes, as the colour pass computes it. */
  public double positionOfMean(double codes) {
    return means.positionOf(codes);
  }

  /** The smallest mean in channel codes at a place from 0 to 1. */
  public double meanAt(double position) {
    return means.at(position);
  }

  /** True when some cells' means are below {@link #meanAt} of 0: the legend's end says so. */
  public boolean isMeanClippedBelow() {
    return means.clippedBelow();
  }

  /** True when some cells' means are above {@link #meanAt} of 1. */
  public boolean isMeanClippedAbove() {
    return means.clippedAbove();
  }

  /** The table, {@link #EDGES} places; read only. */
  public float[] places() {
    return table.places;
  }

  /** Places of the lower edges of {@link GridStats#meanBinOf} and the last upper one; read only. */
  public float[] meanPlaces() {
    return means.places();
  }

  /** Grows with each change of the table or of the means. */
  public long revision() {
    return revision;
  }
}
