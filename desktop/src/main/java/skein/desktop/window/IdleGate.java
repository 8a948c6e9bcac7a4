package skein.desktop.window;

/**
 * Decides whether the next frame is drawn: while something moves, and some frames after the last
 * input, so that what it set off is seen. Render thread only.
 */
final class IdleGate {
  /** Frames drawn after the last input or change. */
  private static final int TAIL = 4;

  private final boolean continuous;
  private int tail = TAIL;

  IdleGate(boolean continuous) {
    this.continuous = continuous;
  }

  void touch() {
    tail = TAIL;
  }

  /** True when another frame shall follow this one. */
  boolean wantsFrame(boolean busy) {
    if (busy) {
      tail = TAIL;
      return true;
    }
    if (tail > 0) {
      tail--;
      return true;
    }
    return continuous;
  }
}
