package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiWindowFlags;
import org.jspecify.annotations.Nullable;

/** The keys, over everything. */
final class HelpCard {
  private static final String[][] KEYS = {
    {"Drag", "move the view"},
    {"Wheel", "zoom about the pointer"},
    {"Right drag", "zoom into a box"},
    {"with Shift, with Ctrl", "the same along x alone, y alone"},
    {"Double click, Home, 0", "fit all data"},
    {"Arrows, + and \u2212", "move and zoom"},
    {"Ctrl+Z, Ctrl+Shift+Z", "view before, view after"},
    {"S, then drag", "select rows by a box, with Alt by a lasso"},
    {"L, then drag", "select rows by a lasso"},
    {"Drag on a histogram", "filter by a range; inside it moves, its edges resize, Esc clears"},
    {"C", "lines: set cursor A, then B, then none"},
    {"Y", "lines: let the y axis follow what is in view, or hold it"},
    {"Ctrl+D, Ctrl+W", "add a view beside, close it"},
    {"X, Shift+X", "link the views along x, along y"},
    {"R", "views in columns, in rows, in a grid"},
    {"N", "go to the next view"},
    {"Ctrl+Shift+D", "lines: a view for each, stacked"},
    {"Tab", "hide or show the panels"},
    {"F6", "go to the next panel"},
    {"Ctrl+F", "go to the SQL filter"},
    {"Ctrl+O", "open a file"},
    {"Ctrl+S", "save the view as PNG"},
    {"F3", "frame times"},
    {"F4", "profiler: where every frame went"},
    {"F11", "full screen"},
    {"Ctrl+Q", "quit"},
    {"Esc", "leave a field, a card, a box; clear the selection"},
    {"F1", "show or close this card"}
  };
  private static final float WIDTH = 660;
  private static final float SPLIT = 190;

  /** Least distance to the window's edges. */
  private static final float MARGIN = 16;

  private @Nullable ImDrawList list;
  private boolean open;

  /** Covers all while it is open; a click closes it. */
  void draw(Ui ui, OverlayState state) {
    boolean appearing = state.help && !open;
    open = state.help;
    if (!open) {
      return;
    }
    if (appearing) {
      ImGui.setNextWindowFocus();
    }
    ui.begin("##help", 0, 0, ui.width(), ui.height(), ImGuiWindowFlags.NoBackground);
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    drawCard(to, ui);
    if (ImGui.isWindowHovered() && ImGui.isMouseClicked(0)) {
      state.help = false;
    }
    ImGui.end();
  }

  private static void drawCard(ImDrawList list, Ui ui) {
    float pad = ui.px(20);
    float head = ui.fonts().title().size() + ui.px(14);
    float w = Math.min(ui.px(WIDTH), ui.width() - 2 * pad);
    float room = (ui.height() - 2 * ui.px(MARGIN) - 2 * pad - head) / KEYS.length;
    float row = (float) Math.floor(Math.min(ui.px(Theme.ROW), room));
    row = Math.max(row, ui.fonts().text().size());
    float h = 2 * pad + head + row * KEYS.length;
    float x = Math.round((ui.width() - w) / 2);
    float y = Math.max(0, Math.round((ui.height() - h) / 2));
    list.addRectFilled(0, 0, ui.width(), ui.height(), Theme.ink(ui.theme().window(), 0.6f));
    int corner = Math.round(ui.px(Theme.CORNER));
    list.addRectFilled(x, y, x + w, y + h, Theme.ink(ui.theme().panel()), corner);
    int line = Theme.ink(ui.theme().line());
    list.addRect(x, y, x + w, y + h, line, corner, 0, Math.max(1, ui.px(1)));
    ui.fonts().title().draw(list, x + pad, y + pad, ui.ink(), "Keys");
    float at = y + pad + head;
    for (String[] key : KEYS) {
      ui.fonts().text().draw(list, x + pad, at, ui.accent(), key[0]);
      float from = x + pad + ui.px(SPLIT);
      ui.fonts().text().drawCut(list, from, at, ui.ink(), key[1], x + w - pad - from);
      at += row;
    }
  }
}
