package skein.systems.overlay;

import imgui.ImDrawList;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.GridStats;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.colour.Normalisation;
import skein.core.colour.Normaliser;
import skein.core.colour.Palette;
import skein.core.source.ColourMode;
import skein.core.source.Projection;

/** Says what colours mean: a bar with numbers at readable steps, or categories with counts. */
final class LegendOverlay {
  private static final String NOTHING = "no rows in view";
  private static final int STRIPES = 64;
  private static final float BAR = 12;
  private static final float LONGEST = 260;
  private static final int[] STEPS = {1, 2, 5};

  private final CategoryLegend categories = new CategoryLegend();
  private final LineLegend lines = new LineLegend();
  private final TextRun title = new TextRun();
  private final TextRun label = new TextRun();
  private final MeanNumbers means = new MeanNumbers();
  private @Nullable Projection described;
  private @Nullable Normalisation describedBy;

  private static ColourMode mode(PlotModel model) {
    Projection p = model.series().projection;
    return p == null ? ColourMode.COUNT : p.colourMode();
  }

  private static @Nullable GridStats stats(PlotModel model) {
    return model.density().front == null ? null : model.density().front.stats();
  }

  /** What the colours show: "rows a pixel, log", "mean of price" or the category column. */
  private void describe(PlotModel model) {
    Projection p = model.series().projection;
    Normalisation by = model.style().normalisation;
    if (Objects.equals(p, described) && by == describedBy) {
      return;
    }
    described = p;
    describedBy = by;
    ColourMode mode = mode(model);
    title.clear();
    String column = p == null || p.colourMode() == ColourMode.COUNT ? null : p.colour();
    if (column == null) {
      title.add("rows per pixel");
    } else {
      title.add(mode == ColourMode.MEAN ? "mean of " : "").add(column);
    }
    if (mode != ColourMode.CATEGORY) {
      title.add(" \u00B7 ").add(lower(by));
    }
  }

  private static String lower(Normalisation by) {
    return by.name().toLowerCase(Locale.ROOT);
  }

  /** Draws beside the plot, in a column. */
  void drawBeside(ImDrawList list, PlotModel model, PlotLayout l, UiFonts fonts) {
    describe(model);
    Theme theme = model.theme();
    float x = l.legendX(fonts.scale());
    float room = l.areaX + l.areaWidth - x - fonts.px(4);
    if (model.lines().active()) {
      float bottom = l.plotY + (float) l.plotHeight;
      lines.draw(list, model, x, l.plotY, room, bottom, fonts, false);
      return;
    }
    Face small = fonts.small();
    int muted = Theme.ink(theme.muted());
    float y = small.drawWrapped(list, x, l.plotY, muted, title, room, small.size() + fonts.px(2));
    y += fonts.px(8);
    if (mode(model) == ColourMode.CATEGORY) {
      categories.draw(list, model, palette(model), stats(model), x, y, room, fonts);
      return;
    }
    if (isEmpty(model)) {
      small.drawCut(list, x, y, muted, NOTHING, room);
      return;
    }
    float length = Math.min(fonts.px(LONGEST), l.plotY + l.plotHeight - y);
    if (length > fonts.px(40)) {
      drawUpright(list, model, x, y, length, fonts);
    }
  }

  /** Draws in a panel; returns the y below. */
  float drawIn(ImDrawList list, PlotModel model, float x, float y, float width, UiFonts fonts) {
    if (model.lines().active()) {
      return lines.draw(list, model, x, y, width, Float.MAX_VALUE, fonts, true);
    }
    describe(model);
    Theme theme = model.theme();
    fonts.small().drawCut(list, x, y, Theme.ink(theme.muted()), title, width);
    float top = y + fonts.small().size() + fonts.px(6);
    if (mode(model) == ColourMode.CATEGORY) {
      return categories.draw(list, model, palette(model), stats(model), x, top, width, fonts);
    }
    if (isEmpty(model)) {
      fonts.small().drawCut(list, x, top, Theme.ink(theme.muted()), NOTHING, width);
    } else {
      drawLevel(list, model, x, top, width, fonts);
    }
    return top + fonts.px(BAR + 8) + fonts.mono().size();
  }

  static boolean isEmpty(PlotModel model) {
    GridStats stats = stats(model);
    return stats == null || stats.occupied == 0;
  }

  static Palette palette(PlotModel model) {
    return model.palettes().choose(model.style().palette, mode(model), model.style().dark);
  }

  private static double first(PlotModel model) {
    return mode(model) == ColourMode.COUNT
        ? model.normaliser().positionOf(1)
        : palette(model).start();
  }

  private void drawUpright(
      ImDrawList list, PlotModel model, float x, float y, float length, UiFonts fonts) {
    Palette palette = palette(model);
    double first = first(model);
    float w = fonts.px(BAR);
    for (int i = 0; i < STRIPES; i++) {
      int top = ink(palette.at(first + (1 - first) * (1 - i / (double) STRIPES)));
      int low = ink(palette.at(first + (1 - first) * (1 - (i + 1.0) / STRIPES)));
      float y0 = y + length * i / STRIPES;
      float y1 = y + length * (i + 1) / STRIPES;
      list.addRectFilledMultiColor(x, y0, x + w, y1, top, top, low, low);
    }
    float gap = fonts.px(6);
    drawNumbers(list, model, x, y, length, gap, fonts, true);
  }

