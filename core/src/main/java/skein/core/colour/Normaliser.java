package skein.core.colour;

import skein.core.aggregate.GridStats;

/**
 * Where counts and means lie on the palette, for the colour pass and the legend alike. A table over
 * {@link GridStats#binOf} holds the place of each bin's lower edge; between edges places run
 * straight. So every normalisation is one table, and the table moves smoothly towards a new one
 * instead of pumping. Mutable, render thread only, allocates nothing after construction.
 */
public final class Normaliser {
  /** Entries of the table: one more than bins. */
  public static final int EDGES = GridStats.BINS + 1;

  private static final int ONE_BITS = Float.floatToRawIntBits(1f);
  private static final int BIN_SHIFT = 18;
  private static final double SECONDS_TO_FOLLOW = 0.12;
  private static final float STILL = 1f / 1024;
  private static final double LINEAR_TOP_SHARE = 0.999;
  private static final int FEW_CELLS = 1_000;

  private final float[] places = new float[EDGES];
  private final float[] target = new float[EDGES];
  private double topCount = 1;
  private boolean clipped;
  private double loMean;
  private double hiMean = 1;
  private long revision;
  private boolean started;

  public Normaliser() {
    fillLog(1, firstPlace(1));
    System.arraycopy(target, 0, places, 0, EDGES);
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
    double share = started ? 1 - Math.exp(-seconds / SECONDS_TO_FOLLOW) : 1;
    started = true;
    boolean moving = follow((float) share);
    return followMeans(stats, share) || moving;
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

  private boolean follow(float share) {
    float farthest = 0;
    for (int i = 0; i < EDGES; i++) {
      farthest = Math.max(farthest, Math.abs(target[i] - places[i]));
    }
    if (farthest == 0) {
      return false;
    }
    boolean arrive = farthest < STILL || share >= 1;
    for (int i = 0; i < EDGES; i++) {
      places[i] = arrive ? target[i] : places[i] + (target[i] - places[i]) * share;
    }
    revision++;
    return !arrive;
  }

  private boolean followMeans(GridStats stats, double share) {
    if (Double.isNaN(stats.minMean) || (loMean == stats.minMean && hiMean == stats.maxMean)) {
      return false;
    }
    double range = stats.maxMean - stats.minMean;
    double off = Math.max(Math.abs(stats.minMean - loMean), Math.abs(stats.maxMean - hiMean));
    boolean arrive = off <= range * STILL || share >= 1;
    loMean = arrive ? stats.minMean : loMean + (stats.minMean - loMean) * share;
    hiMean = arrive ? stats.maxMean : hiMean + (stats.maxMean - hiMean) * share;
    revision++;
    return !arrive;
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
      return places[GridStats.BINS];
    }
    double within = (bits & (1 << BIN_SHIFT) - 1) / (double) (1 << BIN_SHIFT);
    return places[bin] + (places[bin + 1] - places[bin]) * within;
  }

  /** The smallest count at a place from 0 to 1; at most {@link #topCount()}, at least 1. */
  public double valueAt(double position) {
    int lo = 0;
    int hi = GridStats.BINS;
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if (places[mid] < position) {
        lo = mid + 1;
      } else {
        hi = mid;
      }
    }
    if (lo == 0) {
      return 1;
    }
    double range = places[lo] - places[lo - 1];
    double within = range <= 0 ? 1 : Math.min(1, (position - places[lo - 1]) / range);
    double from = edgeValue(lo - 1);
    return Math.min(topCount, from + (edgeValue(lo) - from) * within);
  }

  /** The count that has the palette's last colour. */
  public double topCount() {
    return topCount;
  }

  /** True when some cells hold more than {@link #topCount()}: the legend's end reads "and more". */
  public boolean isClipped() {
    return clipped;
  }

  /** Place of a mean, given in channel codes. */
  public double positionOfMean(double codes) {
    return hiMean > loMean ? Math.max(0, Math.min(1, (codes - loMean) / (hiMean - loMean))) : 0.5;
  }

  /** The mean in channel codes at a place. */
  public double meanAt(double position) {
    return loMean + (hiMean - loMean) * position;
  }

  /** The table, {@link #EDGES} places; read only. */
  public float[] places() {
    return places;
  }

  /** Grows with each change of the table or of the means. */
  public long revision() {
    return revision;
  }
}
