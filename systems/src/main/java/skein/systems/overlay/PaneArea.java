package skein.systems.overlay;

import imgui.ImDrawList;

/** Lays the plots out in the place that bars and panels leave, and draws them one by one. */
final class PaneArea {
  /** A step in which room for labels grows, so that a plot stays put while they change. */
  private static final float STEP = 8;

  private static final float FRAME = 0.55f;

  private final CanvasModel canvas;
  private final Tiling tiling = new Tiling();

  PaneArea(CanvasModel canvas) {
    this.canvas = canvas;
  }

  /**
   * Tells each view where it lies.
   *
   * @param legendShown true when a panel shows the legend of the active plot
   */
  void place(Ui ui, int x, int y, int width, int height, boolean legendShown) {
    int plots = canvas.size();
    tiling.arrange(canvas.canvas(), plots, canvas.active().model.lines().active());
    float step = ui.px(STEP);
    float scale = ui.px(1);
    float left = 0;
    float right = 0;
    for (int i = 0; i < plots; i++) {
      PlotPane pane = canvas.pane(i);
      left = Math.max(left, pane.layout.leftFor(pane.measure(ui.fonts()), scale));
      right = Math.max(right, pane.axes.rightWidth);
    }
    for (int i = 0; i < plots; i++) {
      PlotPane pane = canvas.pane(i);
      PlotLayout l = pane.layout;
      boolean valid = pane.model.view().valid;
      boolean stacked = tiling.rows > 1;
      l.withoutX = canvas.canvas().linkX && tiling.columns == 1 && stacked && i < plots - 1;
      l.stripLegend = plots > 1;
      float labels = stacked ? right : pane.axes.rightWidth;
      l.rightLabels = (float) Math.ceil(labels / step) * step;
      if (stacked) {
        l.widenLeft(left);
      }
      tiling.cell(i, x, y, width, height);
      boolean beside = plots == 1 && !legendShown && valid;
      l.inWindow(
          tiling.x,
          tiling.y,
          tiling.width,
          tiling.height,
          scale,
          pane.axes.y.labelWidth(ui.fonts().mono()),
          beside);
      pane.place(ui.fonts());
    }
  }

  void drawAxes(ImDrawList list, Ui ui) {
    PlotPane active = canvas.active();
    for (int i = 0; i < canvas.size(); i++) {
      PlotPane pane = canvas.pane(i);
      ui.model = pane.model;
      boolean marked = canvas.size() > 1 && pane == active;
      pane.drawAxes(list, ui, marked ? Theme.ink(ui.theme().accent(), FRAME) : 0);
    }
    ui.model = active.model;
  }

  void drawParts(ImDrawList list, Ui ui) {
    PlotPane active = canvas.active();
    for (int i = 0; i < canvas.size(); i++) {
      PlotPane pane = canvas.pane(i);
      ui.model = pane.model;
      if (pane != active) {
        LoadBar.drawThin(list, ui, pane.layout);
      }
      pane.drawParts(list, ui);
    }
    ui.model = active.model;
  }

  /** The plot that the pointer is over, else the active one. */
  PlotPane pointed() {
    for (int i = 0; i < canvas.size(); i++) {
      if (canvas.pane(i).model.hover().over) {
        return canvas.pane(i);
      }
    }
    return canvas.active();
  }
}
