package skein.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import skein.desktop.contract.ContractData;
import skein.desktop.contract.SkeinProcess;

/**
 * The program in a window of a display of its own, over rows (i, pseudo-random), and what it says
 * of its views, line by line, in a type of the test's.
 */
final class DrivenWindow<T> implements AutoCloseable {
  /** Longer than any reaction may take, however busy the machine. */
  private static final Duration LIMIT = Duration.ofSeconds(120);

  /** After which an input that depends on the hand's speed is given again. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final VirtualDisplay display;
  private final SkeinProcess program;
  private final Path trace;
  private final Function<JsonNode, T> parse;
  private final String window;

  private DrivenWindow(
      VirtualDisplay display, SkeinProcess program, Path trace, Function<JsonNode, T> parse)
      throws IOException, InterruptedException {
    this.display = display;
    this.program = program;
    this.trace = trace;
    this.parse = parse;
    this.window = display.xdotool("search", "--sync", "--onlyvisible", "--name", "Skein");
    assertThat(window).as("window; stderr: %s", program.err()).matches("\\d+");
  }

  /** Opens it; without Xvfb and xdotool the test is skipped, unless they are required. */
  static <T> DrivenWindow<T> open(
      Path folder, int rows, Function<JsonNode, T> parse, String... options)
      throws IOException, InterruptedException, SQLException {
    assumeDisplay();
    Path file = folder.resolve("flow.parquet");
    try (ContractData data = new ContractData()) {
      data.parquet(
          file, "SELECT i AS x, hash(i) % 1000 / 10.0 AS y FROM range(" + rows + ") AS r(i)");
    }
    List<String> command =
        new ArrayList<>(List.of("open", file.toString(), "--x=x", "--y=y", "--size=1100x720"));
    command.addAll(List.of(options));
    return run(folder, parse, command);
  }

  /** Skips the test without Xvfb and xdotool, unless they are required. */
  static void assumeDisplay() {
    String missing = VirtualDisplay.missing();
    boolean required = "1".equals(System.getenv("SKEIN_XVFB"));
    assumeTrue(missing.isEmpty() || required, "not installed: " + missing + " (./skein test does)");
  }

  /** Opens the window of a command that takes {@code --trace}. */
  static <T> DrivenWindow<T> run(Path folder, Function<JsonNode, T> parse, List<String> arguments)
      throws IOException, InterruptedException {
    Path trace = folder.resolve("trace.jsonl");
    List<String> command = new ArrayList<>(arguments);
    command.add("--trace=" + trace);
    VirtualDisplay display = VirtualDisplay.start(1280, 800);
    String home = folder.toString();
    Map<String, String> environment =
        Map.of(
            "DISPLAY", display.name(),
            "XDG_CONFIG_HOME", home,
            "XDG_CACHE_HOME", home,
            "XDG_STATE_HOME", home,
            "XDG_DATA_HOME", home);
    SkeinProcess program = SkeinProcess.start(environment, command.toArray(String[]::new));
    try {
      return new DrivenWindow<>(display, program, trace, parse);
    } catch (IOException | InterruptedException | AssertionError e) {
      program.close();
      display.close();
      throw e;
    }
  }

  void xdotool(String... arguments) throws IOException, InterruptedException {
    display.xdotool(arguments);
  }

  /** Moves the pointer to a pixel of the window. */
  void point(int x, int y) throws IOException, InterruptedException {
    display.xdotool("mousemove", "--sync", "--window", window, "" + x, "" + y);
  }

  /** Waits until the program says what is wanted. */
  T await(String what, Predicate<T> wanted) throws IOException, InterruptedException {
    T last = within(LIMIT, wanted);
    if (last == null || !wanted.test(last)) {
      throw new AssertionError(what + ": last=" + last + " stderr=" + program.err());
    }
    return last;
  }

  /** Gives an input until what is wanted comes of it. */
  T insist(String what, Input input, Predicate<T> wanted) throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    T last;
    do {
      input.give();
      last = within(PATIENCE, wanted);
    } while ((last == null || !wanted.test(last)) && System.nanoTime() < end && program.isAlive());
    return await(what, wanted);
  }

  /** An input by xdotool. */
  interface Input {
    void give() throws IOException, InterruptedException;
  }

  private @Nullable T within(Duration limit, Predicate<T> wanted)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    T last = last();
    while ((last == null || !wanted.test(last)) && System.nanoTime() < end && program.isAlive()) {
      Thread.sleep(20);
      last = last();
    }
    return last;
  }

  /** The last whole line, or null before the first. */
  private @Nullable T last() throws IOException {
    String text = Files.exists(trace) ? Files.readString(trace) : "";
    int end = text.lastIndexOf('\n');
    if (end <= 0) {
      return null;
    }
    String line = text.substring(text.lastIndexOf('\n', end - 1) + 1, end);
    return parse.apply(new ObjectMapper().readTree(line));
  }

  /** Ends the program by its key; it must end well. */
  void quit() throws IOException, InterruptedException {
    display.xdotool("key", "ctrl+q");
    program.await(LIMIT).succeeded();
  }

  @Override
  public void close() {
    program.close();
    display.close();
  }
}
