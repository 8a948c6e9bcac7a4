package skein.desktop.headless;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;
import skein.core.gpu.EglHeadless;
import skein.core.gpu.Framebuffer;
import skein.core.gpu.GpuContext;
import skein.core.gpu.GpuTimer;
import skein.core.load.LoadProgress;
import skein.core.memory.MemoryLedger;
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

/**
 * The engine on an EGL context without a surface, drawing into a framebuffer object. Owned by the
 * thread that opened it.
 */
public final class HeadlessSession implements AutoCloseable {
  private static final float FRAME_SECONDS = 1 / 60f;
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
      choice.tune(held.frame());
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

  PictureLayer pictures(Visualizer v, float scale) {
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

  /** Draws a frame of a size without axes around the plot, and waits until it is done. */
  public void frame(Visualizer v, int width, int height) {
    target(width, height).clear(OPAQUE);
    v.update(FRAME_SECONDS, width, height, 1);
    finish();
    v.endFrame();
  }

  /**
   * Draws frames until all rows of a series are in its set.
   *
   * @param frame draws one
   * @throws SkeinException when they cannot be loaded
   */
  public static void awaitRows(Visualizer v, OpenedSeries opened, Runnable frame) {
    LoadProgress progress = opened.loader().progress();
    boolean ended;
    do {
      // a frame that begins after the end takes in what came last
      ended = progress.ended();
      frame.run();
    } while (!ended || v.series().incoming != null);
    SkeinException failure = progress.failure;
    if (failure != null) {
      throw failure;
    }
  }

  /** Draws one picture: loads all rows, counts them all, draws once more with everything known. */
  public RenderedPlot render(Still still) {
    return new StillRun(this, visualizer(still.look()), still).render();
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
