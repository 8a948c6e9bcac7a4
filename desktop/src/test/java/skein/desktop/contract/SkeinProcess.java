package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, as the launcher starts it, without a display. */
public final class SkeinProcess implements AutoCloseable {
  /** Longer than any command on small data may take, however busy the machine. */
  private static final Duration LIMIT = Duration.ofSeconds(180);

  private static final Launcher LAUNCHER = Launcher.ofCheckout();

  private final List<String> arguments;
  private final Path out;
  private final Path err;
  private final Process process;

  private SkeinProcess(List<String> arguments, Path out, Path err, Process process) {
    this.arguments = arguments;
    this.out = out;
    this.err = err;
    this.process = process;
  }

  /** What a finished process left behind. */
  public record Result(List<String> arguments, int exitCode, String out, String err) {
    /** Asserts exit code 0 and a silent stderr. */
    public Result succeeded() {
      assertThat(err).as("stderr of %s", arguments).isEmpty();
      assertThat(exitCode).as("exit code of %s", arguments).isZero();
      return this;
    }

    /** Asserts an exit code and one line of the form "skein: what: why (what to do)". */
    public Result failed(int code) {
      assertThat(err).as("stderr of %s", arguments).matches("skein: [^\n]+: [^\n]+ \\([^\n]+\\)\n");
      assertThat(err).doesNotContain("\tat ", "java.", ": null");
      assertThat(out).as("stdout of %s", arguments).isEmpty();
      assertThat(exitCode).as("exit code of %s", arguments).isEqualTo(code);
      return this;
    }

    /** Standard output as JSON. */
    public JsonNode json() {
      return SkeinProcess.json(out);
    }
  }

  /** Runs a command to its end. */
  public static Result run(String... arguments) {
    try (SkeinProcess started = start(Map.of(), arguments)) {
      return started.await(LIMIT);
    }
  }

  /** Starts a command; what is in {@code environment} is added to the launcher's own. */
  public static SkeinProcess start(Map<String, String> environment, String... arguments) {
    return start(List.of(), environment, arguments);
  }

  /** The same with further options of the JVM. */
  public static SkeinProcess start(
      List<String> options, Map<String, String> environment, String... arguments) {
    List<String> given = List.of(arguments);
    try {
      Path out = Files.createTempFile("skein-out", ".txt");
      Path err = Files.createTempFile("skein-err", ".txt");
      ProcessBuilder builder = new ProcessBuilder(LAUNCHER.command(options, given));
      builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY"));
      builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
      builder.environment().putAll(LAUNCHER.environment());
      builder.environment().putAll(environment);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new SkeinProcess(given, out, err, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has written to stderr so far. */
  public String err() {
    return read(err);
  }

  /** Waits for the end; a process that goes on for longer fails the test. */
  public Result await(Duration limit) {
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(ended).as("%s ended; stderr: %s", arguments, err()).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new Result(arguments, process.exitValue(), read(out), read(err));
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
