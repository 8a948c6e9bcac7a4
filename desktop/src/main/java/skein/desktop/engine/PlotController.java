package skein.desktop.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.components.ViewAction;
import skein.core.axis.AxisScale;
import skein.core.fault.SkeinException;
import skein.core.load.SlabLoader;
import skein.core.source.ColourMode;
import skein.core.source.LineProjection;
import skein.core.source.SourceRequest;
import skein.systems.overlay.PlotCommands;

/**
 * Carries out what panels and keys ask for. What takes time runs on the opener's thread; a request
 * that fails leaves on screen what is there. Render thread only.
 */
public final class PlotController implements PlotCommands, AutoCloseable {
  private final Visualizer visualizer;
  private final SeriesOpener opener;
  private final WindowShell shell;
  private final SeriesWatch watch;
  private final SeriesSwap swap;
  private final ChannelChanges changes;
  private final IndexRepair repair;
  private String notice = "";
  private String filterError = "";
  private boolean filtering;
  private boolean opening;
  private boolean repairing;

  /** True when the newest request is to be loaded behind what is shown. */
  private boolean behind;

  /** The plots in which the answer to the newest request is shown. */
  private List<PlotNode> targets = List.of();

  /** The newest request until its series is shown, or null. */
  private @Nullable SeriesRequest asked;

  /** What gives way to it in all plots that show it by then; null when targets say it all. */
  private @Nullable SeriesNode replaced;

  public PlotController(Visualizer visualizer, SeriesOpener opener, WindowShell shell) {
    this.visualizer = visualizer;
    this.opener = opener;
    this.shell = shell;
    this.watch = new SeriesWatch(shell::wake);
    this.swap = new SeriesSwap(visualizer.canvas());
    this.changes = new ChannelChanges(visualizer);
    this.repair = new IndexRepair(visualizer);
  }

  /** Takes what the opener has finished; once a frame. Returns true while one is awaited. */
  public boolean poll() {
    SeriesOpener.Outcome outcome = opener.poll();
    if (outcome != null) {
      opening = false;
      finish(outcome);
    }
    SeriesSwap.Shown swapped = swap.poll();
    if (swapped != null) {
      watch.add(swapped.node().series(), swapped.opened().files());
      visualizer.measure(swapped.opened());
      asked = null;
    }
    watch.poll();
    SeriesRequest damaged = opening ? null : repair.wanted();
    if (damaged != null) {
      request(damaged);
      replaced = visualizer.canvas().active().series();
      repairing = true;
    }
    return opening || swap.request() != null;
  }

  private void finish(SeriesOpener.Outcome outcome) {
    OpenedSeries series = outcome.series();
    SkeinException failure = outcome.failure();
    if (series != null) {
      List<PlotNode> plots = replaced == null ? targets : visualizer.canvas().showing(replaced);
      SeriesRequest old =
          plots.isEmpty() ? visualizer.request() : plots.getFirst().series().request();
      if (behind && replaced != null && old != null && old.hasRowsOf(series.request())) {
        swap.begin(replaced, series);
      } else {
        swap.cancel();
        SeriesNode shown =
            visualizer.show(plots, series, old != null && old.hasAxesOf(series.request()));
        watch.add(shown.series(), series.files());
      }
      filterError = "";
      notice = repairing ? "The index was damaged: it is being built again" : "";
    } else if (failure != null) {
      changes.settle(visualizer.request());
      if (filtering) {
        filterError = failure.why().replaceFirst("^--where: ", "");
      } else {
        visualizer.fail(failure);
      }
    }
    filtering = false;
    repairing = false;
    behind = false;
    asked = swap.request();
  }

  /**
   * Opens a series for the active plot alone, while others go on with what they show; for all that
   * are empty when it is.
   */
  public void request(SeriesRequest request) {
    PlotNode active = visualizer.canvas().active();
    request(request, List.of(active));
    replaced = active.series().request() == null ? active.series() : null;
  }

  /** Opens a series for some plots. */
  void request(SeriesRequest request, List<PlotNode> plots) {
    filtering = false;
    repairing = false;
    opening = true;
    behind = false;
    targets = plots;
    replaced = null;
    asked = request;
    opener.request(request);
  }

