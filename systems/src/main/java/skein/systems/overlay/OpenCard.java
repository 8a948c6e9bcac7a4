package skein.systems.overlay;

import imgui.ImGui;
import imgui.flag.ImGuiInputTextFlags;
import imgui.flag.ImGuiKey;
import imgui.flag.ImGuiWindowFlags;
import imgui.type.ImString;

/** Asks for a path to open. */
final class OpenCard {
  private static final int MOST = 4096;
  private static final float WIDTH = 560;

  private final ImString path = new ImString(MOST);
  private boolean open;

  void draw(Ui ui, OverlayState state) {
    boolean appearing = state.openAsked && !open;
    open |= state.openAsked;
    state.openAsked = false;
    if (!open) {
      return;
    }
    float w = Math.min(ui.px(WIDTH), ui.width() - ui.px(40));
    ImGui.setNextWindowPos(Math.round((ui.width() - w) / 2), ui.px(72));
    ImGui.setNextWindowSize(w, ui.px(40));
    ImGui.begin(
        "##openfile",
        ImGuiWindowFlags.NoTitleBar
            | ImGuiWindowFlags.NoResize
            | ImGuiWindowFlags.NoMove
            | ImGuiWindowFlags.NoDocking
            | ImGuiWindowFlags.NoSavedSettings
            | ImGuiWindowFlags.NoScrollbar);
    if (appearing) {
      ImGui.setKeyboardFocusHere();
    }
    ImGui.setNextItemWidth(-1);
    boolean entered =
        ImGui.inputTextWithHint(
            "##path",
            "Path, glob or file.duckdb::table, then Enter",
            path,
            ImGuiInputTextFlags.EnterReturnsTrue);
    if (entered && !path.get().isBlank()) {
      ui.model.commands().open(path.get().strip());
      open = false;
    }
    if (ImGui.isKeyPressed(ImGuiKey.Escape) || (!appearing && !ImGui.isWindowFocused())) {
      open = false;
    }
    ImGui.end();
  }
}
