package skein.desktop.engine;

import java.util.Arrays;

/**
 * Takes quality back while frames run late, and gives it again once they do not: the time for
 * counting, the resolution of count levels, how often figures are renewed. Three late frames of the
 * last 16 cost a step, so that a burst is answered within a fifth of a second; three quarters of a
 * second in which no frame comes near its budget give one back. A step that was given back and is
 * lost again soon takes twice as long to come back, so that quality does not swing. Render thread
 * only.
 */
public final class QualityControl {
  /** Steps down from full quality. */
  public static final int STEPS = 4;

  /** Frames looked at for late ones. */
  static final int WINDOW = 16;

  static final int LATE_FRAMES = 3;

  /** Frames in a row with room to spare that give a step back, at first. */
  static final int GOOD_FRAMES = 45;

  /** Most of them, after steps that were given back too early. */
  static final int MOST_GOOD_FRAMES = 8 * GOOD_FRAMES;

  /** A loss within so many frames of a gain means that the gain came too early. */
  private static final int SOON = 120;

  /** Share of the budget below which a frame has room to spare. */
  private static final double GOOD_SHARE = 0.85;

  private static final double[] SHARES = {1, 0.75, 0.55, 0.4, 0.25};
  private static final int[] BIASES = {0, 0, 1, 1, 2};
  private static final int[] INTERVALS = {1, 2, 2, 4, 4};

  private final long budgetNanos;
  private final boolean[] late = new boolean[WINDOW];
  private int at;
  private int lateFrames;
  private int good;
  private int step;
  private int patience = GOOD_FRAMES;
  private int sinceGain = SOON;
  private long reductions;

  public QualityControl(long budgetNanos) {
    this.budgetNanos = budgetNanos;
  }

  /**
   * Takes what a frame needed.
   *
   * @param spare nanoseconds of it that only used what was left of the frame
   */
  public void frame(long nanos, long spare) {
    boolean isLate = nanos > budgetNanos;
    sinceGain = Math.min(SOON, sinceGain + 1);
    lateFrames += (isLate ? 1 : 0) - (late[at] ? 1 : 0);
    late[at] = isLate;
    at = (at + 1) % WINDOW;
    good = nanos - spare < budgetNanos * GOOD_SHARE ? good + 1 : 0;
    if (lateFrames >= LATE_FRAMES && step < STEPS) {
      lose();
    } else if (good >= patience) {
      gain();
    }
  }

  private void lose() {
    step++;
    reductions++;
    patience = sinceGain < SOON ? Math.min(2 * patience, MOST_GOOD_FRAMES) : patience;
    sinceGain = SOON;
    Arrays.fill(late, false);
    lateFrames = 0;
    good = 0;
  }

  private void gain() {
    good = 0;
    if (step == 0) {
      patience = GOOD_FRAMES;
    } else {
      step--;
      sinceGain = 0;
    }
  }

  /** 0 for full quality, up to {@link #STEPS}. */
  public int step() {
    return step;
  }

  /** Share of the usual time for counting. */
  public double share() {
    return SHARES[step];
  }

  /** Levels of halving resolution that what is drawn behind exact grids is coarser. */
  public int lodBias() {
    return BIASES[step];
  }

  /** Figures of the overlay are renewed this many times less often. */
  public int overlayInterval() {
    return INTERVALS[step];
  }

  /** How often quality was taken back. */
  public long reductions() {
    return reductions;
  }
}
