package skein.perf.frame;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import skein.components.ProfileComponent;
import skein.core.measure.FrameRecorder;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;
import skein.core.source.DemoData;
import skein.core.thread.Threads;
import skein.desktop.engine.AggregatorChoice;
import skein.desktop.engine.Look;
import skein.desktop.engine.OpenedSeries;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;
import skein.desktop.headless.HeadlessSession;

/**
 * What the profiler costs while its panel is shown, its drawing apart: frames of a moving view at
 * 60 a second, in turns with the panel and without, at the same places. Prints Markdown. Arguments:
 * rows (1000000), turns (6).
 */
public final class PanelCost {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final int FRAMES = 180;
  private static final int SETTLE = 60;
  private static final long FRAME_NANOS = FrameRecorder.BUDGET_NANOS;
  private static final double BUDGET_MICROS = FRAME_NANOS / 1e3;

  private final HeadlessSession session;
  private final Visualizer v;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private PanelCost(HeadlessSession session) {
    this.session = session;
    v = session.visualizer(Look.DEFAULT);
    session.windowOverlay(v, 1);
  }

  public static void main(String[] args) {
    long rows = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    int turns = args.length > 1 ? Integer.parseInt(args[1]) : 6;
    String file = DemoData.galaxy(DemoData.cacheFolder(), rows, 0).toString();
    try (HeadlessSession session = HeadlessSession.open(AggregatorChoice.Wish.AUTO)) {
      new PanelCost(session).run(file, turns);
    }
  }

  private void run(String file, int turns) {
    OpenedSeries opened = session.openSeries(SeriesRequest.points(file, "x", "y"));
    v.show(opened, false);
    HeadlessSession.awaitRows(v, opened, () -> frame(0));
    System.out.println(
        "| turn | panel | frame without drawing, us | of 16.67 ms | drawing, us | CPU |");
    System.out.println("|---|---|---|---|---|---|");
    double[] hidden = new double[turns];
    double[] shown = new double[turns];
    turn(-1, false);
    turn(-1, true);
    for (int t = 0; t < turns; t++) {
      hidden[t] = turn(t, false);
      shown[t] = turn(t, true);
    }
    double more = median(shown) - median(hidden);
    System.out.printf(
        Locale.ROOT,
        "%nThe panel takes %.1f us beyond its drawing, %.2f %% of a frame's budget.%n",
        more,
        100 * more / BUDGET_MICROS);
  }

  /** Median microseconds of the frames of a turn without what overlay and finishing took. */
  private double turn(int number, boolean withPanel) {
    ProfileComponent profile = v.book().component();
    profile.shown = withPanel;
    long next = System.nanoTime();
    for (int i = 0; i < SETTLE; i++) {
      next = paced(next, i);
    }
    FrameLog log = v.book().log();
    long first = log.next();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    for (int i = 0; i < FRAMES; i++) {
      next = paced(next, i);
    }
    double busy = (double) (system.getProcessCpuTime() - cpu) / (System.nanoTime() - start);
    double[] rest = new double[FRAMES];
    double[] drawing = new double[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      long overlay = log.get(first + i, FrameField.OVERLAY);
      long finish = log.get(first + i, FrameField.FINISH);
      rest[i] = (log.get(first + i, FrameField.CPU_BUSY) - overlay - finish) / 1e3;
      drawing[i] = overlay / 1e3;
    }
    double micros = median(rest);
    if (number >= 0) {
      System.out.printf(
          Locale.ROOT,
          "| %d | %s | %.1f | %.2f %% | %.1f | %.0f %% |%n",
          number + 1,
          withPanel ? "shown" : "hidden",
          micros,
          100 * micros / BUDGET_MICROS,
          median(drawing),
          100 * busy);
    }
    return micros;
  }

  private long paced(long slot, int place) {
    frame(place);
    long next = Math.max(slot + FRAME_NANOS, System.nanoTime());
    Threads.sleepUntil(next);
    return next;
  }

  private void frame(int place) {
    double step = place % FRAMES < FRAMES / 2 ? 0.002 : -0.002;
    v.view().x.pan(step);
    v.view().jumped();
    session.target(WIDTH, HEIGHT).clear(0xFF0E1116);
    v.update(1 / 60f, WIDTH, HEIGHT, 1);
    v.book().beginFinish();
    session.finish();
    v.book().endFinish();
    v.endFrame();
    v.book().presented(System.nanoTime());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
