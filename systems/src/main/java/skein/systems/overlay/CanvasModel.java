package skein.systems.overlay;

import com.badlogic.ashley.core.Entity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.components.CanvasComponent;
import skein.components.FrameComponent;
import skein.core.colour.Palettes;

/** All plots that an overlay shows, kept in step with the canvas. Render thread only. */
public final class CanvasModel {
  private final CanvasComponent canvas;
  private final FrameComponent frame;
  private final Palettes palettes;
  private final PlotCommands commands;
  private final @Nullable CanvasCommands canvasCommands;
  private final List<PlotPane> panes = new ArrayList<>();
  private final List<Entity> shown = new ArrayList<>();
  private long revision;

  /**
   * @param canvasCommands what can be asked of the plots side by side; null where there is one
   */
  public CanvasModel(
      CanvasComponent canvas,
      FrameComponent frame,
      Palettes palettes,
      PlotCommands commands,
      @Nullable CanvasCommands canvasCommands) {
    this.canvas = canvas;
    this.frame = frame;
    this.palettes = palettes;
    this.commands = commands;
    this.canvasCommands = canvasCommands;
    this.revision = canvas.revision - 1;
    refresh();
  }

  /** A canvas of one plot. */
  static CanvasModel of(PlotModel model) {
    return new CanvasModel(model);
  }

  private CanvasModel(PlotModel model) {
    this.canvas = new CanvasComponent();
    this.frame = model.frame();
    this.palettes = model.palettes();
    this.commands = model.commands();
    this.canvasCommands = null;
    panes.add(new PlotPane(model));
  }

  /** Takes in plots that have come and lets go of those that are gone. */
  void refresh() {
    if (revision == canvas.revision) {
      return;
    }
    revision = canvas.revision;
    List<PlotPane> before = List.copyOf(panes);
    List<Entity> had = List.copyOf(shown);
    panes.clear();
    shown.clear();
    for (Entity plot : canvas.plots) {
      int at = had.indexOf(plot);
      shown.add(plot);
      panes.add(
          at >= 0 ? before.get(at) : new PlotPane(new PlotModel(plot, frame, palettes, commands)));
    }
  }

  CanvasComponent canvas() {
    return canvas;
  }

  FrameComponent frame() {
    return frame;
  }

  /** Null where there is one plot and no other can be made. */
  @Nullable CanvasCommands commands() {
    return canvasCommands;
  }

  int size() {
    return panes.size();
  }

  PlotPane pane(int index) {
    return panes.get(index);
  }

  /** The plot that keys and panels act on. */
  PlotPane active() {
    for (int i = 0; i < panes.size(); i++) {
      if (panes.get(i).model.view().active) {
        return panes.get(i);
      }
    }
    return panes.getFirst();
  }
}
