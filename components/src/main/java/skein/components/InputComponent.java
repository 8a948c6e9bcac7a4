package skein.components;

import com.badlogic.ashley.core.Component;

/**
 * What the user did since the last frame, already freed of what a panel took for itself. Pointer in
 * framebuffer pixels from the top left.
 */
public final class InputComponent implements Component {
  public static final int LEFT = 0;
  public static final int RIGHT = 1;
  public static final int MIDDLE = 2;

  public float px;
  public float py;

  /** True while the pointer is inside the window and no panel has it. */
  public boolean inside;

  public final boolean[] down = new boolean[3];

  /** Presses since the last frame. */
  public final boolean[] pressed = new boolean[3];

  /** Where the pointer was at the last press; it may have moved on within the same frame. */
  public final float[] pressX = new float[3];

  public final float[] pressY = new float[3];

  /** Releases since the last frame. */
  public final boolean[] released = new boolean[3];

  /** Where the pointer was at the last release. */
  public final float[] releaseX = new float[3];

  public final float[] releaseY = new float[3];

  /** Second press of the left button within 300 ms at the same place. */
  public boolean doubleClicked;

  public boolean shift;
  public boolean ctrl;
  public boolean alt;

  /** Wheel steps since the last frame; positive away from the user, which zooms in. */
  public float wheel;

  /** View actions asked for by keys since the last frame, newest last. */
  public final ViewAction[] actions = new ViewAction[32];

  public int actionCount;

  /** {@code System.nanoTime} of the first event since the last frame; 0 when there was none. */
  public long firstEventNanos;

  /** Presses a button where the pointer is. */
  public void press(int button) {
    down[button] = true;
    pressed[button] = true;
    pressX[button] = px;
    pressY[button] = py;
  }

  /** Lets a button go where the pointer is. */
  public void release(int button) {
    down[button] = false;
    released[button] = true;
    releaseX[button] = px;
    releaseY[button] = py;
  }

  public void act(ViewAction action) {
    if (actionCount < actions.length) {
      actions[actionCount++] = action;
    }
  }

  /** Forgets what happened in this frame; held buttons and the pointer stay. */
  public void endFrame() {
    for (int i = 0; i < 3; i++) {
      pressed[i] = false;
      released[i] = false;
    }
    doubleClicked = false;
    wheel = 0;
    actionCount = 0;
    firstEventNanos = 0;
  }
}
