package skein.desktop.engine;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import skein.components.CanvasComponent;
import skein.components.FrameComponent;
import skein.components.LinesComponent;
import skein.components.SelectionComponent;
import skein.core.axis.AxisWindow;
import skein.core.fault.SkeinException;
import skein.core.gpu.GridPresenter;
import skein.core.load.SlabLoader;
import skein.core.select.SelectionService;
import skein.systems.Mappers;

/**
 * The plots side by side and the series that they show. A series is held once, however many plots
 * show it, and goes with the last of them. There is always at least one plot, and one of them is
 * active: keys and panels act on it. Render thread only.
 */
final class Canvas {
  /** Most plots at a time. */
  static final int MOST = 9;

  private final Engine engine;
  private final FrameComponent frame;
  private final GridPresenter presenter;
  private final SeriesWorker worker;
  private final Entity entity = new Entity();
  private final CanvasComponent canvas = new CanvasComponent();
  private final SelectionComponent selection = new SelectionComponent();
  private final List<PlotNode> plots = new ArrayList<>();

  /** A canvas with one empty plot. */
  Canvas(
      Engine engine,
      FrameComponent frame,
      GridPresenter presenter,
      SeriesWorker worker,
      Look look) {
    this.engine = engine;
    this.frame = frame;
    this.presenter = presenter;
    this.worker = worker;
    engine.addEntity(entity.add(canvas));
    PlotNode first = plot(new SeriesNode(engine));
    first.apply(look);
    add(0, first);
  }

  private PlotNode plot(SeriesNode series) {
    return new PlotNode(engine, frame, presenter, worker, selection, series);
  }

  private void add(int at, PlotNode plot) {
    plots.add(at, plot);
    canvas.plots.add(at, plot.entity());
    canvas.revision++;
  }

  CanvasComponent component() {
    return canvas;
  }

  List<PlotNode> plots() {
    return plots;
  }

  PlotNode active() {
    for (int i = 0; i < plots.size(); i++) {
      if (plots.get(i).view().active) {
        return plots.get(i);
      }
    }
    return plots.getFirst();
  }

  /** What is chosen in any of the plots. */
  SelectionComponent selection() {
    return selection;
  }

  /** Lets keys and panels act on a plot. */
  void activate(PlotNode plot) {
    for (int i = 0; i < plots.size(); i++) {
      plots.get(i).view().active = plots.get(i) == plot;
    }
  }

  /** Begins a frame: what the active plot sets for all goes to all. */
  void begin() {
    PlotNode active = active();
    if (selection.drawing || selection.selection == null) {
      selection.service = active.series().answers();
    }
    for (int i = 0; i < plots.size(); i++) {
      plots.get(i).dress(active);
    }
  }

  /**
   * Adds a plot that shows what the active one shows, and activates it; without effect when there
   * are {@link #MOST}. Views of lines are linked along x from the first time on.
   */
  void split() {
    if (plots.size() == MOST) {
      return;
    }
    PlotNode from = active();
    if (plots.size() == 1 && from.lines().active()) {
      canvas.linkX = true;
    }
    PlotNode added = plot(from.series());
    added.copy(from);
    add(plots.indexOf(from) + 1, added);
    activate(added);
  }

  /** Adds plots until there are as many as wanted, linked and arranged as wanted. */
  void open(Views views) {
    for (int i = plots.size(); i < Math.min(views.count(), MOST); i++) {
      split();
    }
    canvas.linkX |= views.linkX();
    if (views.arrangement() != null) {
      canvas.arrangement = views.arrangement();
    }
  }

  /** Lets all plots look at the same part of the data. */
  void aim(AxisWindow x, AxisWindow y) {
    plots.forEach(plot -> plot.aim(x, y));
  }

