package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiCol;
import imgui.flag.ImGuiInputTextFlags;
import imgui.flag.ImGuiKey;
import imgui.type.ImString;
import org.jspecify.annotations.Nullable;

/** A SQL predicate over the rows, with the database's answer in place. */
final class FilterPanel {
  private static final int MOST = 65_536;
  private static final float HEIGHT = 72;

  private final ImString where = new ImString(MOST);
  private @Nullable ImDrawList list;
  private String inForce = "";
  private boolean focusAsked;
  private boolean wasTyping;

  /** Puts the cursor into the input with the next frame. */
  void focus() {
    focusAsked = true;
  }

  void draw(Ui ui, DockArea dock) {
    if (focusAsked) {
      ImGui.setNextWindowFocus();
    }
    float w = ui.px(Theme.RIGHT_PANEL);
    boolean visible = dock.beginPanel(ui, DockArea.FILTER, w, 0.7f * w, 0);
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    if (visible) {
      drawInput(to, ui, ImGui.getContentRegionAvailX());
    }
    ImGui.end();
  }

  private void drawInput(ImDrawList to, Ui ui, float width) {
    PlotCommands commands = ui.model.commands();
    String active = commands.activeFilter();
    if (!active.equals(inForce)) {
      inForce = active;
      where.set(active);
    }
    String error = commands.filterError();
    ui.heading(to, "SQL WHERE");
    if (focusAsked) {
      ImGui.setKeyboardFocusHere();
      focusAsked = false;
    }
    ImGui.pushFont(ui.fonts().mono().font());
    ImGui.pushStyleColor(
        ImGuiCol.Border, Theme.ink(error.isEmpty() ? ui.theme().line() : ui.theme().error()));
    ImGui.pushStyleVar(imgui.flag.ImGuiStyleVar.FrameBorderSize, Math.max(1, ui.px(1)));
    // Dear ImGui takes back what was typed when Esc leaves the field.
    boolean left = wasTyping && ImGui.isKeyPressed(ImGuiKey.Escape);
    String typed = left ? where.get() : inForce;
    ImGui.inputTextMultiline("##where", where, width, ui.px(HEIGHT), ImGuiInputTextFlags.None);
    if (left) {
      where.set(typed);
    }
    ImGui.popStyleVar();
    ImGui.popStyleColor();
    ImGui.popFont();
    boolean typing = wasTyping;
    wasTyping = ImGui.isItemActive();
    boolean ctrl = ImGui.getIO().getKeyCtrl();
    boolean enter = ImGui.isKeyPressed(ImGuiKey.Enter) || ImGui.isKeyPressed(ImGuiKey.KeypadEnter);
    boolean apply = typing && ctrl && enter;
    float button = (width - ui.px(Theme.PAD)) / 2;
    if (ImGui.button("Apply", button, ui.px(Theme.ROW)) || apply) {
      commands.filter(where.get().strip());
    }
    ImGui.sameLine();
    if (ImGui.button("Clear", button, ui.px(Theme.ROW))) {
      where.set("");
      commands.filter("");
    }
    drawOutcome(to, ui, width, error, active);
  }

  private static void drawOutcome(ImDrawList to, Ui ui, float width, String error, String active) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY() + ui.px(2);
    Face small = ui.fonts().small();
    float line = small.size() + ui.px(3);
    float end = y;
    if (!error.isEmpty()) {
      end = small.drawWrapped(to, x, y, Theme.ink(ui.theme().error()), error, width, line);
    } else if (!active.isEmpty()) {
      small.draw(to, x, y, Theme.ink(ui.theme().good()), "in force");
      end = y + line;
    } else {
      small.drawCut(to, x, y, ui.muted(), "Ctrl+Enter applies", width);
      end = y + line;
    }
    ImGui.dummy(1, end - y + ui.px(2));
  }
}
