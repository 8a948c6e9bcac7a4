package skein.desktop.window;

/**
 * Tells a double click from two clicks. The window system gives events no time of their own, so
 * what a slow frame held them up is not counted: two quick clicks stay a double click on a machine
 * that was busy between them. Main thread.
 */
final class DoubleClick {
  /** Longest time from press to press. */
  static final long REACH_NANOS = 300_000_000L;

  /** What a frame may take before the rest of it counts as a hold-up. */
  static final long FRAME_NANOS = 50_000_000L;

  private static final float REACH_PIXELS = 5;

  private boolean following;
  private long frameBegan;
  private long heldUp;
  private boolean armed;
  private long lastPress;
  private float lastX;
  private float lastY;

  /** A frame begins; events of before it have been handed over. */
  void frameBegan(long now) {
    heldUp += heldUpSinceFrame(now);
    frameBegan = now;
    following = false;
  }

  /**
   * The frame has ended. {@code another}: the next follows at once, so no idle wait lies between.
   */
  void frameEnded(boolean another) {
    following = another;
  }

  /** The left button went down; true when this press makes a double click with the last one. */
  boolean press(float x, float y, long now) {
    long at = now - heldUp - heldUpSinceFrame(now);
    boolean twice = armed && near(x, y) && at - lastPress < REACH_NANOS;
    armed = !twice;
    lastPress = at;
    lastX = x;
    lastY = y;
    return twice;
  }

  /** The pointer moved with the button held; a drag is no click. */
  void drag(float x, float y) {
    if (!near(x, y)) {
      armed = false;
    }
  }

  private long heldUpSinceFrame(long now) {
    return following ? Math.max(0, now - frameBegan - FRAME_NANOS) : 0;
  }

  private boolean near(float x, float y) {
    return Math.hypot(x - lastX, y - lastY) <= REACH_PIXELS;
  }
}
