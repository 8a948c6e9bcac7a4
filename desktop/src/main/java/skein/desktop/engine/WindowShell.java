package skein.desktop.engine;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** What only the window can do; called by the render thread. */
public interface WindowShell {
  void toggleFullScreen();

  void quit();

  /** Asks for a picture of the next frame. */
  void savePicture(Path file);

  /** The same, in the current folder under a name of the time. */
  default void savePicture() {
    DateTimeFormatter stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    String now = LocalDateTime.now(ZoneId.systemDefault()).format(stamp);
    savePicture(Path.of("skein-" + now + ".png"));
  }

  /** Asks for a frame. Any thread. */
  void wake();
}
