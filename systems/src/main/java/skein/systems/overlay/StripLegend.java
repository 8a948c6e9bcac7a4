package skein.systems.overlay;

import imgui.ImDrawList;
import org.jspecify.annotations.Nullable;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.colour.Normaliser;
import skein.core.colour.Palette;
import skein.core.source.ColourMode;
import skein.core.source.Projection;
import skein.systems.Mappers;

/**
 * A legend of one row above the plot, at its right, for plots side by side: a bar between its two
 * numbers, or colours with their names as far as there is room.
 */
final class StripLegend {
  private static final int STRIPES = 32;
  private static final float BAR = 96;
  private static final float THICK = 8;
  private static final float SWATCH = 10;
  private static final float NAME = 120;

  private final TextRun low = new TextRun();
  private final TextRun high = new TextRun();

  void draw(ImDrawList list, PlotModel model, PlotLayout l, UiFonts fonts) {
    float right = l.plotX + (float) l.plotWidth;
    float left = l.plotX + l.plotWidth * 0.4f;
    float y = l.plotY - fonts.small().size() - fonts.px(7);
    if (model.lines().active()) {
      drawLines(list, model, left, right, y, fonts);
      return;
    }
    Projection p = model.series().projection;
    if (p == null || LegendOverlay.isEmpty(model)) {
      return;
    }
    if (p.colourMode() == ColourMode.CATEGORY) {
      drawCategories(list, model, p, left, right, y, fonts);
      return;
    }
    write(model.normaliser(), p);
    drawBar(list, model, left, right, y, fonts);
  }

  private void write(Normaliser by, Projection p) {
    low.clear();
    high.clear();
    if (p.colourMode() == ColourMode.MEAN) {
      AxisFormat.compact(low, MeanNumbers.value(p, by.meanAt(0)));
      AxisFormat.compact(high, MeanNumbers.value(p, by.meanAt(1)));
    } else {
      AxisFormat.compact(low, 1.0);
      AxisFormat.compact(high, (double) Math.round(by.topCount()));
      high.add(by.isClipped() ? "+" : "");
    }
  }

  private void drawBar(
      ImDrawList list, PlotModel model, float left, float right, float y, UiFonts fonts) {
    Face face = fonts.monoSmall();
    int ink = Theme.ink(model.theme().muted());
    float gap = fonts.px(6);
    float end = right - face.width(high);
    float bar = Math.min(fonts.px(BAR), end - left - face.width(low) - 2 * gap);
    if (bar < fonts.px(24)) {
      return;
    }
    face.draw(list, end, y, ink, high);
    float x = end - gap - bar;
    face.drawRight(list, x - gap, y, ink, low);
    float top = y + Math.round((face.size() - fonts.px(THICK)) / 2);
    LegendOverlay.drawBar(list, model, x, top, bar, fonts.px(THICK), STRIPES);
  }

  private static void drawCategories(
      ImDrawList list,
      PlotModel model,
      Projection p,
      float left,
      float right,
      float y,
      UiFonts fonts) {
    Palette palette = LegendOverlay.palette(model);
    float at = right;
    for (int i = p.categories().size() - 1; i >= 0 && at > left; i--) {
      String name = p.categories().get(i);
      at = entry(list, model, palette.category(i), name, null, left, at, y, fonts);
    }
  }

  private static void drawLines(
      ImDrawList list, PlotModel model, float left, float right, float y, UiFonts fonts) {
    LinesComponent lines = model.lines();
    float at = right;
    for (int i = lines.lines.size() - 1; i >= 0 && at > left; i--) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      if (line.visible) {
        int colour = LineLegend.colour(model, line);
        at = entry(list, model, colour, line.name, line, left, at, y, fonts);
      }
    }
  }

  /** Draws one entry that ends at a place; returns where the one before it ends. */
  private static float entry(
      ImDrawList list,
      PlotModel model,
      int colour,
      String name,
      @Nullable LineComponent line,
      float left,
      float right,
      float y,
      UiFonts fonts) {
    Face face = fonts.small();
    float swatch = fonts.px(SWATCH);
    float width = Math.min(face.width(name), fonts.px(NAME));
    float x = right - width - fonts.px(5) - swatch;
    if (x < left) {
      return left;
    }
    float middle = y + face.size() / 2;
    float half = line == null ? swatch / 2 : fonts.px(1.5f);
    int ink = Theme.ink(colour & 0xFFFFFF);
    list.addRectFilled(x, middle - half, x + swatch, middle + half, ink, fonts.px(1.5f));
    face.drawCut(
        list, right - width, y, Theme.ink(model.theme().muted()), name, width + fonts.px(1));
    return x - fonts.px(12);
  }
}
