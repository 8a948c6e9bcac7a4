package skein.core.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What the operating system says of this process's memory. */
public final class ProcessMemory {
  private ProcessMemory() {}

  /**
   * Most bytes that were resident at once, pages of mapped files among them: VmHWM of Linux; empty
   * elsewhere.
   */
  public static OptionalLong peakResidentBytes() {
    return status("VmHWM:");
  }

  /** Bytes that are resident now, pages of mapped files among them; empty where nobody tells. */
  public static OptionalLong residentBytes() {
    return status("VmRSS:");
  }

  private static OptionalLong status(String key) {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    try {
      for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith(key)) {
          return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
        }
      }
      return OptionalLong.empty();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
