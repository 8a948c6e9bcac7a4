package skein.systems.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import skein.core.aggregate.GridStats;
import skein.core.axis.AxisKind;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.fault.SkeinException;
import skein.core.query.RowRecord;
import skein.core.source.ColourMode;
import skein.core.source.Projection;

/** Draws the overlay in its states into PNG files, to be looked at. Takes the folder. */
final class OverlayGallery {
  static final AxisType TIME = new AxisType(AxisKind.TIMESTAMP, 1_000_000);

  private final Path folder;

  private OverlayGallery(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    OverlayGallery g = new OverlayGallery(Files.createDirectories(Path.of(args[0])));
    g.picture("picture-dark", 1, true);
    g.picture("picture-light-2x", 2, false);
    g.window(
        "empty-dark",
        1280,
        720,
        1,
        true,
        (s, o) -> {
          s.series.slabs = null;
          s.series.source = null;
          s.series.projection = null;
          s.series.name = "";
          s.view.valid = false;
        });
    g.window("plot-dark", 1440, 900, 1, true, (s, o) -> {});
    g.window("plot-light", 1440, 900, 1, false, (s, o) -> {});
    g.window("hover-dark", 1440, 900, 1, true, OverlayGallery::hover);
    g.window(
        "loading-hud-light",
        1280,
        720,
        1,
        false,
        (s, o) -> {
          s.series.loader = new FixedLoader(1_835_008, 0.61);
          s.density.exactShare = 0.42;
          o.hud = true;
          fillHud(s);
        });
    g.window(
        "error-dark",
        1280,
        720,
        1,
        true,
        (s, o) -> {
          s.series.failure =
              SkeinException.input(
                  "flights-3m.parquet",
                  "the file ends in the middle of row group 14, so that 1,164,992 of its rows"
                      + " cannot be read",
                  "copy the file again, or open the rows that are whole with --sql");
          s.commands.filterError =
              "Binder Error: Referenced column \"dely\" not found in FROM clause! Candidate:"
                  + " \"delay\"";
          s.commands.activeFilter = "dely > 20 AND origin = 'SFO'";
        });
    g.window(
        "hud-log-4k-dark",
        3840,
        2160,
        2,
        true,
        (s, o) -> {
          s.withPlot(
              "distance", AxisType.REAL, AxisScale.LOG10, "delay", AxisType.REAL, AxisScale.LOG10);
          s.view.x.set(0, 0.7, 5.2);
          s.view.y.set(0, -2, 1.1);
          o.hud = true;
          fillHud(s);
          hover(s, o);
        });
    g.window("category-light", 1280, 720, 1, false, (s, o) -> colour(s, ColourMode.CATEGORY));
    g.window("mean-dark", 1280, 720, 1.25f, true, (s, o) -> colour(s, ColourMode.MEAN));
    g.window("help-light", 1280, 720, 1, false, (s, o) -> o.help = true);
    g.window(
        "bare-nanos-dark",
        1280,
        720,
        1,
        true,
        (s, o) -> {
          o.panels = false;
          AxisType nanos = new AxisType(AxisKind.INSTANT, 1_000_000_000);
          s.withPlot("received", nanos, AxisScale.LINEAR, "id", AxisType.INTEGER, AxisScale.LINEAR);
          long t = LocalDateTime.of(2026, 3, 14, 8, 12, 33).toEpochSecond(ZoneOffset.UTC);
          s.view.x.set(t * 1_000_000_000 + 250_001_200, -40, 60);
          s.view.y.set(9_007_199_254_740_993L, -30, 30);
          s.style.zone = java.time.ZoneId.of("Europe/Berlin");
          s.commands.notice = "wrote skein-20260314-081233.png";
        });
  }

  interface State {
    void set(Stage stage, OverlayState overlay);
  }

  private static void colour(Stage s, ColourMode mode) {
    List<String> names =
        List.of(
            "ORD", "ATL", "DFW", "LAX", "PHX", "St. Louis Lambert International", "DEN", "other");
    s.series.projection =
        new Projection(
            "date",
            "delay",
            TIME,
            AxisType.INTEGER,
            AxisScale.LINEAR,
            AxisScale.LINEAR,
            mode == ColourMode.MEAN ? "distance" : "origin",
            mode,
            31,
            4962,
            mode == ColourMode.MEAN ? List.of() : names,
            List.of());
    if (s.density.front == null) {
      return;
    }
    GridStats stats = s.density.front.stats();
    stats.minMean = 900;
    stats.maxMean = 40_000;
    s.normaliser.restart();
    s.normaliser.update(stats, s.style.normalisation, Double.POSITIVE_INFINITY);
  }

  private static void fillHud(Stage s) {
    for (int i = 0; i < 600; i++) {
      s.frame.recorder.record((long) (4e6 + 2e6 * Math.sin(i / 9.0) + (i % 97 == 0 ? 15e6 : 0)));
    }
    s.frame.rowsDrawn = 1_070_000_000L;
    s.frame.queueDepth = 3;
    s.frame.uploadedBytes = 4_194_304;
  }

  static void hover(Stage s, OverlayState o) {
    s.hover.over = true;
    s.hover.px = s.frame.width * 0.55f;
    s.hover.py = s.frame.height * 0.42f;
    s.hover.count = 412;
    s.hover.request = 1;
    s.hover.record =
        new RowRecord(
            1,
            List.of("date", "delay", "distance", "air time in minutes", "origin", "destination"),
            List.of("2001-03-14 08:12:00", "17", "1846", "245.5", "SFO", "ORD"),
            0,
            0,
            "");
  }

  private void picture(String name, float scale, boolean dark) throws IOException {
    try (Stage stage = new Stage(scale)) {
      flights(stage);
      stage.style.dark = dark;
      PictureOverlay picture = new PictureOverlay(stage.layer, stage.model);
      PlotLayout layout = picture.layout(Math.round(960 * scale), Math.round(540 * scale), false);
      stage.paint(layout.pictureWidth(), layout.pictureHeight());
      picture.draw();
      stage.gpu.check();
      stage.save(folder.resolve(name + ".png"));
    }
  }

  static void flights(Stage stage) {
    stage.withPlot("date", TIME, AxisScale.LINEAR, "delay", AxisType.INTEGER, AxisScale.LINEAR);
    stage.series.name = "flights-3m.parquet";
    stage.series.source = new FixedSource();
    long t = LocalDateTime.of(2001, 3, 14, 8, 12).toEpochSecond(ZoneOffset.UTC) * 1_000_000;
    stage.view.x.set(t, 0, 3 * 86_400e6);
    stage.view.y.set(0, -60, 2_400);
  }

  private void window(String name, int width, int height, float scale, boolean dark, State state)
      throws IOException {
    try (Stage stage = new Stage(scale)) {
      flights(stage);
      stage.style.dark = dark;
      stage.frame.width = width;
      stage.frame.height = height;
      OverlayState open = new OverlayState();
      OverlaySystem overlay =
          new OverlaySystem(
              stage.layer,
              stage.model,
              open,
              List.of("/data/trades.parquet", "/data/tycho2.csv.gz", "/data/quotes.duckdb::nbbo"));
      state.set(stage, open);
      Runnable frame =
          () -> {
            stage.paint(width, height);
            overlay.update(1 / 60f);
          };
      frame.run();
      if (name.startsWith("plot")) {
        overlay.statistics(
            Objects.requireNonNull(stage.model.series().source), new FixedSource().statistics());
      }
      frame.run();
      state.set(stage, open);
      frame.run();
      stage.gpu.check();
      stage.save(folder.resolve(name + ".png"));
    }
  }
}
