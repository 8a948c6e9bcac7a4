package skein.desktop.headless;

import skein.desktop.engine.Visualizer;
import skein.systems.overlay.ImGuiLayer;
import skein.systems.overlay.PictureCanvas;
import skein.systems.overlay.PictureOverlay;
import skein.systems.overlay.PlotLayout;

/** What lies around the plots of pictures: of one plot, or of several side by side. GL thread. */
final class PictureLayer {
  private final PictureOverlay overlay;
  private final PictureCanvas canvas;
  private boolean views;
  private int width;
  private int height;

  /** The layer stays the caller's. */
  PictureLayer(ImGuiLayer layer, Visualizer v) {
    overlay = new PictureOverlay(layer, v.model(new NoCommands()));
    canvas = new PictureCanvas(layer, v.model(new NoCommands(), null));
  }

  /** For one plot. */
  PictureOverlay overlay() {
    return overlay;
  }

  /** Tells the views where they lie. */
  void layout(Still still) {
    views = still.hasViews();
    if (views) {
      canvas.layout(still.width(), still.height());
      width = still.width();
      height = still.height();
    } else {
      PlotLayout layout = overlay.layout(still.width(), still.height(), still.bare());
      width = layout.pictureWidth();
      height = layout.pictureHeight();
    }
  }

  /** Size of the picture in pixels. */
  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Draws over the bound framebuffer. */
  void draw() {
    if (views) {
      canvas.draw();
    } else {
      overlay.draw();
    }
  }
}
