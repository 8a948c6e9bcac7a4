package skein.desktop.headless;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.DensityGrid;
import skein.core.axis.AxisWindow;
import skein.core.axis.ViewText;
import skein.core.fault.SkeinException;
import skein.core.gpu.EglHeadless;
import skein.core.gpu.Framebuffer;
import skein.core.gpu.GpuContext;
import skein.core.gpu.GpuTimer;
import skein.core.load.LoadProgress;
import skein.core.memory.MemoryLedger;
import skein.core.residency.ResidentSet;
import skein.core.source.Projection;
import skein.desktop.engine.AggregatorChoice;
import skein.desktop.engine.Look;
import skein.desktop.engine.MemoryLimits;
import skein.desktop.engine.OpenedSeries;
import skein.desktop.engine.SeriesOpener;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;
import skein.systems.FrameStage;
import skein.systems.overlay.ImGuiLayer;
import skein.systems.overlay.OverlayState;
import skein.systems.overlay.OverlaySystem;
import skein.systems.overlay.PictureOverlay;
import skein.systems.overlay.Theme;

/**
 * The engine on an EGL context without a surface, drawing into a framebuffer object. Owned by the
 * thread that opened it.
 */
public final class HeadlessSession implements AutoCloseable {
  private static final float FRAME_SECONDS = 1 / 60f;
  private static final long WAIT_NANOS = 500_000;
  private static final int OPAQUE = 0xFF000000;

  private final MemoryLedger host = new MemoryLedger();
  private final MemoryLedger device = new MemoryLedger();
  private final EglHeadless egl;
  private final GpuContext gpu;
  private final AggregatorChoice choice;
  private final SeriesOpener opener;
  private final MemoryLimits limits;
  private @Nullable Visualizer visualizer;
  private @Nullable Framebuffer target;
  private @Nullable ImGuiLayer layer;
  private @Nullable PictureLayer pictures;

  private HeadlessSession(EglHeadless egl, AggregatorChoice.Wish wish, MemoryLimits limits) {
    this.egl = egl;
    this.limits = limits;
    this.gpu = GpuContext.current(device, host, GpuContext.Errors.COLLECT);
    this.choice = AggregatorChoice.make(gpu, host, wish);
    this.opener = new SeriesOpener(host);
  }

  /** Makes the context. Throws when there is no OpenGL 4.5. */
  public static HeadlessSession open(AggregatorChoice.Wish wish) {
    return open(wish, MemoryLimits.DEFAULT);
  }

  /** The same with other budgets of memory than the usual ones. */
  public static HeadlessSession open(AggregatorChoice.Wish wish, MemoryLimits limits) {
    EglHeadless egl = EglHeadless.open();
    try {
      return new HeadlessSession(egl, wish, limits);
    } catch (RuntimeException | Error e) {
      egl.close();
      throw e;
    }
  }

  public String aggregatorId() {
    return choice.aggregator().id();
  }

  public String aggregatorName() {
    return choice.aggregator().describe();
  }

  public GlName gl() {
    return new GlName(gpu.vendor() + " " + gpu.renderer(), gpu.version());
  }

  public MemoryLedger hostLedger() {
    return host;
  }

  public MemoryLedger gpuLedger() {
    return device;
  }

  /** The engine, made with the first look. */
  public Visualizer visualizer(Look look) {
    Visualizer held = visualizer;
    if (held == null) {
      held = new Visualizer(gpu, host, choice.aggregator(), look, limits);
      held.frame().directRows = choice.directRows();
      visualizer = held;
    }
    return held;
  }

  /** Opens a series on this thread; its rows arrive with the frames that follow. */
  public OpenedSeries openSeries(SeriesRequest request) {
    return opener.open(request);
  }

  /** True when OpenGL draws on the CPU. */
  public boolean isSoftware() {
    return gpu.isSoftware();
  }

  /** A timer of this session's context; the caller closes it. */
  public GpuTimer timer() {
    return new GpuTimer(gpu);
  }

  /** Waits until the GPU has drawn, so that a frame's time holds all of it. */
  public void finish() {
    gpu.finish();
  }

  /** Axes, title and legend for pictures; made with the first scale. */
  public PictureOverlay overlay(Visualizer v, float scale) {
    return pictures(v, scale).overlay();
  }

  private PictureLayer pictures(Visualizer v, float scale) {
    PictureLayer held = pictures;
    if (held == null) {
      held = new PictureLayer(layer(scale), v);
      pictures = held;
    }
    return held;
  }

