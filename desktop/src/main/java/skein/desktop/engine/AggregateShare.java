package skein.desktop.engine;

/**
 * The part of a frame in which rows are counted: what the rest of the frame leaves. The rest is
 * learnt from the frames before, its peaks at once and its falls slowly, so that a machine that
 * draws slowly counts less in a frame and is not late. Render thread only.
 */
final class AggregateShare {
  private static final long MOST_NANOS = 4_500_000;
  private static final long LEAST_NANOS = 1_000_000;
  private static final long RESERVE_NANOS = 5_000_000;
  private static final double FALL = 0.02;

  private final long budgetNanos;
  private double rest = 5_000_000;

  AggregateShare(long budgetNanos) {
    this.budgetNanos = budgetNanos;
  }

  /** Nanoseconds from the start of a frame in which counting has to end. */
  long nanos() {
    return Math.clamp((long) (budgetNanos - RESERVE_NANOS - rest), LEAST_NANOS, MOST_NANOS);
  }

  /** Nanoseconds from the start of a frame after which nothing is counted for views that move. */
  long latest() {
    return budgetNanos - RESERVE_NANOS;
  }

  /** Takes what a frame needed beside counting. One outlier counts as twice the usual at most. */
  void learn(long restNanos) {
    double seen = Math.min((double) restNanos, rest * 2);
    rest = seen > rest ? seen : rest + (seen - rest) * FALL;
  }
}
