package skein.core.block;

/** Smallest and largest of some positions; lo above hi when there are none. Reused; one thread. */
final class Extent {
  double lo = Double.POSITIVE_INFINITY;
  double hi = Double.NEGATIVE_INFINITY;

  /** Takes the place of what was held: the extent of n positions, none of them NaN. */
  void of(double[] v, int from, int n) {
    clear();
    add(v, from, n);
  }

  /** Widens by n positions; comparisons, as Math.min makes each row wait for the one before. */
  void add(double[] v, int from, int n) {
    double least = lo;
    double most = hi;
    for (int i = from; i < from + n; i++) {
      double position = v[i];
      if (position < least) {
        least = position;
      }
      if (position > most) {
        most = position;
      }
    }
    lo = least;
    hi = most;
  }

  /** Widens by a position. */
  void add(double position) {
    lo = Math.min(lo, position);
    hi = Math.max(hi, position);
  }

  void clear() {
    lo = Double.POSITIVE_INFINITY;
    hi = Double.NEGATIVE_INFINITY;
  }
}
