package skein.desktop.headless;

import java.util.concurrent.locks.LockSupport;
import skein.core.aggregate.DensityGrid;
import skein.core.axis.AxisWindow;
import skein.core.axis.ViewText;
import skein.core.fault.SkeinException;
import skein.core.gpu.Framebuffer;
import skein.core.residency.ResidentSet;
import skein.core.source.Projection;
import skein.desktop.engine.OpenedSeries;
import skein.desktop.engine.Visualizer;
import skein.systems.overlay.Theme;

/** Draws one picture. The session's thread. */
final class StillRun {
  private static final float FRAME_SECONDS = 1 / 60f;
  private static final long WAIT_NANOS = 500_000;
  private static final int OPAQUE = 0xFF000000;

  private final HeadlessSession session;
  private final Visualizer v;
  private final Still still;

  StillRun(HeadlessSession session, Visualizer v, Still still) {
    this.session = session;
    this.v = v;
    this.still = still;
  }

  RenderedPlot render() {
    long start = System.nanoTime();
    v.countWithoutHaste();
    v.open(still.views());
    Counted counted = count(start);
    if (isDamaged()) {
      counted = count(System.nanoTime());
    }
    SkeinException failure = v.series().failure;
    if (failure != null) {
      throw failure;
    }
    OpenedSeries opened = counted.opened();
    long aggregated = System.nanoTime();
    PictureLayer picture = session.pictures(v, still.uiScale());
    picture.layout(still);
    Framebuffer fb = session.target(picture.width(), picture.height());
    fb.clear(OPAQUE | Theme.of(still.look().dark()).window());
    update(fb);
    picture.draw();
    int[] argb = fb.readArgb();
    return new RenderedPlot(
        argb,
        fb.width(),
        fb.height(),
        counts(),
        v.lines().active() ? v.lines() : null,
        opened.projection(),
        v.series().brushes,
        opened.loader().progress(),
        v.view().valid ? v.view().x : null,
        v.view().valid ? v.view().y : null,
        counted.openNanos(),
        counted.countNanos(),
        System.nanoTime() - aggregated);
  }

  private record Counted(OpenedSeries opened, long openNanos, long countNanos) {}

  /** Opens the series, loads all its rows and counts them. */
  private Counted count(long start) {
    OpenedSeries opened = session.openSeries(still.series());
    long openNanos = System.nanoTime() - start;
    v.show(opened, false);
    place();
    aim(opened);
    v.onlyGather(true);
    Framebuffer fb = session.target(still.width(), still.height());
    HeadlessSession.awaitRows(
        v,
        opened,
        () -> {
          update(fb);
          LockSupport.parkNanos(WAIT_NANOS);
        });
    v.onlyGather(false);
    long loaded = System.nanoTime();
    settle(fb);
    if (still.hasViews()) {
      // axes take their room once it is known what they show
      place();
      settle(fb);
    }
    return new Counted(opened, openNanos, System.nanoTime() - loaded);
  }

  private boolean update(Framebuffer fb) {
    return v.update(FRAME_SECONDS, fb.width(), fb.height(), still.uiScale());
  }

  private void place() {
    v.place(0, 0, still.width(), still.height());
    if (still.hasViews()) {
      session.pictures(v, still.uiScale()).layout(still);
    }
  }

  /** True when a block of the index did not match its checksum; the index is built again then. */
  private boolean isDamaged() {
    ResidentSet residents = v.series().residents;
    return residents != null && residents.damaged() >= 0;
  }

  private void aim(OpenedSeries opened) {
    String text = still.view();
    if (text == null) {
      return;
    }
    Projection p = opened.projection();
    AxisWindow x = new AxisWindow();
    AxisWindow y = new AxisWindow();
    ViewText.parse(text, p.xType(), p.xScale(), p.yType(), p.yScale(), still.look().zone(), x, y);
    v.aim(x, y);
  }

  /** Draws until the counts are exact and nothing on screen moves any more. */
  private void settle(Framebuffer fb) {
    boolean busy = true;
    for (int quiet = 0; quiet < 2 && !isDamaged(); quiet = busy ? 0 : quiet + 1) {
      busy = update(fb);
      session.finish();
    }
  }

  private int[] counts() {
    int[] counts = new int[v.view().plotWidth * v.view().plotHeight];
    DensityGrid front = v.density().front;
    if (front != null && v.density().frontSlabs != null) {
      front.readCounts(counts);
    }
    return counts;
  }
}