  /** Deals the lines that plots have in common out to them, linked along x. */
  void spread(List<PlotNode> among) {
    for (int p = 0; p < among.size(); p++) {
      LinesComponent lines = among.get(p).lines();
      int count = lines.lines.size();
      for (int i = 0; i < count; i++) {
        boolean here = p < count ? i % among.size() == p : i == p % Math.max(1, count);
        Mappers.LINE.get(lines.lines.get(i)).visible = here;
      }
      lines.autoY = true;
      lines.autoRight = true;
      lines.revision++;
    }
    canvas.linkX = true;
  }

  /** Takes a plot out; the last one stays. Its series goes unless another plot shows it. */
  void close(PlotNode plot) {
    int at = plots.indexOf(plot);
    if (plots.size() == 1 || at < 0) {
      return;
    }
    boolean wasActive = plot == active();
    plots.remove(at);
    canvas.plots.remove(at);
    canvas.revision++;
    if (wasActive) {
      activate(plots.get(Math.max(0, at - 1)));
    }
    plot.close();
    retireUnlessShown(plot.series());
  }

  /** The plots that show a series. */
  List<PlotNode> showing(SeriesNode series) {
    return plots.stream().filter(plot -> plot.series() == series).toList();
  }

  /**
   * Shows a series in plots in place of what they showed.
   *
   * @param wanted those that are closed by now are passed over; with none left the active one is
   *     taken
   * @param keepView true when the axes stay what they are, as after a filter
   */
  SeriesNode show(List<PlotNode> wanted, OpenedSeries opened, boolean keepView) {
    SeriesNode next = new SeriesNode(engine, opened);
    if (keepView) {
      PlotNode like = wanted.isEmpty() ? active() : wanted.getFirst();
      next.brushAs(like.series());
    }
    show(wanted, next, keepView);
    return next;
  }

  /** A series that no plot shows yet; its rows come in with the frames. */
  SeriesNode prepare(OpenedSeries opened) {
    return new SeriesNode(engine, opened);
  }

  /** Lets a prepared series go. */
  void discard(SeriesNode prepared) {
    retireUnlessShown(prepared);
  }

  /** The same with a series that is here already. */
  void show(List<PlotNode> wanted, SeriesNode next, boolean keepView) {
    List<PlotNode> targets = plots.stream().filter(wanted::contains).toList();
    Set<SeriesNode> before = new LinkedHashSet<>();
    for (PlotNode target : targets.isEmpty() ? List.of(active()) : targets) {
      if (target.series() != next) {
        before.add(target.series());
        target.show(next, keepView);
      }
    }
    boolean filled = before.stream().anyMatch(old -> old.request() == null);
    if (filled && targets.size() > 1 && next.series().lines != null) {
      spread(targets);
    }
    SelectionService asked = selection.service;
    for (SeriesNode old : before) {
      retireUnlessShown(old);
    }
    if (selection.service != null && selection.service.equals(asked)) {
      return;
    }
    selection.service = next.answers();
    if (keepView) {
      selection.ask();
    } else {
      selection.clear();
    }
  }

  private void retireUnlessShown(SeriesNode series) {
    for (PlotNode plot : plots) {
      if (plot.series() == series) {
        return;
      }
    }
    if (selection.service != null && selection.service.equals(series.answers())) {
      selection.service = null;
    }
    SlabLoader loader = series.series().loader;
    if (loader != null) {
      loader.addStages(frame.stages);
    }
    series.retire(engine, frame.aggregator, worker);
  }

  /** Shows in the active plot why nothing (more) is shown. */
  void fail(SkeinException failure) {
    active().series().series().failure = failure;
  }

  /** Frees all; before the systems and the worker are closed. */
  void close() {
    Set<SeriesNode> series = new LinkedHashSet<>();
    for (PlotNode plot : plots) {
      series.add(plot.series());
      plot.close();
    }
    plots.clear();
    canvas.plots.clear();
    series.forEach(this::retireUnlessShown);
    engine.removeEntity(entity);
  }
}
