package skein.desktop.engine;

import com.badlogic.ashley.core.Engine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.components.SelectionComponent;
import skein.core.fault.SkeinException;
import skein.core.gpu.GridPresenter;
import skein.core.select.SelectionService;

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
  private final SelectionComponent selection = new SelectionComponent();
  private final List<PlotNode> plots = new ArrayList<>();
  private PlotNode active;

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
    this.active = plot(new SeriesNode(engine));
    active.apply(look);
    plots.add(active);
  }

  private PlotNode plot(SeriesNode series) {
    return new PlotNode(engine, frame, presenter, worker, selection, series);
  }

  List<PlotNode> plots() {
    return plots;
  }

  PlotNode active() {
    return active;
  }

  /** What is chosen in any of the plots. */
  SelectionComponent selection() {
    return selection;
  }

  /** Lets keys and panels act on a plot. */
  void activate(PlotNode plot) {
    active.view().active = false;
    active = plot;
    plot.view().active = true;
    SelectionService answers = plot.series().answers();
    if (selection.selection == null && !selection.drawing) {
      selection.service = answers;
    }
  }

  /** Adds a plot that shows what the active one shows, and activates it; null when it is full. */
  @Nullable PlotNode split() {
    if (plots.size() == MOST) {
      return null;
    }
    PlotNode added = plot(active.series());
    added.copy(active);
    plots.add(plots.indexOf(active) + 1, added);
    activate(added);
    return added;
  }

  /** Takes a plot out; the last one stays. Its series goes unless another plot shows it. */
  void close(PlotNode plot) {
    int at = plots.indexOf(plot);
    if (plots.size() == 1 || at < 0) {
      return;
    }
    plots.remove(at);
    if (plot == active) {
      activate(plots.get(Math.max(0, at - 1)));
    }
    plot.close();
    retireUnlessShown(plot.series());
  }

  /**
   * Shows a series in a plot in place of the one before.
   *
   * @param keepView true when the axes stay what they are, as after a filter
   * @param everywhere true to show it in all plots that showed the same as this one
   */
  void show(PlotNode plot, OpenedSeries opened, boolean keepView, boolean everywhere) {
    SeriesNode old = plot.series();
    SeriesNode next = new SeriesNode(engine, opened);
    if (keepView) {
      next.brushAs(old);
    }
    boolean chosenHere = selection.service == null || selection.service.equals(old.answers());
    for (PlotNode each : plots) {
      if (each == plot || (everywhere && each.series() == old)) {
        each.show(next, keepView);
      }
    }
    retireUnlessShown(old);
    if (!chosenHere) {
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
    series.retire(engine, frame.aggregator, worker);
  }

  /** Shows in the active plot why nothing (more) is shown. */
  void fail(SkeinException failure) {
    active.series().series().failure = failure;
  }

  /** Frees all; before the systems and the worker are closed. */
  void close() {
    List<PlotNode> all = List.copyOf(plots);
    plots.clear();
    for (PlotNode plot : all) {
      plot.close();
    }
    for (int i = 0; i < all.size(); i++) {
      SeriesNode series = all.get(i).series();
      boolean first = true;
      for (int j = 0; j < i; j++) {
        first &= all.get(j).series() != series;
      }
      if (first) {
        retireUnlessShown(series);
      }
    }
  }
}
