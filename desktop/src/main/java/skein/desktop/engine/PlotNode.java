package skein.desktop.engine;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.components.ExactComponent;
import skein.components.FrameComponent;
import skein.components.HoverComponent;
import skein.components.LinesComponent;
import skein.components.SelectionComponent;
import skein.components.ShareComponent;
import skein.components.StyleComponent;
import skein.components.ViewComponent;
import skein.core.axis.AxisWindow;
import skein.core.gpu.GridPresenter;
import skein.core.line.ExactLines;
import skein.core.line.LineLoader;
import skein.core.load.ExactRows;
import skein.core.select.SelectionShares;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.systems.aggregate.ViewGrids;
import skein.systems.line.LineExactSystem;
import skein.systems.lod.ExactZoomSystem;
import skein.systems.view.NavigationComponent;

/** A plot in the engine: one view over a series, with its own grids, style and history. */
final class PlotNode {
  private final Engine engine;
  private final FrameComponent frame;
  private final GridPresenter presenter;
  private final SeriesWorker worker;
  private final Entity entity = new Entity();
  private final ViewComponent view = new ViewComponent();
  private final StyleComponent style = new StyleComponent();
  private final DensityComponent density = new DensityComponent();
  private final ExactComponent exact = new ExactComponent();
  private final HoverComponent hover = new HoverComponent();
  private final LinesComponent lines = new LinesComponent();
  private final ShareComponent share = new ShareComponent();
  private final LinePlot linePlot;
  private SeriesNode series;

  PlotNode(
      Engine engine,
      FrameComponent frame,
      GridPresenter presenter,
      SeriesWorker worker,
      SelectionComponent selection,
      SeriesNode series) {
    this.engine = engine;
    this.frame = frame;
    this.presenter = presenter;
    this.worker = worker;
    this.linePlot = new LinePlot(engine, lines);
    this.series = series;
    entity.add(series.series()).add(view).add(style).add(density).add(exact).add(hover);
    entity.add(lines).add(selection).add(share).add(new NavigationComponent());
    engine.addEntity(entity);
    attach(series);
  }

  Entity entity() {
    return entity;
  }

  SeriesNode series() {
    return series;
  }

  ViewComponent view() {
    return view;
  }

  StyleComponent style() {
    return style;
  }

  DensityComponent density() {
    return density;
  }

  ExactComponent exact() {
    return exact;
  }

  HoverComponent hover() {
    return hover;
  }

  LinesComponent lines() {
    return lines;
  }

  void apply(Look look) {
    style.dark = look.dark();
    style.palette = look.palette();
    style.normalisation = look.normalisation();
    style.zone = look.zone();
    style.revision++;
  }

  /** Takes over theme and zone, which all plots share. */
  void dress(PlotNode from) {
    if (style.dark != from.style.dark || !style.zone.equals(from.style.zone)) {
      style.dark = from.style.dark;
      style.zone = from.style.zone;
      style.revision++;
    }
  }

  /** Looks at the same as another plot, in the same way; the same series is shown already. */
  void copy(PlotNode from) {
    view.x.set(from.view.x);
    view.y.set(from.view.y);
    view.targetX.set(from.view.targetX);
    view.targetY.set(from.view.targetY);
    view.valid = from.view.valid;
    view.followsData = from.view.followsData;
    view.revision++;
    style.dark = from.style.dark;
    style.palette = from.style.palette;
    style.normalisation = from.style.normalisation;
    style.zone = from.style.zone;
    style.revision++;
    linePlot.copy(from.lines);
  }

  /** Looks at a part of the data, from now on whatever comes. */
  void aim(AxisWindow x, AxisWindow y) {
    view.x.set(x);
    view.y.set(y);
    view.valid = true;
    view.jumped();
    lines.autoY = false;
  }

  /**
   * Shows a series in place of the one before.
   *
   * @param keepView true when the axes stay what they are, as after a filter
   */
  void show(SeriesNode next, boolean keepView) {
    detach();
    entity.add(next.series());
    attach(next);
    if (!keepView || !view.valid) {
      view.valid = false;
      view.followsData = true;
      lines.autoY = true;
      lines.autoRight = true;
      for (LinesComponent.Cursor cursor : lines.cursors) {
        cursor.set = false;
      }
      NavigationComponent.of(entity).history.clear();
    }
    density.normaliser.restart();
    view.revision++;
    style.revision++;
  }

  private void attach(SeriesNode next) {
    series = next;
    DataSource source = next.series().source;
    Projection projection = next.series().projection;
    SeriesRequest request = next.request();
    if (source == null || projection == null || request == null) {
      return;
    }
    if (next.series().loader instanceof LineLoader loader && next.series().lines != null) {
      linePlot.show(loader, next.series().lines, request.lines());
      lines.exact = new ExactLines(frame.host, source, loader.projection().withChannels(List.of()));
    } else {
      exact.rows = new ExactRows(frame.host, source, projection);
    }
  }

  /** Frees what the plot made of its series, which stays. */
  private void detach() {
    ViewGrids.release(density, presenter::forget);
    @Nullable ExactRows rows = exact.rows;
    exact.rows = null;
    exact.asked = null;
    ExactZoomSystem.release(exact, frame.aggregator);
    if (rows != null) {
      rows.cancel();
      worker.close(rows);
    }
    @Nullable ExactLines exactLines = lines.exact;
    lines.exact = null;
    lines.asked = null;
    LineExactSystem.release(lines);
    if (exactLines != null) {
      exactLines.drop();
      worker.close(exactLines);
    }
    @Nullable SelectionShares shares = share.service;
    share.service = null;
    share.forget();
    if (shares != null) {
      shares.request(null);
      worker.close(shares);
    }
    linePlot.clear();
    hover.record = null;
    hover.request = 0;
  }

  /** Takes the plot out of the engine. */
  void close() {
    detach();
    engine.removeEntity(entity);
  }
}
