package skein.systems.overlay;

import skein.components.HoverComponent;
import skein.components.ViewComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;

/** The point under the pointer as text, made once a frame for tags and status. */
final class PointerText {
  final TextRun x = new TextRun();
  final TextRun y = new TextRun();
  private final AxisFormat format = new AxisFormat();

  void update(PlotModel model, AxesOverlay axes) {
    ViewComponent view = model.view();
    HoverComponent hover = model.hover();
    x.clear();
    y.clear();
    if (!hover.over || !view.valid) {
      return;
    }
    double across = (hover.px - view.plotX) / view.plotWidth;
    double up = 1 - (hover.py - view.plotY) / view.plotHeight;
    PlotAxis ax = axes.x;
    PlotAxis ay = axes.y;
    format.at(x, view.x, across, ax.type, ax.scale, model.style().zone, view.plotWidth);
    format.at(y, view.y, up, ay.type, ay.scale, model.style().zone, view.plotHeight);
  }
}
