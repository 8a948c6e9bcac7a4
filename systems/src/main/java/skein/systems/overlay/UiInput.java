package skein.systems.overlay;

import imgui.ImGui;
import imgui.ImGuiIO;
import imgui.flag.ImGuiKey;

/**
 * Hands the window's events to the overlay. Call it on the render thread between two frames, with
 * the events in the order in which they came. Positions are framebuffer pixels from the top left.
 */
public final class UiInput {
  private final ImGuiIO io;
  private int held;
  private int waiting;

  UiInput(ImGuiIO io) {
    this.io = io;
  }

  public void pointer(float x, float y) {
    io.addMousePosEvent(x, y);
  }

  /** The pointer has left the window. */
  public void pointerGone() {
    io.addMousePosEvent(-Float.MAX_VALUE, -Float.MAX_VALUE);
  }

  /** Buttons: 0 left, 1 right, 2 middle. */
  public void button(int button, boolean down) {
    waiting++;
    held = down ? held | 1 << button : held & ~(1 << button);
    io.addMouseButtonEvent(button, down);
  }

  /** Notches of the wheel, positive to the left and up. */
  public void wheel(float across, float up) {
    io.addMouseWheelEvent(across, up);
  }

  /** A key by Dear ImGui's number; see {@link UiKeys}. 0 is ignored. */
  public void key(int key, boolean down) {
    if (key == 0) {
      return;
    }
    waiting++;
    io.addKeyEvent(key, down);
    if (key == ImGuiKey.LeftCtrl || key == ImGuiKey.RightCtrl) {
      io.addKeyEvent(ImGuiKey.ModCtrl, down);
    } else if (key == ImGuiKey.LeftShift || key == ImGuiKey.RightShift) {
      io.addKeyEvent(ImGuiKey.ModShift, down);
    } else if (key == ImGuiKey.LeftAlt || key == ImGuiKey.RightAlt) {
      io.addKeyEvent(ImGuiKey.ModAlt, down);
    } else if (key == ImGuiKey.LeftSuper || key == ImGuiKey.RightSuper) {
      io.addKeyEvent(ImGuiKey.ModSuper, down);
    }
  }

  /** A typed character. */
  public void character(int codePoint) {
    waiting++;
    io.addInputCharacter(codePoint);
  }

  public void focus(boolean focused) {
    io.addFocusEvent(focused);
  }

  /** True when the pointer is on a panel, so that the plot must not react. */
  public boolean takesPointer() {
    return ImGui.getIO().getWantCaptureMouse();
  }

  /** True while text is typed or the keyboard walks a panel, so that shortcuts must not react. */
  public boolean takesKeys() {
    return ImGui.getIO().getWantTextInput() || ImGui.getIO().getNavVisible();
  }

  /** A frame has taken the next event; Dear ImGui may leave those after it to later frames. */
  void frameBegun() {
    waiting = Math.max(0, waiting - 1);
  }

  /** True while events may wait for frames to come, so that the window must not rest. */
  public boolean waiting() {
    return waiting > 0;
  }

  /** True while a button is held, wherever it was pressed. */
  public boolean dragging() {
    return held != 0;
  }

  /** The pointer's wanted shape, one of imgui.flag.ImGuiMouseCursor. */
  public int cursor() {
    return ImGui.getMouseCursor();
  }
}