  /**
   * The window's own overlay, with panels that nobody works; drawn last in each frame from now on.
   */
  public OverlaySystem windowOverlay(Visualizer v, float scale) {
    OverlaySystem made =
        new OverlaySystem(
            layer(scale), v.model(new NoCommands(), null), new OverlayState(), List.of());
    made.profile(v.book().component(), new NoProfileCommands());
    v.pipeline().add(FrameStage.OVERLAY, made);
    return made;
  }

  private ImGuiLayer layer(float scale) {
    ImGuiLayer held = layer;
    if (held == null) {
      held = new ImGuiLayer(gpu, scale, null);
      layer = held;
    }
    return held;
  }

  /** The target of a size, bound. */
  public Framebuffer target(int width, int height) {
    Framebuffer held = target;
    if (held == null || held.width() != width || held.height() != height) {
      if (held != null) {
        held.close();
      }
      held = new Framebuffer(gpu, "headless", width, height);
      target = held;
    }
    held.bind();
    return held;
  }

  /** Draws one picture: loads all rows, counts them all, draws once more with everything known. */
  public RenderedPlot render(Still still) {
    long start = System.nanoTime();
    Visualizer v = visualizer(still.look());
    v.countWithoutHaste();
    v.open(still.views());
    Counted counted = count(v, still, start);
    if (isDamaged(v)) {
      counted = count(v, still, System.nanoTime());
    }
    SkeinException failure = v.series().failure;
    if (failure != null) {
      throw failure;
    }
    OpenedSeries opened = counted.opened();
    long aggregated = System.nanoTime();
    PictureLayer picture = pictures(v, still.uiScale());
    picture.layout(still);
    Framebuffer fb = target(picture.width(), picture.height());
    fb.clear(OPAQUE | Theme.of(still.look().dark()).window());
    v.update(FRAME_SECONDS, fb.width(), fb.height(), still.uiScale());
    picture.draw();
    int[] argb = fb.readArgb();
    return new RenderedPlot(
        argb,
        fb.width(),
        fb.height(),
        counts(v),
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
  private Counted count(Visualizer v, Still still, long start) {
    OpenedSeries opened = openSeries(still.series());
    long openNanos = System.nanoTime() - start;
    v.show(opened, false);
    place(v, still);
    aim(v, opened, still);
    v.onlyGather(true);
    Framebuffer fb = target(still.width(), still.height());
    waitForRows(v, fb, still, opened.loader().progress());
    v.onlyGather(false);
    long loaded = System.nanoTime();
    settle(v, fb, still);
    if (still.hasViews()) {
      // axes take their room once it is known what they show
      place(v, still);
      settle(v, fb, still);
    }
    return new Counted(opened, openNanos, System.nanoTime() - loaded);
  }

  private void place(Visualizer v, Still still) {
    v.place(0, 0, still.width(), still.height());
    if (still.hasViews()) {
      pictures(v, still.uiScale()).layout(still);
    }
  }

  /** True when a block of the index did not match its checksum; the index is built again then. */
  private static boolean isDamaged(Visualizer v) {
    ResidentSet residents = v.series().residents;
    return residents != null && residents.damaged() >= 0;
  }

  private static void aim(Visualizer v, OpenedSeries opened, Still still) {
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

  private static void waitForRows(
      Visualizer v, Framebuffer fb, Still still, LoadProgress progress) {
    while (!progress.ended() || v.series().incoming != null) {
      v.update(FRAME_SECONDS, fb.width(), fb.height(), still.uiScale());
      LockSupport.parkNanos(WAIT_NANOS);
    }
    SkeinException failure = progress.failure;
    if (failure != null) {
      throw failure;
    }
  }

  /** Draws until the counts are exact and nothing on screen moves any more. */
  private void settle(Visualizer v, Framebuffer fb, Still still) {
    boolean busy = true;
    for (int quiet = 0; quiet < 2 && !isDamaged(v); quiet = busy ? 0 : quiet + 1) {
      busy = v.update(FRAME_SECONDS, fb.width(), fb.height(), still.uiScale());
      finish();
    }
  }

  private static int[] counts(Visualizer v) {
    int[] counts = new int[v.view().plotWidth * v.view().plotHeight];
    DensityGrid front = v.density().front;
    if (front != null && v.density().frontSlabs != null) {
      front.readCounts(counts);
    }
    return counts;
  }

  /** The driver crashes at exit when its context is left, so that goes whatever else fails. */
  @Override
  public void close() {
    try {
      opener.stop();
      if (visualizer != null) {
        visualizer.close();
      } else {
        choice.aggregator().close();
      }
      if (layer != null) {
        layer.close();
      }
      if (target != null) {
        target.close();
      }
    } finally {
      opener.close();
      gpu.close();
      egl.close();
    }
  }
}
