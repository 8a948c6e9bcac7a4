package skein.systems.overlay;

import imgui.ImDrawList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the overlay draws over and around one plot, and where that lies. */
final class PlotPane {
  final PlotModel model;
  final PlotLayout layout = new PlotLayout();
  final AxesOverlay axes = new AxesOverlay();
  final PointerText pointer = new PointerText();
  private final LegendOverlay legend = new LegendOverlay();
  private final StripLegend strip = new StripLegend();
  private final CrosshairOverlay crosshair = new CrosshairOverlay();
  private final LineReadout readout = new LineReadout();
  private final CursorOverlay cursors = new CursorOverlay();
  private final SelectionOverlay selection = new SelectionOverlay();
  private @Nullable Object laidOutFor;

  PlotPane(PlotModel model) {
    this.model = model;
  }

  /** Width that the labels of the vertical axis need in pixels; brings the axes up to date. */
  float measure(UiFonts fonts) {
    if (!Objects.equals(laidOutFor, model.series().projection)) {
      laidOutFor = model.series().projection;
      layout.reset();
    }
    return axes.update(model, model.view().plotWidth, model.view().plotHeight, fonts);
  }

  /** Tells the view where it lies, once the layout is made. */
  void place(UiFonts fonts) {
    layout.apply(model.view());
    axes.update(model, layout.plotWidth, layout.plotHeight, fonts);
  }

  /**
   * Draws margins, axes and legend.
   *
   * @param frame colour of the line around the plot as draw lists take it, 0 for the usual one
   */
  void drawAxes(ImDrawList list, Ui ui, int frame) {
    axes.draw(list, model, layout, ui.fonts());
    if (frame != 0) {
      float w = Math.max(1, ui.px(1));
      float right = layout.plotX + layout.plotWidth;
      float bottom = layout.plotY + layout.plotHeight;
      list.addRect(layout.plotX - w, layout.plotY - w, right + w, bottom + w, frame, 0, 0, w);
    }
    if (layout.sideLegend && model.view().valid) {
      legend.drawBeside(list, model, layout, ui.fonts());
    }
    if (layout.stripLegend && model.view().valid) {
      strip.draw(list, model, layout, ui.fonts());
    }
    pointer.update(model, axes);
  }

  /** Draws what lies over the data. */
  void drawParts(ImDrawList list, Ui ui) {
    selection.draw(list, ui, layout);
    cursors.draw(list, ui, layout, axes);
    crosshair.draw(list, ui, layout, pointer);
    readout.draw(list, ui, layout, pointer);
  }
}
