package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiWindowFlags;
import org.jspecify.annotations.Nullable;

/**
 * Axes, title and legend around a plot of a given size, for pictures without a window. First {@link
 * #layout} says how large the picture is and places the plot in it; then the plot is drawn, and
 * {@link #draw} puts the rest over it. GL thread only.
 */
public final class PictureOverlay {
  private static final int BEHIND = ImGuiWindowFlags.NoInputs | ImGuiWindowFlags.NoBackground;
  private static final float FRAME_SECONDS = 1 / 60f;

  private final ImGuiLayer layer;
  private final PlotModel model;
  private final Ui ui;
  private final AxesOverlay axes = new AxesOverlay();
  private final LegendOverlay legend = new LegendOverlay();
  private final PlotLayout layout = new PlotLayout();
  private final PictureTitle title = new PictureTitle();
  private @Nullable ImDrawList list;

  public PictureOverlay(ImGuiLayer layer, PlotModel model) {
    this.layer = layer;
    this.model = model;
    this.ui = new Ui(layer, model);
  }

  /**
   * Lays the picture out around a plot and tells the view its place.
   *
   * @param width of the plot in pixels
   * @param height of the plot in pixels
   * @param bare true for the plot alone
   */
  public PlotLayout layout(int width, int height, boolean bare) {
    UiFonts fonts = layer.fonts();
    float labels = axes.update(model, width, height, fonts);
    layout.rightLabels = axes.rightWidth;
    layout.aroundPlot(width, height, fonts.scale(), labels, bare);
    layout.apply(model.view());
    return layout;
  }

  /** Draws over the bound framebuffer, which has the picture's size; nothing when bare. */
  public void draw() {
    if (layout.bare) {
      return;
    }
    layer.begin(
        layout.areaWidth, layout.areaHeight, layer.fonts().scale(), FRAME_SECONDS, model.theme());
    UiFonts fonts = layer.fonts();
    axes.update(model, layout.plotWidth, layout.plotHeight, fonts);
    ImDrawList target = list;
    ui.begin("##picture", 0, 0, layout.areaWidth, layout.areaHeight, BEHIND);
    if (target == null) {
      target = ImGui.getWindowDrawList();
      list = target;
    }
    ImGui.end();
    axes.draw(target, model, layout, fonts);
    title.draw(target, model, fonts, layout.areaX, layout.areaY, layout.areaWidth);
    legend.drawBeside(target, model, layout, fonts);
    layer.end();
  }
}
