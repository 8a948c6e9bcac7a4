package skein.systems.overlay;

import imgui.ImDrawList;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.components.LinesComponent.Cursor;
import skein.components.ViewComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.systems.Mappers;
import skein.systems.line.LineHoverSystem;

/** Two marked places along x, and what lies between them: distance, rate, differences of values. */
final class CursorOverlay {
  private static final String[] NAMES = {"A", "B"};
  private static final int MOST = 8;
  private static final float CARD = 340;

  private final LineText values = new LineText();
  private final AxisFormat format = new AxisFormat();
  private final TextRun text = new TextRun();

  void draw(ImDrawList list, Ui ui, PlotLayout l, AxesOverlay axes) {
    LinesComponent lines = ui.model.lines();
    if (!lines.active() || !ui.model.view().valid || !lines.cursors[0].set) {
      return;
    }
    for (int c = 0; c < NAMES.length; c++) {
      if (lines.cursors[c].set) {
        mark(list, ui, l, c);
      }
    }
    card(list, ui, l, axes);
  }

  private static void mark(ImDrawList list, Ui ui, PlotLayout l, int c) {
    ViewComponent view = ui.model.view();
    LinesComponent lines = ui.model.lines();
    double at = LineHoverSystem.place(view, lines.cursors[c]);
    if (at < 0 || at > view.plotWidth) {
      return;
    }
    float px = (float) Math.floor(l.plotX + at);
    float w = Math.max(1, ui.px(1));
    int ink = Theme.ink(ui.theme().warn());
    list.addRectFilled(px, l.plotY, px + w, l.plotY + l.plotHeight, ink);
    float side = ui.px(18);
    list.addRectFilled(px, l.plotY, px + side, l.plotY + side, ink, ui.px(2));
    ui.fonts()
        .strong()
        .drawCentred(
            list, px + side / 2, l.plotY + ui.px(2), Theme.ink(ui.theme().window()), NAMES[c]);
    for (int i = 0; i < lines.lines.size(); i++) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      if (line.cursorRows[c] >= 0) {
        LineReadout.dot(list, ui, line, line.cursorSeries[c], line.cursorRows[c]);
      }
    }
  }

  private void card(ImDrawList list, Ui ui, PlotLayout l, AxesOverlay axes) {
    LinesComponent lines = ui.model.lines();
    boolean both = lines.cursors[1].set;
    int shown = 0;
    for (int i = 0; i < lines.lines.size(); i++) {
      shown += Mappers.LINE.get(lines.lines.get(i)).visible ? 1 : 0;
    }
    shown = Math.min(shown, MOST);
    float pad = ui.px(10);
    float row = ui.px(20);
    float w = Math.min(ui.px(CARD), l.plotWidth - 2 * pad);
    float h = 2 * pad + row * ((both ? 4 : 1) + shown) + ui.px(2);
    float x = l.plotX + pad;
    float y = l.plotY + l.plotHeight - h - pad;
    ui.card(list, x, y, w, h);
    float at = y + pad;
    float right = x + w - pad;
    for (int c = 0; c < (both ? 2 : 1); c++) {
      place(ui, lines.cursors[c], axes);
      at = line(list, ui, x + pad, right, at, row, NAMES[c]);
    }
    if (both) {
      double distance = distance(lines);
      LineText.distance(text.clear(), distance, axes.x.type);
      at = line(list, ui, x + pad, right, at, row, "\u0394x");
      LineText.rate(text.clear(), distance, axes.x.type);
      at = line(list, ui, x + pad, right, at, row, "1/\u0394x");
    }
    rows(list, ui, x + pad, right, at + ui.px(2), row, both, shown);
  }

  private void place(Ui ui, Cursor cursor, AxesOverlay axes) {
    ViewComponent view = ui.model.view();
    double fraction = LineHoverSystem.place(view, cursor) / view.plotWidth;
    PlotAxis x = axes.x;
    format.at(
        text.clear(), view.x, fraction, x.type, x.scale, ui.model.style().zone, view.plotWidth);
  }

  private static double distance(LinesComponent lines) {
    Cursor a = lines.cursors[0];
    Cursor b = lines.cursors[1];
    return (double) (b.base - a.base) + b.offset - a.offset;
  }

  private float line(
      ImDrawList list, Ui ui, float left, float right, float y, float row, String what) {
    ui.fonts().text().draw(list, left, y, ui.muted(), what);
    ui.fonts().mono().drawRight(list, right, y, ui.ink(), text);
    return y + row;
  }

  /** Each line's values at A and B, and how much it changes. */
  private void rows(
      ImDrawList list, Ui ui, float left, float right, float y, float row, boolean both, int most) {
    LinesComponent lines = ui.model.lines();
    float quarter = (right - left) / 4;
    float at = y;
    int drawn = 0;
    for (int i = 0; i < lines.lines.size() && drawn < most; i++) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      if (!line.visible) {
        continue;
      }
      drawn++;
      int ink = Theme.ink(LineLegend.colour(ui.model, line));
      float middle = at + ui.fonts().text().size() / 2;
      float side = ui.px(10);
      list.addRectFilled(left, middle - ui.px(1.5f), left + side, middle + ui.px(1.5f), ink);
      float name = left + side + ui.px(6);
      float room = quarter - side - ui.px(12);
      ui.fonts().text().drawCut(list, name, at, ui.muted(), line.name, room);
      values.value(text.clear(), ui.model, line, line.cursorSeries[0], line.cursorRows[0]);
      ui.fonts().mono().drawRight(list, left + 2 * quarter, at, ui.ink(), text);
      if (both) {
        values.value(text.clear(), ui.model, line, line.cursorSeries[1], line.cursorRows[1]);
        ui.fonts().mono().drawRight(list, left + 3 * quarter, at, ui.ink(), text);
        text.clear().add('\u0394').add(TextRun.THIN_SPACE);
        values.difference(text, ui.model, line);
        ui.fonts().mono().drawRight(list, right, at, ui.ink(), text);
      }
      at += row;
    }
  }
}
