package skein.systems.overlay;

import imgui.ImDrawList;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.GridStats;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.colour.Palette;
import skein.core.source.Projection;

/** A row for each category: its colour, its name, its rows in view. */
final class CategoryLegend {
  private final TextRun label = new TextRun();

  /** Draws from the top left corner; returns the y below. */
  float draw(
      ImDrawList list,
      PlotModel model,
      Palette palette,
      @Nullable GridStats stats,
      float x,
      float y,
      float width,
      UiFonts fonts) {
    Projection p = model.series().projection;
    if (p == null) {
      return y;
    }
    Theme theme = model.theme();
    float row = fonts.px(20);
    float swatch = fonts.px(10);
    float at = y;
    for (int i = 0; i < p.categories().size(); i++) {
      float middle = at + row / 2;
      float round = fonts.px(2);
      list.addRectFilled(
          x,
          middle - swatch / 2,
          x + swatch,
          middle + swatch / 2,
          Theme.ink(palette.category(i) & 0xFFFFFF),
          round);
      label.clear();
      if (stats != null) {
        AxisFormat.count(label, stats.categories[i]);
      }
      float numbers = fonts.mono().width(label);
      float left = x + swatch + fonts.px(8);
      boolean both = width >= fonts.px(160);
      float room = width - (left - x) - (both ? numbers + fonts.px(8) : 0);
      float top = Math.round(middle - fonts.text().size() / 2);
      fonts.text().drawCut(list, left, top, Theme.ink(theme.text()), p.categories().get(i), room);
      if (both) {
        fonts.mono().drawRight(list, x + width, top, Theme.ink(theme.muted()), label);
      }
      at += row;
    }
    return at;
  }
}