  private void drawLevel(
      ImDrawList list, PlotModel model, float x, float y, float length, UiFonts fonts) {
    drawBar(list, model, x, y, length, fonts.px(BAR), STRIPES);
    drawNumbers(list, model, x, y, length, fonts.mono().digit(), fonts, false);
  }

  /** The colours from left to right, in steps. */
  static void drawBar(
      ImDrawList list, PlotModel model, float x, float y, float length, float thick, int stripes) {
    Palette palette = palette(model);
    double first = first(model);
    for (int i = 0; i < stripes; i++) {
      int from = ink(palette.at(first + (1 - first) * i / stripes));
      int to = ink(palette.at(first + (1 - first) * (i + 1.0) / stripes));
      float x0 = x + length * i / stripes;
      float x1 = x + length * (i + 1) / stripes;
      list.addRectFilledMultiColor(x0, y, x1, y + thick, from, to, to, from);
    }
  }

  private void drawNumbers(
      ImDrawList list,
      PlotModel model,
      float x,
      float y,
      float length,
      float gap,
      UiFonts fonts,
      boolean upright) {
    GridStats stats = stats(model);
    if (stats == null || stats.occupied == 0) {
      return;
    }
    if (mode(model) == ColourMode.MEAN) {
      means.draw(list, model, x, y, length, fonts, upright);
      return;
    }
    Normaliser by = model.normaliser();
    double top = by.topCount();
    put(list, model, x, y, length, 0, count(1, false), fonts, upright);
    if (top <= 1) {
      return;
    }
    float free = room(length, fonts, upright, 0);
    put(list, model, x, y, length, 1, count(Math.round(top), by.isClipped()), fonts, upright);
    float end = length - room(length, fonts, upright, length) - gap;
    drawSteps(list, model, x, y, length, free + gap, end, gap, fonts, upright);
  }

  /** Numbers between the two ends: decades first, then 2 and 5 where the decades leave room. */
  private void drawSteps(
      ImDrawList list,
      PlotModel model,
      float x,
      float y,
      float length,
      float from,
      float end,
      float gap,
      UiFonts fonts,
      boolean upright) {
    Normaliser by = model.normaliser();
    double first = by.positionOf(1);
    double decade = (by.positionOf(100) - by.positionOf(10)) / (1 - first) * length;
    boolean fine = decade > 0.5 && decade * 0.3 >= 2 * room(length, fonts, upright, -1) + gap;
    double last = from;
    for (int power = 0; power < 18; power++) {
      for (int step : STEPS) {
        double value = step * Math.pow(10, power);
        if (value >= by.topCount()) {
          return;
        }
        double at = (by.positionOf(value) - first) / (1 - first) * length;
        count((long) value, false);
        float half = room(length, fonts, upright, -1);
        if ((fine || step == 1) && at - half >= last && at + half <= end) {
          put(list, model, x, y, length, at / length, label, fonts, upright);
          last = at + half + gap;
        }
      }
    }
  }

  private float room(float length, UiFonts fonts, boolean upright, float at) {
    return room(label, length, fonts, upright, at);
  }

  /** Half of what the label takes along the bar; all of it at an end, where it is pushed inside. */
  static float room(TextRun label, float length, UiFonts fonts, boolean upright, float at) {
    float size = upright ? fonts.mono().size() : fonts.mono().width(label);
    return at == 0 || at == length ? size : size / 2;
  }

  private CharSequence count(long value, boolean more) {
    label.clear();
    if (value >= 10_000 && value % 1000 == 0 && value < 1_000_000) {
      AxisFormat.grouped(label, value / 1000);
      label.add(TextRun.THIN_SPACE).add('k');
    } else if (value >= 1_000_000) {
      AxisFormat.compact(label, (double) value);
    } else {
      AxisFormat.grouped(label, value);
    }
    if (more) {
      label.add('+');
    }
    return label;
  }

  static void put(
      ImDrawList list,
      PlotModel model,
      float x,
      float y,
      float length,
      double at,
      CharSequence text,
      UiFonts fonts,
      boolean upright) {
    Face face = fonts.mono();
    int ink = Theme.ink(model.theme().text());
    int mark = Theme.ink(model.theme().muted());
    float w = Math.max(1, Math.round(fonts.scale()));
    if (upright) {
      float py = Math.round(y + (length - w) * (1 - at));
      float right = x + fonts.px(BAR);
      list.addRectFilled(right, py, right + fonts.px(4), py + w, mark);
      float top = Ui.within(py - face.size() / 2, y - fonts.px(2), y + length - face.size());
      face.draw(list, right + fonts.px(8), Math.round(top), ink, text);
    } else {
      float px = (float) Math.round(x + (length - w) * at);
      float bottom = y + fonts.px(BAR);
      list.addRectFilled(px, bottom, px + w, bottom + fonts.px(4), mark);
      float width = face.width(text);
      float left = Ui.within(px - width / 2, x, x + length - width);
      face.draw(list, Math.round(left), bottom + fonts.px(6), ink, text);
    }
  }

  private static int ink(int argb) {
    return Theme.ink(argb & 0xFFFFFF);
  }
}
