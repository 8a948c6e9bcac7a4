package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.channel.Brushes;
import skein.core.channel.Channel;
import skein.core.channel.CodeRange;

/** A bar a category, and one for rows without a value; a click takes it in or out. */
final class CategoryBars {
  private static final float LINE = 20;

  private final TextRun text = new TextRun();

  /**
   * Draws a channel's categories.
   *
   * @param bins rows by bin, or null while nothing is counted
   */
  void draw(ImDrawList to, Ui ui, Brushes brushes, int k, long @Nullable [] bins, float width) {
    Channel channel = brushes.channels().get(k);
    long most = 1;
    for (int bit = 0; bins != null && bit <= channel.places(); bit++) {
      most = Math.max(most, bins[bit]);
    }
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float h = ui.px(LINE);
    for (int bit = 1; bit <= channel.places() && !channel.categories().isEmpty(); bit++) {
      String name = channel.categories().get(bit - 1);
      drawLine(to, ui, brushes, k, bit, name, bins, most, x, y, width);
      y += h;
    }
    boolean nulls = (bins != null && bins[0] > 0) || (brushes.mask(k) & 1) != 0;
    if (nulls && channel.places() > 0) {
      drawLine(to, ui, brushes, k, 0, "null", bins, most, x, y, width);
      y += h;
    }
    ImGui.setCursorScreenPos(x, y);
  }

  private void drawLine(
      ImDrawList to,
      Ui ui,
      Brushes brushes,
      int k,
      int bit,
      String name,
      long @Nullable [] bins,
      long most,
      float x,
      float y,
      float width) {
    float h = ui.px(LINE);
    ImGui.setCursorScreenPos(x, y);
    ImGui.pushID(bit);
    boolean clicked = ImGui.invisibleButton("category", width, h);
    ImGui.popID();
    boolean lit = ImGui.isItemHovered() || ImGui.isItemFocused();
    if (clicked) {
      brushes.toggle(k, bit);
    }
    boolean active = brushes.isActive(k);
    boolean in = brushes.mask(k) == CodeRange.ALL || (brushes.mask(k) >>> bit & 1) != 0;
    float corner = ui.px(2);
    float line = Math.max(1, ui.px(1));
    if (lit) {
      to.addRectFilled(x, y, x + width, y + h, Theme.ink(ui.theme().hovered()), corner);
    }
    if (bins != null && bins[bit] > 0) {
      float wide = Math.max(1, Math.round(width * ((double) bins[bit] / most)));
      int ink =
          in
              ? Theme.ink(ui.theme().accent(), active ? 0.45f : 0.28f)
              : Theme.ink(ui.theme().muted(), 0.22f);
      to.addRectFilled(x, y + line, x + wide, y + h - line, ink, corner);
    }
    Face small = ui.fonts().monoSmall();
    AxisFormat.count(text.clear(), bins == null ? 0 : bins[bit]);
    float count = bins == null ? 0 : small.width(text);
    int ink = in ? ui.ink() : ui.muted();
    float top = y + Math.round((h - ui.fonts().small().size()) / 2);
    ui.fonts().small().drawCut(to, x + ui.px(6), top, ink, name, width - count - ui.px(18));
    if (bins != null) {
      float low = y + Math.round((h - small.size()) / 2);
      small.drawRight(to, x + width - ui.px(6), low, in ? ui.ink() : ui.muted(), text);
    }
  }
}
