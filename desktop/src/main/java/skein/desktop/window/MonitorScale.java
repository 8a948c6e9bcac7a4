package skein.desktop.window;

import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3Graphics;
import org.lwjgl.glfw.GLFW;

/** How large the system wants text and lines on the monitor where the window is; 1 is 96 dpi. */
final class MonitorScale {
  private MonitorScale() {}

  /** The scale now; 1 where the system tells none. */
  static float now() {
    if (!(Gdx.graphics instanceof Lwjgl3Graphics graphics)) {
      return 1;
    }
    float[] x = new float[1];
    float[] y = new float[1];
    GLFW.glfwGetWindowContentScale(graphics.getWindow().getWindowHandle(), x, y);
    float scale = Math.max(x[0], y[0]);
    return scale >= 0.5f && scale <= 8 ? scale : 1;
  }
}
