package skein.core.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds of memory that no file stands behind, as Linux tells it. */
final class AnonymousMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private AnonymousMemory() {}

  /** Resident anonymous and shared bytes, mapped files left out; 0 where it cannot be known. */
  static long bytes() {
    long sum = 0;
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("RssAnon:") || line.startsWith("RssShmem:")) {
          sum += Long.parseLong(line.replaceAll("\\D+", "")) * 1024;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
    return sum;
  }
}
