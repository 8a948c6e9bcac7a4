package skein.systems.overlay;

import imgui.flag.ImGuiKey;

/** Translates GLFW's key numbers, which libGDX windows also report, to Dear ImGui's. */
public final class UiKeys {
  private static final int[] NAMED = {
    32,
    ImGuiKey.Space,
    39,
    ImGuiKey.Apostrophe,
    44,
    ImGuiKey.Comma,
    45,
    ImGuiKey.Minus,
    46,
    ImGuiKey.Period,
    47,
    ImGuiKey.Slash,
    59,
    ImGuiKey.Semicolon,
    61,
    ImGuiKey.Equal,
    256,
    ImGuiKey.Escape,
    257,
    ImGuiKey.Enter,
    258,
    ImGuiKey.Tab,
    259,
    ImGuiKey.Backspace,
    260,
    ImGuiKey.Insert,
    261,
    ImGuiKey.Delete,
    262,
    ImGuiKey.RightArrow,
    263,
    ImGuiKey.LeftArrow,
    264,
    ImGuiKey.DownArrow,
    265,
    ImGuiKey.UpArrow,
    266,
    ImGuiKey.PageUp,
    267,
    ImGuiKey.PageDown,
    268,
    ImGuiKey.Home,
    269,
    ImGuiKey.End,
    335,
    ImGuiKey.KeypadEnter,
    340,
    ImGuiKey.LeftShift,
    341,
    ImGuiKey.LeftCtrl,
    342,
    ImGuiKey.LeftAlt,
    343,
    ImGuiKey.LeftSuper,
    344,
    ImGuiKey.RightShift,
    345,
    ImGuiKey.RightCtrl,
    346,
    ImGuiKey.RightAlt,
    347,
    ImGuiKey.RightSuper
  };

  private UiKeys() {}

  /** Dear ImGui's number of a GLFW key, 0 for one that the overlay does not use. */
  public static int fromGlfw(int key) {
    if (key >= 'A' && key <= 'Z') {
      return ImGuiKey.A + key - 'A';
    }
    if (key >= '0' && key <= '9') {
      return ImGuiKey._0 + key - '0';
    }
    if (key >= 290 && key <= 301) {
      return ImGuiKey.F1 + key - 290;
    }
    for (int i = 0; i < NAMED.length; i += 2) {
      if (NAMED[i] == key) {
        return NAMED[i + 1];
      }
    }
    return 0;
  }
}
