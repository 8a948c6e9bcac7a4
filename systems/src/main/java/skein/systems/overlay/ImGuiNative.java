package skein.systems.overlay;

import imgui.ImGui;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import skein.core.fault.SkeinException;

/**
 * Loads Dear ImGui's native library from a folder of this process alone. imgui-java would write it
 * to one place for all processes, where one that starts cuts the file short under another that is
 * loading it, which ends that JVM.
 */
final class ImGuiNative {
  private static final String FOLDER = "imgui.library.path";
  private static final String NAME = "imgui-java64";

  private ImGuiNative() {}

  /** Before the first call of ImGui; later calls do nothing. */
  static synchronized void load() {
    if (System.getProperty(FOLDER) != null) {
      return;
    }
    String name = System.mapLibraryName(NAME);
    try (InputStream in = ImGui.class.getResourceAsStream("/io/imgui/java/native-bin/" + name)) {
      if (in != null) {
        load(in, Files.createTempDirectory("skein-imgui"), name);
      }
    } catch (IOException e) {
      throw new SkeinException(
          SkeinException.Kind.ENVIRONMENT,
          "overlay",
          "its native library cannot be unpacked: " + e.getMessage(),
          "free some space in the folder for temporary files",
          e);
    }
  }

  private static void load(InputStream in, Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    try {
      Files.copy(in, file);
      System.setProperty(FOLDER, folder.toString());
      ImGui.getVersion();
    } finally {
      discard(file);
      discard(folder);
    }
  }

  /** Systems that keep a loaded file in use get it deleted at the end. */
  private static void discard(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }
}
