package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiCond;
import imgui.flag.ImGuiWindowFlags;
import org.jspecify.annotations.Nullable;
import skein.components.SelectionComponent;
import skein.core.select.Selection;
import skein.core.select.SelectionService;
import skein.core.select.SelectionSummary;

/** What was selected: rows, statistics of each column, and what can be done with it. */
final class SelectionPanel {
  private static final int FLAGS =
      ImGuiWindowFlags.NoScrollbar | ImGuiWindowFlags.NoScrollWithMouse;
  private static final float HEIGHT = 380;
  private static final float LINE = 20;

  private final SelectionText text = new SelectionText();
  private @Nullable ImDrawList list;
  private @Nullable ImDrawList rows;

  /** Draws the panel while there is a selection. */
  void draw(Ui ui, DockArea dock, CanvasModel canvas) {
    Selection chosen = ui.model.selection().selection;
    if (chosen == null) {
      return;
    }
    float w = ui.px(Theme.LEFT_PANEL);
    ImGui.setNextWindowPos(dock.x + ui.px(72), dock.y + ui.px(40), ImGuiCond.FirstUseEver);
    boolean visible = dock.beginPanel(ui, DockArea.SELECTION, w, ui.px(HEIGHT), FLAGS);
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    if (visible) {
      text.update(ui.model);
      float width = ImGui.getContentRegionAvailX();
      drawHead(to, ui, width);
      drawButtons(ui, chosen, width);
      drawFollow(ui, canvas, width);
      drawColumns(ui);
    }
    ImGui.end();
  }

  private void drawHead(ImDrawList to, Ui ui, float width) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY() + ui.px(4);
    SelectionSummary now = ui.model.selection().summary;
    float line = ui.fonts().small().size() + ui.px(4);
    if (!text.rows.isEmpty()) {
      ui.fonts().strong().drawCut(to, x, y, ui.ink(), text.rows, width);
    } else if (now == null) {
      ui.fonts().text().draw(to, x, y, ui.muted(), "Counting\u2026");
    }
    y += ui.fonts().strong().size() + ui.px(4);
    ui.fonts().monoSmall().drawCut(to, x, y, ui.muted(), text.share, width);
    y += line;
    if (now != null && !now.error().isEmpty()) {
      int ink = Theme.ink(ui.theme().error());
      y = ui.fonts().small().drawWrapped(to, x, y, ink, now.error(), width, line);
    }
    ImGui.dummy(1, y - ImGui.getCursorScreenPosY() + ui.px(2));
  }

  private static void drawButtons(Ui ui, Selection chosen, float width) {
    SelectionComponent s = ui.model.selection();
    SelectionService service = s.service;
    float gap = ui.px(Theme.PAD);
    float w = (width - gap) / 2;
    float h = ui.px(Theme.ROW);
    if (ImGui.button(s.table ? "Hide rows" : "Show rows", w, h)) {
      s.table = !s.table;
    }
    ImGui.sameLine(0, gap);
    if (ImGui.button("Filter to it", w, h) && service != null) {
      ui.model.commands().filter(condition(ui, service, chosen));
    }
    if (ImGui.isItemHovered()) {
      ImGui.setTooltip("Load the selected rows alone");
    }
    if (ImGui.button("Copy SQL", w, h) && service != null) {
      ImGui.setClipboardText(condition(ui, service, chosen));
    }
    if (ImGui.isItemHovered()) {
      ImGui.setTooltip("The condition as it stands after WHERE");
    }
    ImGui.sameLine(0, gap);
    if (ImGui.button("Clear", w, h)) {
      s.clear();
    }
    ImGui.dummy(1, ui.px(2));
  }

  /** Lets the other plots show the selected rows alone. */
  private static void drawFollow(Ui ui, CanvasModel canvas, float width) {
    CanvasCommands commands = canvas.commands();
    if (commands == null || canvas.size() == 1) {
      return;
    }
    boolean on = commands.followsSelection();
    String text = on ? "Other views: all rows again" : "Filter other views to it";
    if (ImGui.button(text, width, ui.px(Theme.ROW))) {
      commands.followSelection();
    }
    if (ImGui.isItemHovered()) {
      ImGui.setTooltip("The other views show the selected rows alone, also of the next selection");
    }
    ImGui.dummy(1, ui.px(2));
  }

  /** The selection within the filter in force. */
  private static String condition(Ui ui, SelectionService service, Selection chosen) {
    String active = ui.model.commands().activeFilter();
    String predicate = service.predicate(chosen);
    return active.isBlank() ? predicate : "(" + active + "\n)\nAND " + predicate;
  }

  private void drawColumns(Ui ui) {
    ImGui.beginChild("selected", 0, 0);
    ImDrawList to = rows;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      rows = to;
    }
    float row = ui.px(LINE);
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float width = ImGui.getContentRegionAvailX() - ui.px(4);
    int first = Math.max(0, (int) (ImGui.getScrollY() / row));
    int last = Math.min(text.lines.size(), first + (int) (ImGui.getWindowHeight() / row) + 2);
    for (int i = first; i < last; i++) {
      drawLine(to, ui, text.lines.get(i), x, y + i * row, width);
    }
    ImGui.dummy(1, row * text.lines.size());
    ImGui.endChild();
  }

  private static void drawLine(
      ImDrawList to, Ui ui, SelectionText.Line line, float x, float y, float width) {
    Face small = ui.fonts().monoSmall();
    if (line.head()) {
      float room = Math.min(small.width(line.value()), width * 0.5f);
      ui.fonts().text().drawCut(to, x, y + ui.px(4), ui.ink(), line.name(), width - room);
      small.drawRight(to, x + width, y + ui.px(5), ui.muted(), line.value());
      return;
    }
    float value = Math.min(small.width(line.value()), width * 0.8f);
    float left = x + ui.px(10);
    float names = width - ui.px(18) - value;
    ui.fonts().small().drawCut(to, left, y + ui.px(2), ui.muted(), line.name(), names);
    small.drawCut(to, x + width - value, y + ui.px(2), ui.ink(), line.value(), value + 1);
  }
}
