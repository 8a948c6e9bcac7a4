package skein.systems.overlay;

import imgui.ImDrawList;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.components.LinesComponent;
import skein.components.ViewComponent;
import skein.core.axis.AxisType;
import skein.core.axis.Ticks;
import skein.core.source.LineProjection;

/** Margins, grid lines, ticks, labels and titles of a plot. */
final class AxesOverlay {
  private static final float TICK = 4;
  private static final float LABEL_GAP = 8;
  private static final float MINOR = 0.5f;

  final PlotAxis x = new PlotAxis(true);
  final PlotAxis y = new PlotAxis(false);
  final PlotAxis right = new PlotAxis(false);

  /** Widest label of the axis at the right, 0 when there is none. */
  float rightWidth;

  private final LineTitles titles = new LineTitles();
  private @Nullable LineProjection typed;
  private AxisType rightType = AxisType.REAL;

  /** Brings the ticks up to date for a plot of a size; returns the vertical labels' width. */
  float update(PlotModel model, int plotWidth, int plotHeight, UiFonts fonts) {
    ViewComponent view = model.view();
    titles.update(model.lines(), model.series().projection);
    x.update(view.x, model.series().projection, model.style().zone, plotWidth, fonts);
    y.update(view.y, titles.left(), model.style().zone, plotHeight, fonts);
    rightWidth = updateRight(model, plotHeight, fonts);
    return y.labelWidth(fonts.mono());
  }

  private float updateRight(PlotModel model, int plotHeight, UiFonts fonts) {
    LinesComponent lines = model.lines();
    LineProjection p = lines.projection;
    if (!Objects.equals(p, typed)) {
      typed = p;
      rightType = p == null ? AxisType.REAL : p.type(true);
    }
    if (p == null || titles.right().isEmpty()) {
      return 0;
    }
    ZoneId zone = model.style().zone;
    right.update(lines.rightY, titles.right(), rightType, p.yScale(), zone, plotHeight, fonts);
    return Math.max(1, right.labelWidth(fonts.mono()));
  }

  void draw(ImDrawList list, PlotModel model, PlotLayout layout, UiFonts fonts) {
    Theme theme = model.theme();
    drawMargins(list, layout, theme);
    if (!model.view().valid) {
      int ink = Theme.ink(theme.window());
      float right = layout.plotX + layout.plotWidth;
      list.addRectFilled(layout.plotX, layout.plotY, right, layout.plotY + layout.plotHeight, ink);
      return;
    }
    drawGrid(list, model, layout, theme, fonts);
    drawX(list, layout, theme, fonts);
    drawY(list, layout, theme, fonts);
    if (rightWidth > 0) {
      drawRight(list, layout, theme, fonts);
    }
    drawTitles(list, layout, theme, fonts);
  }

  private static void drawMargins(ImDrawList list, PlotLayout l, Theme theme) {
    int ink = Theme.ink(theme.window());
    float right = l.plotX + l.plotWidth;
    float bottom = l.plotY + l.plotHeight;
    float areaRight = l.areaX + l.areaWidth;
    float areaBottom = l.areaY + l.areaHeight;
    list.addRectFilled(l.areaX, l.areaY, areaRight, l.plotY, ink);
    list.addRectFilled(l.areaX, bottom, areaRight, areaBottom, ink);
    list.addRectFilled(l.areaX, l.plotY, l.plotX, bottom, ink);
    list.addRectFilled(right, l.plotY, areaRight, bottom, ink);
  }

  private void drawGrid(
      ImDrawList list, PlotModel model, PlotLayout l, Theme theme, UiFonts fonts) {
    int grid = Theme.ink(theme.text(), Theme.GRID);
    int faint = Theme.ink(theme.text(), Theme.GRID * MINOR);
    int zero = Theme.ink(theme.text(), Theme.ZERO);
    float w = Math.max(1, Math.round(fonts.scale()));
    for (int i = 0; i < x.ticks.minors(); i++) {
      upright(list, l, x.ticks.minorFraction(i), faint, w);
    }
    for (int i = 0; i < y.ticks.minors(); i++) {
      level(list, l, y.ticks.minorFraction(i), faint, w);
    }
    for (int i = 0; i < x.ticks.count(); i++) {
      upright(list, l, x.ticks.fraction(i), grid, w);
    }
    for (int i = 0; i < y.ticks.count(); i++) {
      level(list, l, y.ticks.fraction(i), grid, w);
    }
    double zeroX = x.zero(model.view().x);
    if (zeroX > 0 && zeroX < 1) {
      upright(list, l, zeroX, zero, w);
    }
    double zeroY = y.zero(model.view().y);
    if (zeroY > 0 && zeroY < 1) {
      level(list, l, zeroY, zero, w);
    }
    int line = Theme.ink(theme.line());
    float right = l.plotX + l.plotWidth;
    float bottom = l.plotY + l.plotHeight;
    list.addRectFilled(l.plotX - w, l.plotY - w, right + w, l.plotY, line);
    list.addRectFilled(l.plotX - w, bottom, right + w, bottom + w, line);
    list.addRectFilled(l.plotX - w, l.plotY, l.plotX, bottom, line);
    list.addRectFilled(right, l.plotY, right + w, bottom, line);
  }

  private static void upright(ImDrawList list, PlotLayout l, double at, int ink, float w) {
    float px = (float) (l.plotX + Math.floor(Math.min(at * l.plotWidth, l.plotWidth - w)));
    list.addRectFilled(px, l.plotY, px + w, l.plotY + l.plotHeight, ink);
  }

