package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiWindowFlags;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;

/** A failure of the series, in the plot, with what to do and a button that copies it. */
final class Banner {
  private static final float WIDTH = 560;

  private @Nullable ImDrawList list;
  private @Nullable SkeinException dismissed;

  void draw(Ui ui, PlotLayout l) {
    SkeinException failure = ui.model.series().failure;
    if (failure == null || failure == dismissed) {
      return;
    }
    float pad = ui.px(12);
    float w = Math.min(ui.px(WIDTH), l.plotWidth - 2 * pad);
    float inner = w - ui.px(3) - 2 * pad - 2 * ui.px(28);
    Face text = ui.fonts().text();
    float line = text.size() + ui.px(4);
    float body = text.drawWrapped(null, 0, 0, 0, failure.why(), inner, line);
    float remedy = text.drawWrapped(null, 0, 0, 0, failure.remedy(), inner, line);
    float h = 2 * pad + line + body + remedy + ui.px(4);
    float x = l.plotX + Math.round((l.plotWidth - w) / 2);
    float y = l.plotY + ui.px(16);
    ui.begin("##banner", x, y, w, h, ImGuiWindowFlags.NoBackground);
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    ui.card(to, x, y, w, h);
    to.addRectFilled(x, y, x + ui.px(3), y + h, Theme.ink(ui.theme().error()));
    float left = x + ui.px(3) + pad;
    Face strong = ui.fonts().strong();
    strong.drawCut(to, left, y + pad, Theme.ink(ui.theme().error()), failure.what(), inner);
    float at = y + pad + line + ui.px(2);
    at = text.drawWrapped(to, left, at, ui.ink(), failure.why(), inner, line);
    text.drawWrapped(to, left, at + ui.px(2), ui.muted(), failure.remedy(), inner, line);
    ImGui.setCursorScreenPos(x + w - ui.px(60), y + ui.px(8));
    if (ui.iconButton(to, "copy", IconFont.COPY, "Copy the details", false)) {
      ImGui.setClipboardText(failure.line());
    }
    ImGui.setCursorScreenPos(x + w - ui.px(32), y + ui.px(8));
    if (ui.iconButton(to, "close", IconFont.CLOSE, "Close", false)) {
      dismissed = failure;
    }
    ImGui.end();
  }
}
