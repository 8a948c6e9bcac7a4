package skein.systems.overlay;

import imgui.ImDrawList;
import skein.components.SelectionComponent;
import skein.components.SelectionComponent.Tool;
import skein.components.ViewComponent;
import skein.core.axis.TextRun;
import skein.core.query.RowWindow;
import skein.core.select.Selection;
import skein.core.select.SelectionShares.Share;
import skein.core.source.Projection;
import skein.systems.select.SelectionShareSystem;

/**
 * The region chosen and the one being drawn, where the view has them now: an outline and a soft
 * shade of what is inside by the even-odd rule, as the rows are counted.
 */
final class SelectionOverlay {
  private static final float SHADE = 0.14f;
  private static final double FAR = 1e6;

  private final float[] xs = new float[SelectionComponent.MOST_POINTS];
  private final float[] ys = new float[SelectionComponent.MOST_POINTS];
  private final TextRun axes = new TextRun();
  private final ShareOverlay shares = new ShareOverlay();
  private final float[] crossings = new float[SelectionComponent.MOST_POINTS];

  void draw(ImDrawList list, Ui ui, PlotLayout l) {
    SelectionComponent s = ui.model.selection();
    ViewComponent v = ui.model.view();
    if (!v.valid) {
      return;
    }
    list.pushClipRect(l.plotX, l.plotY, l.plotX + l.plotWidth, l.plotY + l.plotHeight, true);
    Selection chosen = s.selection;
    if (s.drawing) {
      drawPath(list, ui, s, v);
    } else if (chosen != null && isOnAxes(ui, chosen)) {
      drawChosen(list, ui, chosen, v);
    } else if (chosen != null) {
      drawElsewhere(list, ui, l);
    }
    list.popClipRect();
    if (s.tool != Tool.NONE && !s.drawing && v.active) {
      drawHint(list, ui, l, s.tool);
    }
  }

  private static boolean isOnAxes(Ui ui, Selection chosen) {
    Projection drawn = ui.model.selection().axes;
    return SelectionShareSystem.isOnAxes(drawn, ui.model.series().projection, chosen);
  }

  /**
   * Shows the rows, or says of which axes the selection is, where its outline would mean something
   * else.
   */
  private void drawElsewhere(ImDrawList list, Ui ui, PlotLayout l) {
    Projection drawn = ui.model.selection().axes;
    if (drawn == null) {
      return;
    }
    Share share = ui.model.share();
    TextRun text = share == null ? writeAxes(ui, drawn) : shares.label(ui.model.selection(), share);
    if (share != null) {
      shares.draw(list, ui, share);
    }
    Face face = ui.fonts().small();
    float pad = ui.px(8);
    float w = Math.min(face.width(text) + 2 * pad, l.plotWidth - 2 * pad);
    float h = face.size() + ui.px(10);
    float x = l.plotX + pad;
    float y = l.plotY + l.plotHeight - h - pad;
    ui.card(list, x, y, w, h);
    face.drawCut(list, x + pad, y + ui.px(5), ui.muted(), text, w - 2 * pad);
  }

  private TextRun writeAxes(Ui ui, Projection drawn) {
    axes.clear().add("The selection is on ").add(drawn.x());
    Selection chosen = ui.model.selection().selection;
    if (chosen != null && !chosen.isRange()) {
      axes.add(" and ").add(drawn.y());
    }
    return axes;
  }

  private void drawChosen(ImDrawList list, Ui ui, Selection chosen, ViewComponent v) {
    RowWindow b = chosen.bounds();
    int n = chosen.vertices();
    for (int i = 0; i < n; i++) {
      xs[i] = toX(v, b.baseX(), chosen.vertexX(i));
      ys[i] = toY(v, b.baseY(), chosen.vertexY(i));
    }
    if (n > 0) {
      polygon(list, ui, v, n);
      return;
    }
    boolean range = chosen.isRange();
    float top = range ? v.plotY - ui.px(2) : toY(v, b.baseY(), b.hiY());
    float bottom = range ? v.plotY + v.plotHeight + ui.px(2) : toY(v, b.baseY(), b.loY());
    box(list, ui, toX(v, b.baseX(), b.loX()), top, toX(v, b.baseX(), b.hiX()), bottom);
  }