  private static void level(ImDrawList list, PlotLayout l, double at, int ink, float w) {
    double down = Math.min((1 - at) * l.plotHeight, l.plotHeight - w);
    float py = (float) (l.plotY + Math.floor(down));
    list.addRectFilled(l.plotX, py, l.plotX + l.plotWidth, py + w, ink);
  }

  private void drawX(ImDrawList list, PlotLayout l, Theme theme, UiFonts fonts) {
    Ticks ticks = x.ticks;
    Face face = fonts.mono();
    float w = Math.max(1, Math.round(fonts.scale()));
    float bottom = l.plotY + l.plotHeight;
    float y1 = bottom + fonts.px(LABEL_GAP);
    float least = l.areaX + fonts.px(4);
    float most = l.areaX + l.areaWidth - fonts.px(4);
    float end = -Float.MAX_VALUE;
    int mark = Theme.ink(theme.muted(), 0.6f);
    int ink = Theme.ink(theme.text());
    for (int i = 0; i < ticks.count(); i++) {
      float px = (float) (l.plotX + Math.floor(ticks.fraction(i) * l.plotWidth));
      list.addRectFilled(px, bottom + w, px + w, bottom + w + fonts.px(TICK), mark);
      if (l.withoutX) {
        continue;
      }
      float width = face.width(ticks.label(i));
      float at = Math.round(Ui.within(px - width / 2, least, Math.max(least, most - width)));
      if (at > end) {
        face.draw(list, at, y1, ink, ticks.label(i));
        end = at + width + face.digit();
      }
    }
    if (l.withoutX) {
      return;
    }
    float y2 = y1 + face.size() + fonts.px(4);
    float stop = l.plotX + l.plotWidth - fonts.small().width(x.title) - fonts.px(16);
    int muted = Theme.ink(theme.muted());
    for (int g = 0; g < ticks.groups(); g++) {
      float width = face.width(ticks.groupLabel(g));
      double centre = l.plotX + ticks.groupFraction(g) * l.plotWidth;
      float at = (float) Math.max(l.plotX, Math.round(centre - width / 2));
      if (at + width <= stop) {
        face.draw(list, at, y2, muted, ticks.groupLabel(g));
      }
    }
  }

  private void drawY(ImDrawList list, PlotLayout l, Theme theme, UiFonts fonts) {
    Ticks ticks = y.ticks;
    Face face = fonts.mono();
    float w = Math.max(1, Math.round(fonts.scale()));
    float right = l.plotX - fonts.px(LABEL_GAP);
    int mark = Theme.ink(theme.muted(), 0.6f);
    int ink = Theme.ink(theme.text());
    int muted = Theme.ink(theme.muted());
    int group = 0;
    for (int i = 0; i < ticks.count(); i++) {
      float py = (float) (l.plotY + Math.floor((1 - ticks.fraction(i)) * l.plotHeight));
      list.addRectFilled(l.plotX - w - fonts.px(TICK), py, l.plotX - w, py + w, mark);
      float at = Math.round(py - face.size() / 2);
      face.drawRight(list, right, at, ink, ticks.label(i));
      if (group < ticks.groups() && ticks.groupTick(group) == i) {
        face.drawRight(list, right, at + face.size() + fonts.px(1), muted, ticks.groupLabel(group));
        group++;
      }
    }
  }

  private void drawRight(ImDrawList list, PlotLayout l, Theme theme, UiFonts fonts) {
    Ticks ticks = right.ticks;
    Face face = fonts.mono();
    float w = Math.max(1, Math.round(fonts.scale()));
    float edge = l.plotX + l.plotWidth + w;
    int mark = Theme.ink(theme.muted(), 0.6f);
    int ink = Theme.ink(theme.text());
    for (int i = 0; i < ticks.count(); i++) {
      float py = (float) (l.plotY + Math.floor((1 - ticks.fraction(i)) * l.plotHeight));
      list.addRectFilled(edge, py, edge + fonts.px(TICK), py + w, mark);
      float at = Math.round(py - face.size() / 2);
      face.draw(list, edge + fonts.px(LABEL_GAP), at, ink, ticks.label(i));
    }
    Face small = fonts.small();
    float top = l.plotY - small.size() - fonts.px(7);
    float room = l.plotWidth / 2f;
    float width = Math.min(small.width(right.title), room);
    float end = l.plotX + l.plotWidth + rightWidth + fonts.px(LABEL_GAP);
    small.drawCut(list, end - width, top, Theme.ink(theme.muted()), right.title, width);
  }

  private void drawTitles(ImDrawList list, PlotLayout l, Theme theme, UiFonts fonts) {
    Face face = fonts.small();
    int muted = Theme.ink(theme.muted());
    float top = l.plotY - face.size() - fonts.px(7);
    float at = l.areaX + fonts.px(12);
    float room = l.plotX + l.plotWidth / 2f - at;
    at = face.drawCut(list, at, top, muted, y.title, room);
    if (y.ticks.tag().length() > 0) {
      fonts.mono().draw(list, at + fonts.px(10), top, Theme.ink(theme.accent()), y.ticks.tag());
    }
    if (l.withoutX) {
      return;
    }
    float row = l.plotY + l.plotHeight + fonts.px(LABEL_GAP + 4) + fonts.mono().size();
    float right = l.plotX + l.plotWidth;
    float width = Math.min(face.width(x.title), l.plotWidth * 0.5f);
    face.drawCut(list, right - width, row, muted, x.title, width);
    if (x.ticks.tag().length() > 0) {
      fonts
          .mono()
          .drawRight(
              list, right - width - fonts.px(12), row, Theme.ink(theme.accent()), x.ticks.tag());
    }
  }
}
