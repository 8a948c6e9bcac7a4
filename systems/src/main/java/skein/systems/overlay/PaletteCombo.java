package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import skein.core.colour.Palette;
import skein.core.source.ColourMode;

/** A drop-down of palettes, each shown as a strip of its colours. */
final class PaletteCombo {
  private static final int STRIPES = 24;
  private static final float STRIP = 72;

  void draw(ImDrawList to, Ui ui, ColourMode mode, float width) {
    PlotModel model = ui.model;
    Palette current = model.palettes().choose(model.style().palette, mode, model.style().dark);
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    if (ui.beginCombo(to, "##palette", current.title(), width)) {
      drawList(ui, mode, current);
      ImGui.endCombo();
    }
    float right = x + width - ui.px(Theme.ROW + 6);
    strip(to, current, right - ui.px(STRIP), y + ui.px(6), ui.px(STRIP), ui.px(12));
  }

  private static void drawList(Ui ui, ColourMode mode, Palette current) {
    PlotModel model = ui.model;
    ImDrawList to = ImGui.getWindowDrawList();
    for (String id : model.palettes().ids(mode)) {
      Palette palette = model.palettes().choose(id, mode, model.style().dark);
      float y = ImGui.getCursorScreenPosY();
      float x = ImGui.getCursorScreenPosX();
      float w = ImGui.getContentRegionAvailX();
      if (ImGui.selectable(palette.title(), id.equals(current.id()), 0, 0, ui.px(20))) {
        model.style().palette = id;
        model.style().revision++;
      }
      strip(to, palette, x + w - ui.px(STRIP), y + ui.px(4), ui.px(STRIP), ui.px(12));
    }
  }

  private static void strip(ImDrawList to, Palette palette, float x, float y, float w, float h) {
    for (int i = 0; i < STRIPES; i++) {
      int ink = Theme.ink(palette.at((i + 0.5) / STRIPES) & 0xFFFFFF);
      float from = Math.round(x + w * i / STRIPES);
      to.addRectFilled(from, y, Math.round(x + w * (i + 1) / STRIPES), y + h, ink);
    }
  }
}
