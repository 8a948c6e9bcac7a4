package skein.desktop.window;

import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.graphics.Cursor.SystemCursor;
import imgui.flag.ImGuiMouseCursor;

/** Gives the pointer the shape that the overlay asks for. Main thread. */
final class PointerShape {
  private int shown = ImGuiMouseCursor.Arrow;

  /** Takes one of Dear ImGui's shapes; asks the system only when it changes. */
  void show(int wanted) {
    if (wanted != shown) {
      shown = wanted;
      Gdx.graphics.setSystemCursor(cursor(wanted));
    }
  }

  static SystemCursor cursor(int wanted) {
    return switch (wanted) {
      case ImGuiMouseCursor.TextInput -> SystemCursor.Ibeam;
      case ImGuiMouseCursor.ResizeAll -> SystemCursor.AllResize;
      case ImGuiMouseCursor.ResizeNS -> SystemCursor.VerticalResize;
      case ImGuiMouseCursor.ResizeEW -> SystemCursor.HorizontalResize;
      case ImGuiMouseCursor.ResizeNESW -> SystemCursor.NESWResize;
      case ImGuiMouseCursor.ResizeNWSE -> SystemCursor.NWSEResize;
      case ImGuiMouseCursor.Hand -> SystemCursor.Hand;
      case ImGuiMouseCursor.NotAllowed -> SystemCursor.NotAllowed;
      default -> SystemCursor.Arrow;
    };
  }
}
