package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiInputTextFlags;
import imgui.type.ImString;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.session.SavedRun;

/** Drop-downs of the profiler's panel: which session stands beside, and what is saved as what. */
final class ProfileFileCard {
  private static final String COMPARE = "compare";
  private static final String SAVE = "save";
  private static final float WIDTH = 460;
  private static final int MOST = 4096;
  private static final ProfileCommands.Export[] EXPORTS = ProfileCommands.Export.values();

  private final ImString path = new ImString(MOST);

  void askForComparison() {
    ImGui.openPopup(COMPARE);
  }

  void askForExport() {
    ImGui.openPopup(SAVE);
  }

  /** Draws what is open, below a place in pixels. */
  void draw(Ui ui, ProfileCommands commands, @Nullable SavedRun beside, float x, float y) {
    float left = Ui.within(x, 0, ui.width() - ui.px(WIDTH + 8));
    if (ImGui.isPopupOpen(COMPARE)) {
      ImGui.setNextWindowPos(left, y);
      ImGui.setNextWindowSize(ui.px(WIDTH), 0);
      if (ImGui.beginPopup(COMPARE)) {
        drawComparison(ui, commands, beside);
        ImGui.endPopup();
      }
    }
    if (ImGui.isPopupOpen(SAVE)) {
      ImGui.setNextWindowPos(x, y);
      if (ImGui.beginPopup(SAVE)) {
        for (ProfileCommands.Export as : EXPORTS) {
          if (ImGui.selectable(as.label())) {
            commands.save(as);
          }
        }
        ImGui.endPopup();
      }
    }
  }

  private void drawComparison(Ui ui, ProfileCommands commands, @Nullable SavedRun beside) {
    ImDrawList list = ImGui.getWindowDrawList();
    ui.heading(list, "SESSION TO COMPARE WITH");
    if (ImGui.isWindowAppearing()) {
      ImGui.setKeyboardFocusHere();
    }
    ImGui.setNextItemWidth(-1);
    String hint = "Path of a .skeinprof file, then Enter";
    boolean entered =
        ImGui.inputTextWithHint("##path", hint, path, ImGuiInputTextFlags.EnterReturnsTrue);
    if (entered && !path.get().isBlank()) {
      commands.compare(path.get().strip());
      ImGui.closeCurrentPopup();
    }
    List<String> recent = commands.recent();
    if (!recent.isEmpty()) {
      ui.heading(list, "RECENT");
    }
    for (int i = 0; i < recent.size(); i++) {
      if (ImGui.selectable(recent.get(i))) {
        commands.compare(recent.get(i));
      }
    }
    if (beside != null) {
      ImGui.separator();
      if (ImGui.selectable("Show without " + beside.name())) {
        commands.alone();
      }
    }
  }
}
