package skein.systems.overlay;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Entity;
import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.HoverComponent;
import skein.components.LinesComponent;
import skein.components.SelectionComponent;
import skein.components.SeriesComponent;
import skein.components.ShareComponent;
import skein.components.StyleComponent;
import skein.components.ViewComponent;
import skein.core.block.SlabSet;
import skein.core.colour.Normaliser;
import skein.core.colour.Palettes;
import skein.core.line.LineLoader;
import skein.core.select.SelectionShares.Share;
import skein.systems.Mappers;

/** All that the overlay shows of one plot: its components, the engine's and the commands. */
public final class PlotModel {
  private final Entity plot;
  private final ViewComponent view;
  private final StyleComponent style;
  private final DensityComponent density;
  private final HoverComponent hover;
  private final LinesComponent lines;
  private final SelectionComponent selection;
  private final FrameComponent frame;
  private final Palettes palettes;
  private final PlotCommands commands;

  /**
   * Takes the components from the plot's entity and the engine's.
   *
   * @throws IllegalArgumentException when a component is missing
   */
  public PlotModel(Entity plot, Entity engine, Palettes palettes, PlotCommands commands) {
    this(plot, part(engine, FrameComponent.class), palettes, commands);
  }

  PlotModel(Entity plot, FrameComponent frame, Palettes palettes, PlotCommands commands) {
    part(plot, SeriesComponent.class);
    this.plot = plot;
    this.view = part(plot, ViewComponent.class);
    this.style = part(plot, StyleComponent.class);
    this.density = part(plot, DensityComponent.class);
    this.hover = part(plot, HoverComponent.class);
    this.lines = part(plot, LinesComponent.class);
    this.selection = part(plot, SelectionComponent.class);
    this.frame = frame;
    this.palettes = palettes;
    this.commands = commands;
  }

  private static <T extends Component> T part(Entity entity, Class<T> type) {
    T component = entity.getComponent(type);
    if (component == null) {
      throw new IllegalArgumentException("entity lacks " + type.getSimpleName());
    }
    return component;
  }

  ViewComponent view() {
    return view;
  }

  StyleComponent style() {
    return style;
  }

  /** The series that the plot shows now. */
  SeriesComponent series() {
    return Mappers.SERIES.get(plot);
  }

  /** The selected rows in a view of other columns, or null while none are known. */
  @Nullable Share share() {
    ShareComponent share = Mappers.SHARE.get(plot);
    return share == null ? null : share.shown;
  }

  DensityComponent density() {
    return density;
  }

  HoverComponent hover() {
    return hover;
  }

  LinesComponent lines() {
    return lines;
  }

  SelectionComponent selection() {
    return selection;
  }

  FrameComponent frame() {
    return frame;
  }

  Palettes palettes() {
    return palettes;
  }

  /** The one that colours the plot, so that the legend agrees with it. */
  Normaliser normaliser() {
    return density.normaliser;
  }

  PlotCommands commands() {
    return commands;
  }

  /** Rows read so far, drawn as points or as lines; -1 when nothing is open. */
  long rows() {
    LineLoader loader = lines.loader;
    SlabSet slabs = series().slabs;
    return loader != null ? loader.progress().rows : slabs != null ? slabs.rows() : -1;
  }

  Theme theme() {
    return Theme.of(style.dark);
  }
}
