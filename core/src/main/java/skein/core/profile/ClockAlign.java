package skein.core.profile;

/**
 * The CPU's time of what another clock has stamped, without ever asking both at once. Each stamp
 * was made after it was asked for: {@code stamp - asked} is an upper bound of the other clock's
 * lead, tight whenever nothing stood in the queue. The lead's line is the edge over the middle of
 * the lower convex hull of these bounds (Moon, Skelly, Towsley: Estimation and Removal of Clock
 * Skew from Network Delay Measurements, INFOCOM 1999), over the least bound of each of the last
 * {@link #SLOTS} seconds. One thread; allocates nothing after construction.
 */
public final class ClockAlign {
  /** Seconds looked back at. */
  static final int SLOTS = 64;

  private static final long SLOT_NANOS = 1_000_000_000;

  /** Clocks that differ by more than this are not believed to. */
  private static final double MOST_DRIFT = 500e-6;

  private static final int FEW = 4;

  private final long[] times = new long[SLOTS];
  private final long[] leads = new long[SLOTS];
  private final int[] hull = new int[SLOTS];
  private long slotEnd = Long.MIN_VALUE;
  private int oldest;
  private int used;
  private long lineTime;
  private double lineLead;
  private double drift;

  /** True once a stamp has been taken. */
  public boolean known() {
    return used > 0;
  }

  /**
   * Takes a stamp.
   *
   * @param asked {@code System.nanoTime} just before it was asked for, not before the call's before
   * @param stamp what the other clock said then or later, in its nanoseconds
   */
  public void add(long asked, long stamp) {
    long lead = stamp - asked;
    if (used == 0 || asked - slotEnd >= 0) {
      int slot = (oldest + used) % SLOTS;
      if (used == SLOTS) {
        oldest = (oldest + 1) % SLOTS;
      } else {
        used++;
      }
      slotEnd = asked + SLOT_NANOS;
      times[slot] = asked;
      leads[slot] = lead;
    } else {
      int slot = (oldest + used - 1) % SLOTS;
      if (lead >= leads[slot]) {
        return;
      }
      times[slot] = asked;
      leads[slot] = lead;
    }
    fit();
  }

  private void fit() {
    int n = 0;
    long sum = 0;
    long base = times[oldest];
    for (int i = 0; i < used; i++) {
      int point = (oldest + i) % SLOTS;
      sum += times[point] - base;
      while (n >= 2 && above(hull[n - 2], hull[n - 1], point)) {
        n--;
      }
      hull[n++] = point;
    }
    long middle = base + sum / used;
    int edge = 0;
    while (edge + 2 < n && times[hull[edge + 1]] < middle) {
      edge++;
    }
    if (used < FEW || n < 2) {
      least();
      return;
    }
    int a = hull[edge];
    int b = hull[edge + 1];
    double slope = (double) (leads[b] - leads[a]) / (times[b] - times[a]);
    if (Math.abs(slope) > MOST_DRIFT) {
      least();
      return;
    }
    lineTime = times[a];
    lineLead = leads[a];
    drift = slope;
  }

  /** True when the point {@code b} lies on or above the line from {@code a} to {@code c}. */
  private boolean above(int a, int b, int c) {
    double bx = times[b] - times[a];
    double cx = times[c] - times[a];
    return (leads[b] - leads[a]) * cx >= (leads[c] - leads[a]) * bx;
  }

  private void least() {
    int best = oldest;
    for (int i = 1; i < used; i++) {
      int point = (oldest + i) % SLOTS;
      if (leads[point] < leads[best]) {
        best = point;
      }
    }
    lineTime = times[best];
    lineLead = leads[best];
    drift = 0;
  }

  /** {@code System.nanoTime} at which the other clock stood at {@code stamp}. */
  public long toCpu(long stamp) {
    double since = stamp - lineTime - lineLead;
    return stamp - (long) lineLead - (long) (drift * since);
  }

  /** How much faster the other clock runs: its nanoseconds gained in one of ours. */
  public double drift() {
    return drift;
  }
}
