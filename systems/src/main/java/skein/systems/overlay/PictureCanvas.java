package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiWindowFlags;
import org.jspecify.annotations.Nullable;

/**
 * Plots side by side with axes and legends in a picture of a given size, as a window shows them,
 * without panels. First {@link #layout} says where each lies; then the plots are drawn, and {@link
 * #draw} puts the rest over them. GL thread only.
 */
public final class PictureCanvas {
  private static final int BEHIND = ImGuiWindowFlags.NoInputs | ImGuiWindowFlags.NoBackground;
  private static final float FRAME_SECONDS = 1 / 60f;
  private static final float TITLE = 34;

  private final ImGuiLayer layer;
  private final CanvasModel canvas;
  private final Ui ui;
  private final PaneArea area;
  private final PictureTitle title = new PictureTitle();
  private @Nullable ImDrawList list;
  private int width = 1;
  private int height = 1;

  public PictureCanvas(ImGuiLayer layer, CanvasModel canvas) {
    this.layer = layer;
    this.canvas = canvas;
    this.ui = new Ui(layer, canvas.active().model);
    this.area = new PaneArea(canvas);
  }

  /** Divides a picture of so many pixels among the plots and tells their views. */
  public void layout(int pictureWidth, int pictureHeight) {
    width = pictureWidth;
    height = pictureHeight;
    canvas.refresh();
    ui.model = canvas.active().model;
    int top = Math.round(TITLE * layer.fonts().scale());
    area.place(ui, 0, top, width, height - top, true);
  }

  /** Draws over the bound framebuffer, which has the picture's size. */
  public void draw() {
    PlotModel model = canvas.active().model;
    layer.begin(width, height, layer.fonts().scale(), FRAME_SECONDS, model.theme());
    ui.begin("##picture", 0, 0, width, height, BEHIND);
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    ImGui.end();
    area.drawAxes(to, ui);
    title.draw(to, model, layer.fonts(), 0, 0, width);
    layer.end();
  }
}