  private void drawPath(ImDrawList list, Ui ui, SelectionComponent s, ViewComponent v) {
    for (int i = 0; i < s.points; i++) {
      xs[i] = toX(v, s.baseX, s.pathX[i]);
      ys[i] = toY(v, s.baseY, s.pathY[i]);
    }
    if (s.lasso) {
      polygon(list, ui, v, s.points);
    } else if (s.points > 1) {
      boolean range = ui.model.lines().active();
      float top = range ? v.plotY - ui.px(2) : Math.min(ys[0], ys[1]);
      float bottom = range ? v.plotY + v.plotHeight + ui.px(2) : Math.max(ys[0], ys[1]);
      box(list, ui, Math.min(xs[0], xs[1]), top, Math.max(xs[0], xs[1]), bottom);
    }
  }

  private static void box(ImDrawList list, Ui ui, float x0, float y0, float x1, float y1) {
    list.addRectFilled(x0, y0, x1, y1, Theme.ink(ui.theme().accent(), SHADE));
    list.addRect(x0, y0, x1, y1, ui.accent(), 0, 0, Math.max(1, ui.px(1.5f)));
  }

  private void polygon(ImDrawList list, Ui ui, ViewComponent v, int n) {
    int shade = Theme.ink(ui.theme().accent(), SHADE);
    float step = Math.max(1, Math.round(ui.px(1)));
    for (float y = v.plotY; y < v.plotY + v.plotHeight; y += step) {
      shadeRow(list, shade, y, step, n);
    }
    int ink = ui.accent();
    float thick = Math.max(1, ui.px(1.5f));
    for (int i = 0; i < n; i++) {
      int next = i + 1 == n ? 0 : i + 1;
      list.addLine(xs[i], ys[i], xs[next], ys[next], ink, thick);
    }
  }

  private void shadeRow(ImDrawList list, int shade, float y, float step, int n) {
    float at = y + step / 2;
    int count = 0;
    for (int i = 0; i < n; i++) {
      int next = i + 1 == n ? 0 : i + 1;
      if (ys[i] <= at != ys[next] <= at) {
        float x = xs[i] + (at - ys[i]) / (ys[next] - ys[i]) * (xs[next] - xs[i]);
        int place = count++;
        for (; place > 0 && crossings[place - 1] > x; place--) {
          crossings[place] = crossings[place - 1];
        }
        crossings[place] = x;
      }
    }
    for (int i = 0; i + 1 < count; i += 2) {
      list.addRectFilled(crossings[i], y, crossings[i + 1], y + step, shade);
    }
  }

  private static void drawHint(ImDrawList list, Ui ui, PlotLayout l, Tool tool) {
    String text =
        tool == Tool.LASSO
            ? "Draw around the rows to select. Esc leaves"
            : "Drag a box over the rows to select, with Alt a lasso. Esc leaves";
    Face face = ui.fonts().text();
    float pad = ui.px(10);
    float w = face.width(text) + 2 * pad;
    float h = face.size() + ui.px(12);
    float x = Math.round(l.plotX + (l.plotWidth - w) / 2);
    float y = l.plotY + ui.px(48);
    ui.card(list, x, y, w, h);
    face.draw(list, x + pad, y + ui.px(6), ui.ink(), text);
  }

  static float toX(ViewComponent v, long base, double offset) {
    double at = v.plotX + (offset - v.x.loFrom(base)) / v.x.span() * v.plotWidth;
    return (float) Math.clamp(at, -FAR, FAR);
  }

  static float toY(ViewComponent v, long base, double offset) {
    double up = (offset - v.y.loFrom(base)) / v.y.span();
    return (float) Math.clamp(v.plotY + (1 - up) * v.plotHeight, -FAR, FAR);
  }
}
