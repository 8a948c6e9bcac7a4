package skein.desktop.window;

import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.Input;
import com.badlogic.gdx.InputAdapter;
import skein.components.InputComponent;
import skein.components.ViewAction;
import skein.systems.overlay.CanvasCommands;

/** Hands libGDX's events to the engine's input and to the overlay. Main thread. */
final class WindowInput extends InputAdapter {
  private final WindowSession session;
  private final IdleGate gate;
  private final DoubleClick doubleClick;
  private final KeyTable keys = new KeyTable();
  private boolean outside;

  WindowInput(WindowSession session, IdleGate gate, DoubleClick doubleClick) {
    this.session = session;
    this.gate = gate;
    this.doubleClick = doubleClick;
  }

  private InputComponent touch() {
    gate.touch();
    Gdx.graphics.requestRendering();
    InputComponent in = session.input();
    if (in.firstEventNanos == 0) {
      in.firstEventNanos = System.nanoTime();
    }
    return in;
  }

  /**
   * Follows the modifiers event by event: the keyboard's present state is already past the event in
   * hand when several came in one frame.
   */
  private static void modifier(InputComponent in, int key, boolean down) {
    switch (key) {
      case Input.Keys.SHIFT_LEFT, Input.Keys.SHIFT_RIGHT -> in.shift = down;
      case Input.Keys.CONTROL_LEFT, Input.Keys.CONTROL_RIGHT -> in.ctrl = down;
      case Input.Keys.ALT_LEFT, Input.Keys.ALT_RIGHT -> in.alt = down;
      default -> {}
    }
  }

  private void pointer(InputComponent in, int x, int y) {
    in.px = x;
    in.py = y;
    in.inside = true;
    session.overlayInput().pointer(x, y);
  }

  /** The pointer has come into the window or left it. */
  void entered(boolean within) {
    outside = !within;
    leave(touch());
  }

  /** A drag goes on outside the window; without one the pointer is nowhere. */
  private void leave(InputComponent in) {
    if (!outside || session.overlayInput().dragging()) {
      return;
    }
    in.px = -1;
    in.py = -1;
    in.inside = false;
    session.overlayInput().pointerGone();
  }

  /** The keyboard has come to the window or gone: keys held then are let go elsewhere. */
  void focused(boolean has) {
    InputComponent in = touch();
    in.shift = false;
    in.ctrl = false;
    in.alt = false;
    session.overlayInput().focus(has);
  }

  @Override
  public boolean mouseMoved(int x, int y) {
    pointer(touch(), x, y);
    return true;
  }

  @Override
  public boolean touchDragged(int x, int y, int pointer) {
    pointer(touch(), x, y);
    doubleClick.drag(x, y);
    return true;
  }

  @Override
  public boolean touchDown(int x, int y, int pointer, int button) {
    InputComponent in = touch();
    pointer(in, x, y);
    if (button < 0 || button >= in.down.length) {
      return false;
    }
    session.overlayInput().button(button, true);
    if (session.overlayInput().takesPointer()) {
      return true;
    }
    in.press(button);
    if (button == Input.Buttons.LEFT) {
      in.doubleClicked |= doubleClick.press(x, y, System.nanoTime());
    }
    return true;
  }

  @Override
  public boolean touchUp(int x, int y, int pointer, int button) {
    InputComponent in = touch();
    pointer(in, x, y);
    if (button >= 0 && button < in.down.length) {
      session.overlayInput().button(button, false);
      in.release(button);
    }
    leave(in);
    return true;
  }

  @Override
  public boolean scrolled(float amountX, float amountY) {
    InputComponent in = touch();
    session.overlayInput().wheel(-amountX, -amountY);
    if (!session.overlayInput().takesPointer()) {
      // Some systems turn the wheel sideways while Shift is held.
      in.wheel -= amountY == 0 && in.shift ? amountX : amountY;
    }
    return true;
  }

  @Override
  public boolean keyDown(int key) {
    InputComponent in = touch();
    modifier(in, key, true);
    session.overlayInput().key(keys.toImGui(key), true);
    if (session.overlayInput().takesKeys()) {
      return true;
    }
    if (canvasKey(in, key)) {
      return true;
    }
    switch (key) {
      case Input.Keys.LEFT -> in.act(ViewAction.PAN_LEFT);
      case Input.Keys.RIGHT -> in.act(ViewAction.PAN_RIGHT);
      case Input.Keys.UP -> in.act(ViewAction.PAN_UP);
      case Input.Keys.DOWN -> in.act(ViewAction.PAN_DOWN);
      case Input.Keys.PLUS, Input.Keys.EQUALS, Input.Keys.NUMPAD_ADD -> in.act(ViewAction.ZOOM_IN);
      case Input.Keys.MINUS, Input.Keys.NUMPAD_SUBTRACT -> in.act(ViewAction.ZOOM_OUT);
      case Input.Keys.HOME, Input.Keys.NUM_0, Input.Keys.NUMPAD_0 -> in.act(ViewAction.FIT);
      case Input.Keys.C -> {
        if (!in.ctrl) {
          in.act(ViewAction.CURSOR);
        }
      }
      case Input.Keys.Y -> {
        if (!in.ctrl) {
          in.act(ViewAction.AUTO_Y);
        }
      }
      case Input.Keys.L -> {
        if (!in.ctrl) {
          in.act(ViewAction.LASSO);
        }
      }
      case Input.Keys.ESCAPE -> in.act(ViewAction.CANCEL);
      case Input.Keys.Z -> {
        if (in.ctrl) {
          in.act(in.shift ? ViewAction.FORWARD : ViewAction.BACK);
        }
      }
      case Input.Keys.S -> {
        if (in.ctrl) {
          session.commands().savePng();
        } else {
          in.act(ViewAction.SELECT);
        }
      }
      case Input.Keys.Q -> {
        if (in.ctrl) {
          session.commands().quit();
        }
      }
      case Input.Keys.F11 -> session.commands().toggleFullScreen();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Keys of the plots side by side; true when it is one. */
  private boolean canvasKey(InputComponent in, int key) {
    CanvasCommands canvas = session.canvas();
    switch (key) {
      case Input.Keys.D -> {
        if (!in.ctrl) {
          return false;
        }
        if (in.shift) {
          canvas.spread();
        } else {
          canvas.split();
        }
      }
      case Input.Keys.W -> {
        if (!in.ctrl) {
          return false;
        }
        canvas.close();
      }
      case Input.Keys.X -> {
        if (in.ctrl) {
          return false;
        }
        if (in.shift) {
          canvas.linkY();
        } else {
          canvas.linkX();
        }
      }
      case Input.Keys.R -> canvas.arrange();
      case Input.Keys.N -> canvas.next();
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean keyUp(int key) {
    modifier(touch(), key, false);
    session.overlayInput().key(keys.toImGui(key), false);
    return true;
  }

  @Override
  public boolean keyTyped(char character) {
    touch();
    if (character >= ' ' && character != 127) {
      session.overlayInput().character(character);
    }
    return true;
  }
}
