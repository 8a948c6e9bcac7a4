package skein.perf;

import java.util.Arrays;

/**
 * The cheapest of many slices of the same work. What disturbs only makes slices dearer, so that
 * this is what the work costs undisturbed, once several slices come down to it.
 */
final class Floor {
  /** Slices that have to agree. */
  private static final int WITNESSES = 4;

  private static final double AGREEMENT = 1.03;

  /** The cheapest, in rising order. */
  private final double[] cheapest = new double[WITNESSES];

  Floor() {
    Arrays.fill(cheapest, Double.POSITIVE_INFINITY);
  }

  void add(double slice) {
    int at = WITNESSES - 1;
    if (slice >= cheapest[at]) {
      return;
    }
    for (; at > 0 && cheapest[at - 1] > slice; at--) {
      cheapest[at] = cheapest[at - 1];
    }
    cheapest[at] = slice;
  }

  double least() {
    return cheapest[0];
  }

  /** True when several slices came down to it. */
  boolean agrees() {
    return cheapest[WITNESSES - 1] <= AGREEMENT * cheapest[0];
  }
}
