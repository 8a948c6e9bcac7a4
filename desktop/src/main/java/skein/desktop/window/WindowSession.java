package skein.desktop.window;

import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.utils.Clipboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import skein.components.InputComponent;
import skein.components.ProfileComponent;
import skein.core.export.PngWriter;
import skein.core.fault.SkeinException;
import skein.core.gpu.GpuContext;
import skein.core.gpu.WindowPixels;
import skein.core.memory.MemoryLedger;
import skein.core.session.SessionFile;
import skein.core.source.DemoData;
import skein.desktop.Failures;
import skein.desktop.engine.AggregatorChoice;
import skein.desktop.engine.CanvasController;
import skein.desktop.engine.MeasuredColumns;
import skein.desktop.engine.PlotController;
import skein.desktop.engine.SeriesOpener;
import skein.desktop.engine.Visualizer;
import skein.desktop.engine.WindowShell;
import skein.systems.FrameStage;
import skein.systems.overlay.CanvasCommands;
import skein.systems.overlay.ImGuiLayer;
import skein.systems.overlay.OverlayState;
import skein.systems.overlay.OverlaySystem;
import skein.systems.overlay.PlotCommands;
import skein.systems.overlay.UiInput;

/** The engine in a window: made when the context exists, closed before it goes. Main thread. */
final class WindowSession implements AutoCloseable, WindowShell {
  private final MemoryLedger host = new MemoryLedger();
  private final MemoryLedger device = new MemoryLedger();
  private final GpuContext gpu;
  private final Visualizer visualizer;
  private final SeriesOpener opener;
  private final PlotController controller;
  private final CanvasController canvas;
  private final ImGuiLayer layer;
  private final OverlaySystem overlay;
  private final SessionController sessions;
  private final RecentFiles recent = new RecentFiles(DemoData.cacheFolder().resolve("recent"));
  private final @Nullable ViewTrace trace;
  private final @Nullable SessionTrace shown;
  private final @Nullable FlownFrames flown;
  private final AtomicReference<@Nullable String> told = new AtomicReference<>();
  private final PointerShape shape = new PointerShape();
  private @Nullable Path picture;

  WindowSession(WindowOptions options) {
    gpu = GpuContext.current(device, host, GpuContext.Errors.COLLECT);
    AggregatorChoice choice = AggregatorChoice.make(gpu, host, options.aggregator());
    visualizer = new Visualizer(gpu, host, choice.aggregator(), options.look(), options.limits());
    visualizer.drawFirst();
    choice.tune(visualizer.frame());
    opener = new SeriesOpener(host);
    controller = new PlotController(visualizer, opener, this);
    canvas = new CanvasController(visualizer, controller);
    layer = new ImGuiLayer(gpu, options.uiScale(), layoutFile());
    Clipboard clipboard = Gdx.app.getClipboard();
    layer.clipboard(
        () -> Objects.requireNonNullElse(clipboard.getContents(), ""), clipboard::setContents);
    overlay =
        new OverlaySystem(
            layer, visualizer.model(controller, canvas), new OverlayState(), recent.list());
    ProfileComponent profile = visualizer.book().component();
    sessions =
        new SessionController(
            profile,
            visualizer.frame(),
            () -> visualizer.series().loader,
            visualizer.book().limits().budgets(),
            new RecentFiles(DemoData.cacheFolder().resolve("recent-sessions")),
            Path.of(""),
            Gdx.graphics::requestRendering);
    profile.opened = options.session();
    profile.compared = options.compared();
    if (profile.opened != null) {
      profile.data = profile.opened.capture();
    }
    overlay.profile(profile, sessions);
    visualizer.pipeline().add(FrameStage.OVERLAY, overlay);
    Path lines = options.trace();
    boolean session = profile.opened != null;
    trace = lines == null || session ? null : new ViewTrace(lines);
    shown = lines == null || !session ? null : new SessionTrace(lines);
    flown = options.pilot() == null ? null : new FlownFrames(options.pilot(), gpu);
    canvas.open(options.views());
    if (options.request() != null) {
      recent.add(options.request().source().location());
      controller.request(options.request());
    }
  }