  /** Opens the active plot's series with other channels, in all plots that show it. */
  private void requestBehind(SeriesRequest request) {
    PlotNode active = visualizer.canvas().active();
    request(request, List.of(active));
    replaced = active.series();
    behind = true;
  }

  /** True while a series is being opened. */
  boolean isOpening() {
    return opening;
  }

  @Override
  public void fit() {
    visualizer.input().act(ViewAction.FIT);
  }

  @Override
  public void back() {
    visualizer.input().act(ViewAction.BACK);
  }

  @Override
  public void forward() {
    visualizer.input().act(ViewAction.FORWARD);
  }

  @Override
  public void reload(
      @Nullable String x,
      @Nullable String y,
      @Nullable String colour,
      @Nullable ColourMode mode,
      AxisScale xScale,
      AxisScale yScale) {
    SeriesRequest now = visualizer.request();
    if (now != null) {
      request(now.withColumns(x, y, colour, mode, xScale, yScale));
    }
  }

  @Override
  public void showLines(boolean lines) {
    SeriesRequest now = visualizer.request();
    if (now == null) {
      return;
    }
    LineProjection shown = visualizer.lines().projection;
    String y = shown == null || lines ? now.y() : shown.ys().getFirst().column();
    LineWish.Kind kind = lines ? LineWish.Kind.LINE : LineWish.Kind.SCATTER;
    request(
        now.withColumns(now.x(), y, now.colour(), now.mode(), now.xScale(), now.yScale())
            .withLines(now.lines().with(kind)));
  }

  @Override
  public void filter(String where) {
    SeriesRequest now = visualizer.request();
    if (now == null) {
      return;
    }
    SourceRequest s = now.source();
    String predicate = where.isBlank() ? null : where.strip();
    filterError = "";
    PlotNode active = visualizer.canvas().active();
    request(now.withSource(new SourceRequest(s.location(), predicate, s.sql())), List.of(active));
    replaced = active.series();
    filtering = true;
  }

  @Override
  public void addChannel(String column) {
    SeriesRequest now = newest();
    if (now != null) {
      requestBehind(changes.with(now, column));
    }
  }

  @Override
  public void removeChannel(String column) {
    SeriesRequest now = newest();
    if (now != null) {
      requestBehind(changes.without(now, column));
    }
  }

  @Override
  public boolean filterLines(boolean wanted) {
    SeriesRequest now = newest();
    if (now == null || opening) {
      return false;
    }
    SeriesRequest next = changes.lines(now, wanted);
    if (next != null) {
      requestBehind(next);
    }
    return changes.wait(now);
  }

  /** What the active plot is to show next, or shows; further changes go on from there. */
  private @Nullable SeriesRequest newest() {
    SeriesRequest now = visualizer.request();
    SeriesRequest next = asked;
    return now != null && next != null && now.hasRowsOf(next) ? next : now;
  }

  @Override
  public String filterError() {
    return filterError;
  }

  @Override
  public String activeFilter() {
    SeriesRequest now = visualizer.request();
    String where = now == null ? null : now.source().where();
    return where == null ? "" : where;
  }

  @Override
  public void cancelLoad() {
    SlabLoader loader = visualizer.series().loader;
    if (swap.cancel()) {
      asked = null;
      changes.settle(visualizer.request());
      notice = "Cancelled: what was shown stays";
    } else if (loader != null) {
      loader.cancel();
      notice = "Loading cancelled: the rows read so far are shown";
    }
  }

  @Override
  public void open(String location) {
    SeriesRequest now = visualizer.request();
    request(SeriesRequest.best(location, now == null ? IndexWish.DEFAULT : now.index()));
  }

  @Override
  public void savePng() {
    shell.savePicture();
  }

  /** Shows a line in the status bar. */
  public void tell(String text) {
    notice = text;
  }

  @Override
  public String notice() {
    return notice;
  }

  @Override
  public void toggleFullScreen() {
    shell.toggleFullScreen();
  }

  @Override
  public void quit() {
    shell.quit();
  }

  /** Stops watching files. */
  @Override
  public void close() {
    swap.cancel();
    watch.close();
  }
}
