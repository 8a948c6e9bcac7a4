package skein.desktop.window;

import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.backends.lwjgl3.DefaultLwjgl3Input;
import skein.systems.overlay.UiKeys;

/** Translates libGDX's key numbers to Dear ImGui's, by way of GLFW's. */
final class KeyTable {
  private static final int LAST_GLFW_KEY = 348;
  private static final int LAST_GDX_KEY = 255;

  private final int[] table = new int[LAST_GDX_KEY + 1];

  KeyTable() {
    if (Gdx.input instanceof DefaultLwjgl3Input input) {
      for (int glfw = 32; glfw <= LAST_GLFW_KEY; glfw++) {
        int gdx = input.getGdxKeyCode(glfw);
        if (gdx > 0 && gdx <= LAST_GDX_KEY && table[gdx] == 0) {
          table[gdx] = UiKeys.fromGlfw(glfw);
        }
      }
    }
  }

  /** Dear ImGui's number, 0 for a key that it does not know. */
  int toImGui(int gdx) {
    return gdx >= 0 && gdx <= LAST_GDX_KEY ? table[gdx] : 0;
  }
}
