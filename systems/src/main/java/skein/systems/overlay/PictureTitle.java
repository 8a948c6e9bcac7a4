package skein.systems.overlay;

import imgui.ImDrawList;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;

/** The name of what a picture shows and its rows, along the upper edge. */
final class PictureTitle {
  private static final float MARGIN = 12;

  private final TextRun rows = new TextRun();

  void draw(ImDrawList to, PlotModel model, UiFonts fonts, int left, int top, int width) {
    Theme theme = model.theme();
    float x = left + fonts.px(MARGIN);
    float y = top + fonts.px(MARGIN);
    float room = width - fonts.px(2 * MARGIN);
    float end =
        fonts.strong().drawCut(to, x, y, Theme.ink(theme.text()), model.series().name, room);
    if (model.rows() < 0) {
      return;
    }
    AxisFormat.grouped(rows.clear(), model.rows());
    rows.add(" rows");
    float at = end + fonts.px(MARGIN);
    if (at + fonts.mono().width(rows) < x + room) {
      fonts.mono().draw(to, at, y + fonts.px(1), Theme.ink(theme.muted()), rows);
    }
  }
}
