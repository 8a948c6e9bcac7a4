package skein.perf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@link SmokeRun} in a JVM of its own, so that neither what ran before nor what runs beside
 * has a part in how code is compiled: code waits for its compilation ({@code -Xbatch}), and one
 * thread does everything, drawing on the CPU included.
 */
final class SmokeProcess {
  /** Longer than it may take however busy the machine is. */
  private static final long LIMIT_SECONDS = 300;

  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseZGC",
          "-XX:-ZProactive",
          "-Xms512m",
          "-Xmx512m",
          "-Xbatch",
          "-XX:ActiveProcessorCount=1",
          "-Djava.awt.headless=true",
          "-Dtinylog.level=off");

  private final double slower;

  /**
   * @param slower share by which to slow ours down, 0 for none
   */
  SmokeProcess(double slower) {
    this.slower = slower;
  }

  /**
   * Measures figures, all when none are named. A JVM that fails or does not end gives no results,
   * not even those that it printed, and its output is shown.
   */
  List<SmokeResult> measure(List<String> names) throws IOException {
    Path out = Files.createTempFile("skein-smoke", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(command(names));
      builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
      builder.environment().put("LP_NUM_THREADS", "0");
      builder.redirectErrorStream(true).redirectOutput(out.toFile());
      String fault = await(builder.start());
      if (!fault.isEmpty()) {
        System.out.println("no result, since this JVM " + fault + ":\n" + Files.readString(out));
        return List.of();
      }
      return Files.readAllLines(out).stream()
          .map(SmokeResult::parse)
          .filter(Objects::nonNull)
          .toList();
    } finally {
      Files.delete(out);
    }
  }

  private List<String> command(List<String> names) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // access to modules and native code, as this JVM has it
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SmokeRun.class.getName(), Double.toString(slower)));
    command.addAll(names);
    return command;
  }

  /** What is wrong with how it ended, empty when nothing is. */
  private static String await(Process process) {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        return "did not end within " + LIMIT_SECONDS + " s";
      }
      int status = process.exitValue();
      return status == 0 ? "" : "ended with status " + status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
