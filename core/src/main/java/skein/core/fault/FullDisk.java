package skein.core.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells whether a disk is full, from what failed or beforehand. Any thread. */
public final class FullDisk {
  private FullDisk() {}

  /** True when a failure, or what led to it, says that a disk or a quota is used up. */
  public static boolean caused(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage());
      if (message.contains("No space left") || message.contains("quota")) {
        return true;
      }
    }
    return false;
  }

  /** Bytes that this user may still write to the disk of a folder; a lot where nobody knows. */
  public static long freeBytes(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException | SecurityException e) {
      return Long.MAX_VALUE;
    }
  }

  /** Where Java and the libraries that it unpacks keep files for a while. */
  public static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
