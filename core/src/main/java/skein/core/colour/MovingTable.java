package skein.core.colour;

/**
 * A table of places, rising from 0 to 1, that moves smoothly towards a target. Allocates nothing.
 */
final class MovingTable {
  private static final float STILL = 1f / 1024;

  /** The table as it is now. */
  final float[] places;

  /** Where it moves to. */
  final float[] target;

  MovingTable(int edges) {
    places = new float[edges];
    target = new float[edges];
  }

  /** True when there is nothing to move. */
  boolean arrived() {
    for (int i = 0; i < places.length; i++) {
      if (places[i] != target[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Goes a share of the way; all of it when little is left.
   *
   * @return true while there is some left
   */
  boolean follow(float share) {
    float farthest = 0;
    for (int i = 0; i < places.length; i++) {
      farthest = Math.max(farthest, Math.abs(target[i] - places[i]));
    }
    boolean arrive = farthest < STILL || share >= 1;
    for (int i = 0; i < places.length; i++) {
      places[i] = arrive ? target[i] : places[i] + (target[i] - places[i]) * share;
    }
    return !arrive;
  }

  /** The first entry that is not below a place; the last one when all are. */
  int firstFrom(double position) {
    int lo = 0;
    int hi = places.length - 1;
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if (places[mid] < position) {
        lo = mid + 1;
      } else {
        hi = mid;
      }
    }
    return lo;
  }

  /** How far a place lies from the entry before to this one, 0 to 1. */
  double within(int entry, double position) {
    double range = places[entry] - places[entry - 1];
    return range <= 0 ? 1 : Math.min(1, (position - places[entry - 1]) / range);
  }

  /** The place between an entry (0) and the next one (1). */
  double between(int entry, double within) {
    return places[entry] + (places[entry + 1] - places[entry]) * within;
  }
}
