package skein.systems.overlay;

import imgui.ImDrawList;
import skein.components.HoverComponent;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.components.ViewComponent;
import skein.core.axis.TextRun;
import skein.core.line.LineSeries;
import skein.systems.Mappers;
import skein.systems.line.LineHoverSystem;

/**
 * The rows of all lines at the crosshair: a dot on each line, and a card once the pointer rests.
 */
final class LineReadout {
  private static final int MOST = 16;
  private static final float CARD = 230;
  private static final float DOT = 4;

  private final LineText values = new LineText();
  private final TextRun text = new TextRun();

  void draw(ImDrawList list, Ui ui, PlotLayout l, PointerText pointer) {
    HoverComponent hover = ui.model.hover();
    LinesComponent lines = ui.model.lines();
    if (!lines.active() || !ui.model.view().valid) {
      return;
    }
    int shown = 0;
    for (int i = 0; i < lines.lines.size(); i++) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      if (line.hoverRow >= 0) {
        shown++;
        dot(list, ui, line, line.shown(), line.hoverRow);
      }
    }
    if (shown > 0 && hover.over && hover.restedSeconds >= LineHoverSystem.REST_SECONDS) {
      card(list, ui, l, pointer, Math.min(shown, MOST), shown);
    }
  }

  /** A dot on a row, inside a ring of the ground so that it stands off its line. */
  static void dot(ImDrawList list, Ui ui, LineComponent line, LineSeries of, long row) {
    ViewComponent v = ui.model.view();
    float px = (float) (v.plotX + line.mapping.px(of.x(row)));
    float py = (float) (v.plotY + v.plotHeight - line.mapping.py(of.y(row)));
    boolean inside =
        px >= v.plotX
            && px <= v.plotX + v.plotWidth
            && py >= v.plotY
            && py <= v.plotY + v.plotHeight;
    if (inside) {
      list.addCircleFilled(px, py, ui.px(DOT + 1.5f), Theme.ink(ui.theme().plot()));
      list.addCircleFilled(px, py, ui.px(DOT), Theme.ink(LineLegend.colour(ui.model, line)));
    }
  }

  private void card(ImDrawList list, Ui ui, PlotLayout l, PointerText pointer, int count, int all) {
    HoverComponent hover = ui.model.hover();
    float pad = ui.px(10);
    float row = ui.px(20);
    float head = ui.fonts().mono().size() + ui.px(8);
    float w = Math.min(ui.px(CARD), l.plotWidth - 2 * pad);
    float h = 2 * pad + head + row * (count + (all > count ? 1 : 0)) - ui.px(4);
    float gap = ui.px(16);
    boolean atRight = hover.px + gap + w < l.plotX + l.plotWidth;
    float x = Math.round(atRight ? hover.px + gap : Math.max(l.plotX, hover.px - gap - w));
    float low = Math.max(l.plotY, (float) l.plotY + l.plotHeight - h);
    float y = Math.round(Ui.within(hover.py + gap, l.plotY, low));
    ui.card(list, x, y, w, h);
    ui.fonts().mono().drawCut(list, x + pad, y + pad, ui.muted(), pointer.x, w - 2 * pad);
    rows(list, ui, x + pad, y + pad + head, w - 2 * pad, row, count, all);
  }

  private void rows(
      ImDrawList list, Ui ui, float x, float y, float w, float row, int count, int all) {
    LinesComponent lines = ui.model.lines();
    float at = y;
    int drawn = 0;
    for (int i = 0; i < lines.lines.size() && drawn < count; i++) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      if (line.hoverRow < 0) {
        continue;
      }
      drawn++;
      float side = ui.px(10);
      float middle = at + ui.fonts().text().size() / 2;
      int ink = Theme.ink(LineLegend.colour(ui.model, line));
      list.addRectFilled(x, middle - ui.px(1.5f), x + side, middle + ui.px(1.5f), ink, ui.px(1));
      values.value(text.clear(), ui.model, line, line.shown(), line.hoverRow);
      float numbers = ui.fonts().mono().width(text);
      float room = w - side - ui.px(8) - numbers - ui.px(8);
      ui.fonts().text().drawCut(list, x + side + ui.px(8), at, ui.muted(), line.name, room);
      ui.fonts().mono().drawRight(list, x + w, at, ui.ink(), text);
      at += row;
    }
    if (all > count) {
      text.clear().add("and ").add((long) (all - count)).add(" more");
      ui.fonts().small().draw(list, x, at, ui.muted(), text);
    }
  }
}
