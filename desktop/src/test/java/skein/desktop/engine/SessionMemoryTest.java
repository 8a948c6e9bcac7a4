package skein.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.components.ViewAction;
import skein.core.axis.AxisScale;
import skein.core.gpu.EglHeadless;
import skein.core.gpu.Framebuffer;
import skein.core.gpu.GpuContext;
import skein.core.load.SlabLoader;
import skein.core.memory.MemoryLedger;
import skein.core.query.RowWindow;
import skein.core.select.Selection;
import skein.core.source.ColourMode;
import skein.desktop.contract.ContractData;
import skein.desktop.engine.AggregatorChoice.Wish;

/** Sessions in which series come and go at any moment give back all memory at their end. */
@Timeout(240)
class SessionMemoryTest {
  private static final int STEPS = 60;
  private static final int EDGE = 96;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Wish.class,
      names = {"CPU", "GPU"})
  void seriesThatComeAndGoLeaveNothingBehind(Wish wish) throws Exception {
    Path rows;
    Path broken;
    try (ContractData data = new ContractData()) {
      rows =
          data.parquet(
              folder.resolve("rows.parquet"),
              "SELECT i AS x, sin(i) AS y, i % 7 AS m, 'c' || (i % 5) AS c FROM range(600000)"
                  + " t(i)");
      broken =
          data.write(
              folder.resolve("broken.csv"),
              "SELECT CASE WHEN i = 90000 THEN 'no number' ELSE CAST(i AS VARCHAR) END AS x, i AS y"
                  + " FROM range(100000) t(i)",
              "csv");
    }
    MemoryLedger host = new MemoryLedger();
    MemoryLedger device = new MemoryLedger();
    long seed = 20261121;
    try (EglHeadless egl = EglHeadless.open();
        GpuContext gpu = GpuContext.current(device, host, GpuContext.Errors.FAIL)) {
      assertThat(egl).isNotNull();
      try (Framebuffer target = new Framebuffer(gpu, "test", EDGE, EDGE);
          SeriesOpener opener = new SeriesOpener(host);
          Visualizer v =
              new Visualizer(
                  gpu,
                  host,
                  AggregatorChoice.make(gpu, host, wish).aggregator(),
                  Look.DEFAULT,
                  MemoryLimits.DEFAULT)) {
        target.bind();
        v.place(0, 0, EDGE, EDGE);
        try (PlotController plot = new PlotController(v, opener, new NoShell())) {
          fly(v, plot, rows, broken, new Random(seed));
        }
        opener.stop();
      }
    }
    assertThat(host.liveObjects()).as("seed %d: %s", seed, host.snapshot()).isZero();
    assertThat(host.totalBytes()).as("seed %d: %s", seed, host.snapshot()).isZero();
    assertThat(device.liveObjects()).as("seed %d: %s", seed, device.snapshot()).isZero();
  }

  private static void fly(
      Visualizer v, PlotController plot, Path rows, Path broken, Random random) {
    CanvasController canvas = new CanvasController(v, plot);
    plot.open(rows.toString());
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(13)) {
        case 0 -> plot.open(rows.toString());
        case 1 -> plot.open(broken.toString());
        case 2 -> plot.filter("m < " + random.nextInt(7));
        case 3 -> plot.filter("no such column > 1");
        case 4 -> reload(plot, "m", ColourMode.MEAN);
        case 5 -> reload(plot, "c", ColourMode.CATEGORY);
        case 6 -> plot.cancelLoad();
        case 7 -> canvas.split();
        case 8 -> canvas.close();
        case 10 -> plot.addChannel("m");
        case 11 -> plot.removeChannel("m");
        case 9 -> select(v, canvas, random);
        default -> v.input().act(random.nextBoolean() ? ViewAction.ZOOM_IN : ViewAction.FIT);
      }
      int frames = random.nextInt(25);
      for (int i = 0; i < frames; i++) {
        canvas.poll();
        frame(v, plot);
      }
      SlabLoader loader = v.series().loader;
      while (random.nextInt(4) == 0 && loader != null && !loader.progress().ended()) {
        frame(v, plot);
      }
    }
  }

  /** Lets the other views follow a selection, or goes to the next view. */
  private static void select(Visualizer v, CanvasController canvas, Random random) {
    if (random.nextBoolean()) {
      canvas.next();
      return;
    }
    double edge = random.nextInt(1, 600_000);
    v.selection().selection =
        random.nextBoolean() ? null : Selection.box(new RowWindow(0, 0, edge, 0, -1, 1));
    canvas.followSelection();
  }

  private static void reload(PlotController plot, String colour, ColourMode mode) {
    plot.reload("x", "y", colour, mode, AxisScale.LINEAR, AxisScale.LINEAR);
  }

  private static void frame(Visualizer v, PlotController plot) {
    plot.poll();
    v.update(1 / 60f, EDGE, EDGE, 1);
    v.endFrame();
    LockSupport.parkNanos(2_000_000);
  }

  static final class NoShell implements WindowShell {
    @Override
    public void toggleFullScreen() {}

    @Override
    public void quit() {}

    @Override
    public void savePicture(Path file) {}

    @Override
    public void wake() {}
  }
}
