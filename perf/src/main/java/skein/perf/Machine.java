package skein.perf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The head of a results page: what ran where. */
final class Machine {
  private Machine() {}

  /** The processor by its name and numbers; where the system does not tell, its architecture. */
  static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .takeWhile(line -> !line.isEmpty())
          .filter(line -> line.matches("(?:model name|cpu family|model|stepping)\\s*:.*"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .collect(Collectors.joining(" "));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  static void printHeader(String title) {
    System.out.println("# " + title);
    System.out.println();
    System.out.println(
        LocalDate.now(ZoneOffset.UTC)
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores ("
            + System.getProperty("os.arch")
            + ", "
            + System.getProperty("os.name")
            + "), JDK "
            + Runtime.version());
    System.out.println();
  }
}
