package skein.desktop.tune;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import skein.core.gpu.GpuContext;
import skein.desktop.Product;

/** What has to be the same for measurements to hold: processor, GPU, driver and version. */
final class MachineKey {
  private static final Path CPUS = Path.of("/proc/cpuinfo");

  private MachineKey() {}

  static String of(GpuContext gpu) {
    return String.join(
        " | ",
        "skein " + Product.VERSION,
        System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""),
        Runtime.getRuntime().availableProcessors() + " x " + processor(),
        gpu.vendor() + " " + gpu.renderer(),
        driver(gpu.version()));
  }

  /** The version of the driver, without that of OpenGL, which windows may have another of. */
  private static String driver(String version) {
    return version.substring(version.indexOf(' ') + 1);
  }

  private static String processor() {
    if (!Files.isReadable(CPUS)) {
      return "processor";
    }
    try (Stream<String> lines = Files.lines(CPUS, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("processor");
    } catch (IOException e) {
      return "processor";
    }
  }
}
