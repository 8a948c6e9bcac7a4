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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.desktop.contract.ContractData;
import skein.desktop.contract.SkeinProcess;

/** Plots side by side in a real window: a drag in one moves all, plots come and go, Ctrl+Z. */
class LinkedViewsTest {
  private static final int ROWS = 50_000;
  private static final int STEPS = 4;

  /** Pixels that the pointer moves at a time. */
  private static final int STEP = 20;

  /** Longer than any reaction may take, however busy the machine. */
  private static final Duration LIMIT = Duration.ofSeconds(120);

  /** After which a key is pressed again. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  @TempDir private Path folder;

  private Path trace = Path.of("");

  /** The last thing that the window said: the active plot's place, and what all show of x. */
  private record Said(
      int plotX, int plotY, int width, int height, double exact, List<Double> lo, double hi) {
    int views() {
      return lo.size();
    }

    boolean isLinked() {
      return lo.stream().allMatch(l -> l.equals(lo.getFirst()));
    }

    double from() {
      return lo.getFirst();
    }

    /** How far the first view went to the right since another one, in pixels. */
    double pixelsRightOf(Said other) {
      return (from() - other.from()) / (hi - from()) * width;
    }
  }

  private static Said parse(String text) throws IOException {
    JsonNode line = new ObjectMapper().readTree(text);
    List<Double> lo = new ArrayList<>();
    line.get("views").forEach(view -> lo.add(view.get(0).asDouble()));
    JsonNode plot = line.get("plot");
    return new Said(
        plot.get(0).asInt(),
        plot.get(1).asInt(),
        plot.get(2).asInt(),
        plot.get(3).asInt(),
        line.get("exact").asDouble(),
        lo,
        line.get("views").get(0).get(1).asDouble());
  }

  private @Nullable Said last() throws IOException {
    String text = Files.exists(trace) ? Files.readString(trace) : "";
    int whole = text.lastIndexOf('\n');
    return whole <= 0 ? null : parse(text.substring(text.lastIndexOf('\n', whole - 1) + 1, whole));
  }

  private Said await(SkeinProcess program, String what, Predicate<Said> wanted)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    Said last = null;
    while (System.nanoTime() < end && program.isAlive()) {
      last = last();
      if (last != null && wanted.test(last)) {
        return last;
      }
      Thread.sleep(20);
    }
    throw new AssertionError(what + ": last=" + last + " stderr=" + program.err());
  }

  private SkeinProcess open(VirtualDisplay display) throws SQLException {
    Path file = folder.resolve("flow.parquet");
    try (ContractData data = new ContractData()) {
      data.parquet(
          file, "SELECT i AS x, hash(i) % 1000 / 10.0 AS y FROM range(" + ROWS + ") AS r(i)");
    }
    String home = folder.toString();
    Map<String, String> environment =
        Map.of(
            "DISPLAY", display.name(),
            "XDG_CONFIG_HOME", home,
            "XDG_CACHE_HOME", home,
            "XDG_STATE_HOME", home,
            "XDG_DATA_HOME", home);
    return SkeinProcess.start(
        environment,
        "open",
        file.toString(),
        "--x=x",
        "--y=y",
        "--views=2",
        "--link-x",
        "--arrange=columns",
        "--size=1100x720",
        "--trace=" + trace);
  }

  @Test
  void plotsMoveTogetherComeGoAndGoBack() throws IOException, InterruptedException, SQLException {
    String missing = VirtualDisplay.missing();
    boolean required = "1".equals(System.getenv("SKEIN_XVFB"));
    assumeTrue(missing.isEmpty() || required, "not installed: " + missing + " (./skein test does)");
    trace = folder.resolve("trace.jsonl");
    try (VirtualDisplay display = VirtualDisplay.start(1280, 800);
        SkeinProcess program = open(display)) {
      String window = display.xdotool("search", "--sync", "--onlyvisible", "--name", "Skein");
      assertThat(window).as("window; stderr: %s", program.err()).matches("\\d+");
      Said fitted =
          await(program, "two exact views", s -> s.views() == 2 && s.exact() == 1 && s.isLinked());
      drag(display, window, fitted);
      Said moved =
          await(
              program,
              "both moved",
              s -> s.isLinked() && Math.abs(s.pixelsRightOf(fitted) - STEPS * STEP) < 1.01);
      display.xdotool("mouseup", "1");
      await(program, "exact after the drag", s -> s.exact() == 1);

      display.xdotool("key", "ctrl+d");
      Said three = await(program, "three views", s -> s.views() == 3 && s.isLinked());
      assertThat(three.from()).isEqualTo(moved.from());
      display.xdotool("key", "ctrl+w");
      Said two = await(program, "two views again", s -> s.views() == 2);
      assertThat(two.isLinked()).isTrue();

      Said back = goBack(display, program, fitted);
      assertThat(back.views()).isEqualTo(2);
      display.xdotool("key", "ctrl+q");
      program.await(LIMIT).succeeded();
    }
  }

  /** Goes back through the views until that of another time is there; each step is awaited. */
  private Said goBack(VirtualDisplay display, SkeinProcess program, Said to)
      throws IOException, InterruptedException {
    Predicate<Said> there = s -> s.isLinked() && Math.abs(s.pixelsRightOf(to)) < 1;
    long end = System.nanoTime() + LIMIT.toNanos();
    do {
      display.xdotool("key", "ctrl+z");
      long patience = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < patience) {
        Said said = last();
        if (said != null && there.test(said)) {
          return said;
        }
        Thread.sleep(20);
      }
    } while (System.nanoTime() < end && program.isAlive());
    return await(program, "both back", there);
  }

  /** Presses in the middle of the active plot and moves to the left; the button stays down. */
  private static void drag(VirtualDisplay display, String window, Said at)
      throws IOException, InterruptedException {
    int x = at.plotX() + at.width() / 2;
    int y = at.plotY() + at.height() / 2;
    display.xdotool("mousemove", "--sync", "--window", window, "" + x, "" + y);
    display.xdotool("mousedown", "1");
    for (int step = 0; step < STEPS; step++) {
      display.xdotool("mousemove_relative", "--", "-" + STEP, "0");
    }
  }
}
