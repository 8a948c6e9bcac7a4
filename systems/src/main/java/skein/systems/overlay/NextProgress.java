package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.load.LoadProgress;
import skein.core.load.SlabLoader;

/**
 * How far what was asked for in a panel is read, while the plot goes on with what it has; with a
 * button that leaves it at that. Allocates nothing.
 */
final class NextProgress {
  private final TextRun text = new TextRun();

  /** Draws a line where something is read behind the plot, else nothing. */
  void draw(ImDrawList to, Ui ui, float width) {
    SlabLoader next = ui.model.series().next;
    if (next == null) {
      return;
    }
    LoadProgress progress = next.progress();
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float size = ui.px(Theme.ROW);
    text.clear().add(progress.indexing ? "indexing" : "reading");
    if (progress.share >= 0) {
      AxisFormat.decimal(text.add(' '), Math.min(1, progress.share) * 100, 0);
      text.add(" %");
    } else if (progress.rows > 0) {
      AxisFormat.count(text.add(' '), progress.rows);
      text.add(" rows");
    }
    Face mono = ui.fonts().monoSmall();
    float top = y + Math.round((size - mono.size()) / 2);
    mono.drawCut(to, x, top, ui.ink(), text, width - size);
    float bar = Math.max(1, ui.px(2));
    float room = width - size - ui.px(4);
    float done = room * (float) Math.clamp(progress.share, 0, 1);
    float low = y + size - bar;
    to.addRectFilled(x, low, x + room, low + bar, Theme.ink(ui.theme().line()));
    to.addRectFilled(x, low, x + done, low + bar, Theme.ink(ui.theme().accent()));
    ImGui.setCursorScreenPos(x + width - size, y);
    if (ui.iconButton(to, "leave", IconFont.CLOSE, "Stop; the plot stays as it is", false)) {
      ui.model.commands().cancelLoad();
    }
    ImGui.setCursorScreenPos(x, y + size);
    ImGui.dummy(1, ui.px(4));
  }
}
