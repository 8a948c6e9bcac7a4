package skein.desktop.window;

import com.badlogic.gdx.ApplicationAdapter;
import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3Application;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3ApplicationConfiguration;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3Graphics;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3WindowAdapter;
import com.badlogic.gdx.graphics.glutils.HdpiMode;
import com.badlogic.gdx.utils.GdxRuntimeException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.lwjgl.glfw.GLFW;
import org.lwjgl.glfw.GLFWCursorEnterCallback;
import skein.core.fault.SkeinException;

/** The libGDX application: one window, drawn when something changes. Main thread. */
public final class SkeinWindow extends ApplicationAdapter {
  private static final int FRAMES_PER_SECOND = 60;

  private final WindowOptions options;
  private final IdleGate gate;
  private final DoubleClick doubleClick = new DoubleClick();
  private @Nullable WindowSession session;
  private float monitorScale = 1;
  private @Nullable WindowInput input;
  private @Nullable GLFWCursorEnterCallback edge;

  /**
   * Runs after the picture was handed over; libGDX draws again after it, so only between frames.
   */
  private final Runnable presented = this::presented;

  private SkeinWindow(WindowOptions options) {
    this.options = options;
    this.gate = new IdleGate(options.continuous());
  }

  /** Opens the window and returns when it is closed. */
  public static void run(WindowOptions options) {
    SkeinWindow window = new SkeinWindow(options);
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    Lwjgl3ApplicationConfiguration.errorStream =
        new PrintStream(complaints, true, StandardCharsets.UTF_8);
    try {
      new Lwjgl3Application(window, window.configuration());
    } catch (GdxRuntimeException e) {
      throw new SkeinException(
          SkeinException.Kind.ENVIRONMENT,
          "window",
          "cannot open one with OpenGL 4.5: " + reason(complaints, e),
          "run skein doctor, or use skein render",
          e);
    }
  }

  /** What GLFW said last; its own stack traces are nothing for a user. */
  private static String reason(ByteArrayOutputStream complaints, GdxRuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason = String.valueOf(cause.getMessage());
    for (String line : complaints.toString(StandardCharsets.UTF_8).lines().toList()) {
      String text = line.strip();
      if (text.startsWith("Description")) {
        reason = text.substring(text.indexOf(':') + 1).strip();
      }
    }
    return reason;
  }

  private Lwjgl3ApplicationConfiguration configuration() {
    Lwjgl3ApplicationConfiguration c = new Lwjgl3ApplicationConfiguration();
    c.setTitle("Skein");
    c.setWindowedMode(options.width(), options.height());
    c.setWindowSizeLimits(480, 320, -1, -1);
    c.setOpenGLEmulation(Lwjgl3ApplicationConfiguration.GLEmulation.GL32, 4, 5);
    c.setBackBufferConfig(8, 8, 8, 8, 0, 0, 0);
    c.setHdpiMode(HdpiMode.Pixels);
    c.useVsync(true);
    c.setForegroundFPS(FRAMES_PER_SECOND);
    c.setIdleFPS(FRAMES_PER_SECOND);
    c.disableAudio(true);
    c.setInitialBackgroundColor(new com.badlogic.gdx.graphics.Color(0x0E1116FF));
    c.setWindowListener(
        new Lwjgl3WindowAdapter() {
          @Override
          public void filesDropped(String[] files) {
            if (session != null && files.length > 0) {
              session.open(files[0]);
              gate.touch();
            }
          }

          @Override
          public void focusGained() {
            focus(true);
          }

          @Override
          public void focusLost() {
            focus(false);
          }

          @Override
          public void refreshRequested() {
            gate.touch();
          }
        });
    return c;
  }

  private void focus(boolean has) {
    if (input != null) {
      input.focused(has);
    }
  }

  @Override
  public void create() {
    Gdx.graphics.setContinuousRendering(options.continuous());
    monitorScale = MonitorScale.now();
    WindowSession created = new WindowSession(options);
    WindowInput events = new WindowInput(created, gate, doubleClick);
    Gdx.input.setInputProcessor(events);
    if (Gdx.graphics instanceof Lwjgl3Graphics graphics) {
      edge = GLFWCursorEnterCallback.create((window, within) -> events.entered(within));
      GLFW.glfwSetCursorEnterCallback(graphics.getWindow().getWindowHandle(), edge);
    }
    input = events;
    session = created;
  }

  @Override
  public void resize(int width, int height) {
    monitorScale = MonitorScale.now();
    gate.touch();
    Gdx.graphics.requestRendering();
  }

  @Override
  public void render() {
    WindowSession held = session;
    if (held == null) {
      return;
    }
    doubleClick.frameBegan(System.nanoTime());
    boolean busy =
        held.frame(
            Gdx.graphics.getDeltaTime(),
            Gdx.graphics.getBackBufferWidth(),
            Gdx.graphics.getBackBufferHeight(),
            monitorScale * options.uiScale());
    boolean another = gate.wantsFrame(busy);
    doubleClick.frameEnded(another);
    if (another) {
      Gdx.app.postRunnable(presented);
      Gdx.graphics.requestRendering();
    }
  }

  private void presented() {
    if (session != null) {
      session.presented(System.nanoTime());
    }
  }

  @Override
  public void dispose() {
    if (session != null) {
      session.close();
    }
    if (edge != null) {
      edge.free();
    }
  }
}
