package skein.systems.overlay;

import imgui.ImDrawList;
import skein.components.HoverComponent;
import skein.components.ViewComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.query.RowRecord;

/**
 * The lines through the pointer, the values on the axes, the row found, and the box being drawn.
 */
final class CrosshairOverlay {
  private static final int MOST_FIELDS = 14;
  private static final float CARD = 280;
  private static final float NAMES = 0.40f;

  private final TextRun text = new TextRun();

  void draw(ImDrawList list, Ui ui, PlotLayout l, PointerText pointer) {
    HoverComponent hover = ui.model.hover();
    ViewComponent view = ui.model.view();
    if (!view.valid) {
      return;
    }
    drawBox(list, ui, view);
    if (!hover.over) {
      drawEcho(list, ui, l, hover);
      return;
    }
    float w = Math.max(1, ui.px(1));
    int ink = Theme.ink(ui.theme().muted(), 0.7f);
    float px = (float) Math.floor(hover.px);
    float py = (float) Math.floor(hover.py);
    list.addRectFilled(px, l.plotY, px + w, l.plotY + l.plotHeight, ink);
    list.addRectFilled(l.plotX, py, l.plotX + l.plotWidth, py + w, ink);
    drawTags(list, ui, l, px, py, pointer);
    RowRecord record = hover.record;
    if (record != null && record.request() == hover.request) {
      drawRecord(list, ui, l, px, py, record);
    }
  }

  /** The pointer's place in a linked view. */
  private static void drawEcho(ImDrawList list, Ui ui, PlotLayout l, HoverComponent hover) {
    float w = Math.max(1, ui.px(1));
    int ink = Theme.ink(ui.theme().muted(), 0.7f);
    if (!Float.isNaN(hover.echoX)) {
      float px = (float) Math.floor(hover.echoX);
      list.addRectFilled(px, l.plotY, px + w, l.plotY + l.plotHeight, ink);
    }
    if (!Float.isNaN(hover.echoY)) {
      float py = (float) Math.floor(hover.echoY);
      list.addRectFilled(l.plotX, py, l.plotX + l.plotWidth, py + w, ink);
    }
  }

  private static void drawBox(ImDrawList list, Ui ui, ViewComponent view) {
    if (view.boxX0 < 0) {
      return;
    }
    float x0 = Math.min(view.boxX0, view.boxX1);
    float x1 = Math.max(view.boxX0, view.boxX1);
    float y0 = Math.min(view.boxY0, view.boxY1);
    float y1 = Math.max(view.boxY0, view.boxY1);
    list.addRectFilled(x0, y0, x1, y1, Theme.ink(ui.theme().accent(), 0.12f));
    list.addRect(x0, y0, x1, y1, ui.accent(), 0, 0, Math.max(1, ui.px(1)));
  }

  private static void drawTags(
      ImDrawList list, Ui ui, PlotLayout l, float px, float py, PointerText pointer) {
    Face mono = ui.fonts().mono();
    int fill = ui.accent();
    int ink = Theme.ink(ui.theme().onAccent());
    float pad = ui.px(5);
    float h = mono.size() + ui.px(6);
    float w = mono.width(pointer.x) + 2 * pad;
    float most = l.areaX + l.areaWidth - w - ui.px(2);
    float x = Math.round(Ui.within(px - w / 2, l.areaX, Math.max(l.areaX, most)));
    float y = l.plotY + l.plotHeight + ui.px(5);
    float corner = ui.px(3);
    list.addRectFilled(x, y, x + w, y + h, fill, corner);
    mono.draw(list, x + pad, y + ui.px(3), ink, pointer.x);
    float wy = mono.width(pointer.y) + 2 * pad;
    float left = Math.max(l.areaX, l.plotX - ui.px(4) - wy);
    float top = Math.round(Ui.within(py - h / 2, l.plotY, l.plotY + l.plotHeight - h));
    list.addRectFilled(left, top, left + wy, top + h, fill, corner);
    mono.draw(list, left + pad, top + ui.px(3), ink, pointer.y);
  }

  private void drawRecord(
      ImDrawList list, Ui ui, PlotLayout l, float px, float py, RowRecord record) {
    int fields = Math.min(record.names().size(), MOST_FIELDS);
    boolean plain = fields == 0;
    if (plain && record.error().isEmpty()) {
      return;
    }
    float row = ui.px(20);
    float pad = ui.px(10);
    float w = Math.min(ui.px(CARD), l.plotWidth - 2 * pad);
    int rest = record.names().size() - fields;
    float head = ui.fonts().small().size() + ui.px(8);
    float h = 2 * pad + head + (plain ? row : row * (fields + (rest > 0 ? 1 : 0)));
    float gap = ui.px(14);
    boolean atRight = px + gap + w < l.plotX + l.plotWidth;
    float x = atRight ? px + gap : Math.max(l.plotX, px - gap - w);
    float low = Math.max(l.plotY, (float) l.plotY + l.plotHeight - h);
    float y = Ui.within(py + gap, l.plotY, low);
    ui.card(list, x, y, w, h);
    float at = y + pad;
    drawHead(list, ui, x + pad, at, w - 2 * pad);
    at += head;
    if (plain) {
      ui.fonts()
          .small()
          .drawCut(list, x + pad, at, Theme.ink(ui.theme().error()), record.error(), w - 2 * pad);
      return;
    }
    float names = (w - 2 * pad) * NAMES;
    for (int i = 0; i < fields; i++) {
      ui.fonts()
          .text()
          .drawCut(list, x + pad, at, ui.muted(), record.names().get(i), names - ui.px(8));
      Face mono = ui.fonts().mono();
      mono.drawCut(
          list, x + pad + names, at, ui.ink(), record.values().get(i), w - 2 * pad - names);
      at += row;
    }
    if (rest > 0) {
      text.clear().add("and ").add((long) rest).add(" more columns");
      ui.fonts().small().draw(list, x + pad, at, ui.muted(), text);
    }
  }

  private void drawHead(ImDrawList list, Ui ui, float x, float y, float w) {
    ui.fonts().small().draw(list, x, y, ui.muted(), "nearest row");
    long count = ui.model.hover().count;
    if (count > 0) {
      AxisFormat.grouped(text.clear(), count);
      text.add(" in pixel");
      ui.fonts().small().drawRight(list, x + w, y, ui.muted(), text);
    }
  }
}
