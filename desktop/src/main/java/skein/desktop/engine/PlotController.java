package skein.desktop.engine;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.components.ViewAction;
import skein.core.axis.AxisScale;
import skein.core.channel.ChannelRequest;
import skein.core.fault.SkeinException;
import skein.core.load.SlabLoader;
import skein.core.residency.ResidentSet;
import skein.core.source.ColourMode;
import skein.core.source.LineProjection;
import skein.core.source.SourceRequest;
import skein.systems.overlay.PlotCommands;

/**
 * Carries out what panels and keys ask for. What takes time runs on the opener's thread; a request
 * that fails leaves on screen what is there. Render thread only.
 */
public final class PlotController implements PlotCommands, AutoCloseable {
  /** What only the window can do. */
  public interface Shell {
    void toggleFullScreen();

    void quit();

    /** Asks for a picture of the next frame. */
    void savePicture(Path file);

    /** Asks for a frame. Any thread. */
    void wake();
  }

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Visualizer visualizer;
  private final SeriesOpener opener;
  private final Shell shell;
  private final SeriesWatch watch;
  private String notice = "";
  private String filterError = "";
  private boolean filtering;
  private boolean opening;
  private boolean repairing;

  /** The damaged index that was built again last: one that is damaged at once again stays so. */
  private @Nullable SourceRequest repaired;

  /** The plots in which the answer to the newest request is shown. */
  private List<PlotNode> targets = List.of();

  /** What gives way to it in all plots that show it by then; null when targets say it all. */
  private @Nullable SeriesNode replaced;

  public PlotController(Visualizer visualizer, SeriesOpener opener, Shell shell) {
    this.visualizer = visualizer;
    this.opener = opener;
    this.shell = shell;
    this.watch = new SeriesWatch(shell::wake);
  }

  /** Takes what the opener has finished; once a frame. Returns true while one is awaited. */
  public boolean poll() {
    SeriesOpener.Outcome outcome = opener.poll();
    if (outcome != null) {
      opening = false;
      finish(outcome);
    }
    watch.poll();
    if (!opening) {
      repair();
    }
    return opening;
  }

  /** Opens a series again whose index turned out to be damaged: the index is built anew. */
  private void repair() {
    SeriesRequest now = visualizer.request();
    ResidentSet residents = visualizer.series().residents;
    if (now == null || residents == null || residents.damaged() < 0) {
      return;
    }
    if (!now.source().equals(repaired)) {
      repaired = now.source();
      request(now);
      replaced = visualizer.canvas().active().series();
      repairing = true;
    }
  }

  private void finish(SeriesOpener.Outcome outcome) {
    OpenedSeries series = outcome.series();
    SkeinException failure = outcome.failure();
    if (series != null) {
      List<PlotNode> plots = replaced == null ? targets : visualizer.canvas().showing(replaced);
      SeriesRequest old =
          plots.isEmpty() ? visualizer.request() : plots.getFirst().series().request();
      SeriesNode shown =
          visualizer.show(plots, series, old != null && old.hasAxesOf(series.request()));
      watch.add(shown.series(), series.files());
      filterError = "";
      notice = repairing ? "The index was damaged: it is being built again" : "";
    } else if (failure != null) {
      if (filtering) {
        filterError = failure.why().replaceFirst("^--where: ", "");
      } else {
        visualizer.fail(failure);
      }
    }
    filtering = false;
    repairing = false;
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
    targets = plots;
    replaced = null;
    opener.request(request);
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
      request(
          new SeriesRequest(
              now.source(),
              x,
              y,
              colour,
              mode,
              xScale,
              yScale,
              now.lines(),
              now.index(),
              now.filtering()));
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
        new SeriesRequest(
            now.source(),
            now.x(),
            y,
            now.colour(),
            now.mode(),
            now.xScale(),
            now.yScale(),
            now.lines().with(kind),
            now.index(),
            now.filtering()));
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
    SeriesRequest now = visualizer.request();
    if (now != null) {
      request(now.withFiltering(now.filtering().with(List.of(new ChannelRequest(column)))));
    }
  }

  @Override
  public void removeChannel(String column) {
    SeriesRequest now = visualizer.request();
    if (now != null) {
      request(now.withFiltering(now.filtering().without(column)));
    }
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
    if (loader != null) {
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
    shell.savePicture(
        Path.of("skein-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP) + ".png"));
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
    watch.close();
  }
}
