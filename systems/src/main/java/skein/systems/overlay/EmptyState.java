package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiWindowFlags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do when nothing is open, with the files opened before. */
final class EmptyState {
  private static final float WIDTH = 460;
  private static final int MOST_RECENT = 6;

  private final List<String> recent;
  private @Nullable ImDrawList list;

  EmptyState(List<String> recent) {
    this.recent = recent;
  }

  static boolean applies(PlotModel model) {
    return model.rows() < 0 && model.series().loader == null && model.series().failure == null;
  }

  void draw(Ui ui, PlotLayout l) {
    int files = Math.min(recent.size(), MOST_RECENT);
    float row = ui.px(Theme.ROW);
    float w = Math.min(ui.px(WIDTH), l.areaWidth);
    float h = ui.px(130) + (files > 0 ? ui.px(28) + row * files : 0);
    float x = l.areaX + Math.round((l.areaWidth - w) / 2);
    float y = l.areaY + Math.round(Math.max(0, (l.areaHeight - h) * 0.45f));
    ui.begin("##empty", x, y, w, h, ImGuiWindowFlags.NoBackground);
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    float middle = x + w / 2;
    ui.fonts().title().drawCentred(to, middle, y + ui.px(8), ui.ink(), "Open data to fly through");
    float at = y + ui.px(8) + ui.fonts().title().size() + ui.px(10);
    ui.fonts()
        .text()
        .drawCentred(
            to, middle, at, ui.ink(), "Drop a Parquet, CSV or Arrow file here, or press Ctrl+O");
    at += ui.px(24);
    ui.fonts()
        .small()
        .drawCentred(
            to, middle, at, ui.muted(), "also JSON lines, a glob of files, file.duckdb::table");
    at += ui.px(40);
    if (files > 0) {
      ui.fonts().small().draw(to, x + ui.px(8), at, ui.muted(), "RECENT");
      at += ui.px(20);
    }
    for (int i = 0; i < files; i++) {
      drawFile(to, ui, x, at, w, row, i);
      at += row;
    }
    ImGui.end();
  }

  private void drawFile(ImDrawList to, Ui ui, float x, float y, float w, float row, int index) {
    ImGui.setCursorScreenPos(x, y);
    ImGui.pushID(index);
    if (ImGui.invisibleButton("recent", w, row)) {
      ui.model.commands().open(recent.get(index));
    }
    ImGui.popID();
    boolean lit = ImGui.isItemHovered() || ImGui.isItemFocused();
    if (lit) {
      to.addRectFilled(x, y, x + w, y + row, Theme.ink(ui.theme().raised()), ui.px(Theme.CORNER));
    }
    ui.drawIcon(to, x + ui.px(8), y + ui.px(4), IconFont.FILE, ui.muted());
    float top = y + Math.round((row - ui.fonts().text().size()) / 2);
    float room = w - ui.px(40);
    int ink = lit ? ui.accent() : ui.ink();
    ui.fonts().text().drawCut(to, x + ui.px(30), top, ink, recent.get(index), room);
  }
}