  /** Where Dear ImGui remembers the panels' sizes; null when that cannot be written. */
  private static @Nullable Path layoutFile() {
    Path folder = DemoData.cacheFolder();
    try {
      Files.createDirectories(folder);
      return folder.resolve("layout.ini");
    } catch (IOException e) {
      return null;
    }
  }

  UiInput overlayInput() {
    return layer.input();
  }

  InputComponent input() {
    return visualizer.input();
  }

  CanvasCommands canvas() {
    return canvas;
  }

  PlotCommands commands() {
    return controller;
  }

  void open(String location) {
    if (location.endsWith(SessionFile.SUFFIX)) {
      visualizer.book().component().shown = true;
      sessions.compare(location);
      return;
    }
    recent.add(location);
    controller.open(location);
  }

  /** Draws one frame into the window; true when another is wanted. */
  boolean frame(float seconds, int width, int height, float scale) {
    boolean awaiting = canvas.poll();
    awaiting |= controller.poll();
    sessions.poll();
    String news = told.getAndSet(null);
    if (news != null) {
      controller.tell(news);
    }
    MeasuredColumns measured = visualizer.takeStatistics();
    if (measured != null) {
      overlay.statistics(measured.source(), measured.columns());
    }
    InputComponent in = visualizer.input();
    in.inside =
        in.px >= 0
            && in.py >= 0
            && in.px < width
            && in.py < height
            && !layer.input().takesPointer();
    if (flown != null) {
      flown.begin(visualizer);
    }
    boolean busy = visualizer.update(Math.min(seconds, 0.1f), width, height, scale);
    shape.show(layer.input().cursor());
    countOn();
    visualizer.endFrame();
    if (flown != null && flown.end(visualizer)) {
      quit();
    }
    if (trace != null) {
      trace.update(
          visualizer.series(),
          visualizer.view(),
          visualizer.density(),
          visualizer.plots(),
          visualizer.frame().recorder);
    }
    if (shown != null) {
      shown.update(visualizer.book().component());
    }
    takePicture(width, height);
    return busy || awaiting || picture != null || layer.input().waiting();
  }

  /** The last frame's picture was handed to the display. */
  void presented(long now) {
    visualizer.book().presented(now);
  }

  /** A software OpenGL draws on the threads that count: it ends first. */
  private void countOn() {
    if (visualizer.wantsToCountOn()) {
      if (gpu.isSoftware()) {
        gpu.finish();
      }
      visualizer.countOn();
    }
  }

  private void takePicture(int width, int height) {
    Path file = picture;
    if (file == null) {
      return;
    }
    picture = null;
    int[] argb = WindowPixels.read(gpu, width, height);
    controller.tell("Writing " + file);
    Thread.ofPlatform().daemon().name("skein-png").start(() -> write(file, argb, width, height));
  }

  private void write(Path file, int[] argb, int width, int height) {
    try {
      PngWriter.write(file, argb, width, height);
      told.set("Saved " + file.toAbsolutePath());
    } catch (RuntimeException e) {
      SkeinException failure = Failures.asSkein(e);
      told.set(failure.what() + ": " + failure.why());
    }
    Gdx.graphics.requestRendering();
  }

  @Override
  public void toggleFullScreen() {
    if (Gdx.graphics.isFullscreen()) {
      Gdx.graphics.setWindowedMode(1440, 900);
    } else {
      Gdx.graphics.setFullscreenMode(Gdx.graphics.getDisplayMode());
    }
  }

  @Override
  public void quit() {
    Gdx.app.exit();
  }

  @Override
  public void savePicture(Path file) {
    picture = file;
  }

  @Override
  public void wake() {
    Gdx.graphics.requestRendering();
  }

  @Override
  public void close() {
    try {
      sessions.close();
      controller.close();
      opener.stop();
      if (flown != null) {
        flown.close();
      }
      visualizer.close();
      layer.close();
    } finally {
      opener.close();
      gpu.close();
    }
  }
}
