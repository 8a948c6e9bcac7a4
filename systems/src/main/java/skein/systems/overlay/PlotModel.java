package skein.systems.overlay;

import com.badlogic.ashley.core.Entity;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.HoverComponent;
import skein.components.LinesComponent;
import skein.components.SelectionComponent;
import skein.components.SeriesComponent;
import skein.components.StyleComponent;
import skein.components.ViewComponent;
import skein.core.block.SlabSet;
import skein.core.colour.Normaliser;
import skein.core.colour.Palettes;
import skein.core.line.LineLoader;

/**
 * All that the overlay shows of one plot.
 *
 * @param normaliser the one that colours the plot, so that the legend agrees with it
 */
public record PlotModel(
    ViewComponent view,
    StyleComponent style,
    SeriesComponent series,
    DensityComponent density,
    HoverComponent hover,
    LinesComponent lines,
    SelectionComponent selection,
    FrameComponent frame,
    Palettes palettes,
    Normaliser normaliser,
    PlotCommands commands) {

  /**
   * Takes the components from the plot's entity and the engine's.
   *
   * @throws IllegalArgumentException when a component is missing
   */
  public static PlotModel of(
      Entity plot, Entity engine, Palettes palettes, Normaliser normaliser, PlotCommands commands) {
    return new PlotModel(
        part(plot, ViewComponent.class),
        part(plot, StyleComponent.class),
        part(plot, SeriesComponent.class),
        part(plot, DensityComponent.class),
        part(plot, HoverComponent.class),
        part(plot, LinesComponent.class),
        part(plot, SelectionComponent.class),
        part(engine, FrameComponent.class),
        palettes,
        normaliser,
        commands);
  }

  private static <T extends com.badlogic.ashley.core.Component> T part(
      Entity entity, Class<T> type) {
    T component = entity.getComponent(type);
    if (component == null) {
      throw new IllegalArgumentException("entity lacks " + type.getSimpleName());
    }
    return component;
  }

  /** Rows read so far, drawn as points or as lines; -1 when nothing is open. */
  long rows() {
    LineLoader loader = lines.loader;
    SlabSet slabs = series.slabs;
    return loader != null ? loader.progress().rows : slabs != null ? slabs.rows() : -1;
  }

  Theme theme() {
    return Theme.of(style.dark);
  }
}
