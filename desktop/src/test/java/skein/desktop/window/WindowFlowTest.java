package skein.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.desktop.contract.ContractData;
import skein.desktop.contract.SkeinProcess;

/** Opens the real window under Xvfb, works it with mouse and keys, and watches the view move. */
class WindowFlowTest {
  private static final int ROWS = 200_000;

  /** Longer than any reaction may take, however busy the machine. */
  private static final Duration LIMIT = Duration.ofSeconds(120);

  /** After which an input that depends on the hand's speed is given again. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** A pointer event may be a pixel off, no more. */
  private static final double PIXEL = 1.01;

  @TempDir private Path folder;

  private Path trace = Path.of("");
  private String window = "";

  @Test
  void followsMouseAndKeys() throws IOException, InterruptedException, SQLException {
    String missing = VirtualDisplay.missing();
    boolean required = "1".equals(System.getenv("SKEIN_XVFB"));
    assumeTrue(missing.isEmpty() || required, "not installed: " + missing + " (./skein test does)");
    trace = folder.resolve("trace.jsonl");
    try (VirtualDisplay display = VirtualDisplay.start(1280, 800);
        SkeinProcess program = open(display)) {
      TraceLine fitted = await(program, "all rows", l -> l.rows() == ROWS && l.exact() == 1);
      assertThat(fitted.loX()).isZero();
      assertThat(fitted.hiX()).isEqualTo(ROWS - 1);
      TraceLine dragged = drag(display, program, fitted, 60, -40);
      TraceLine alongX = dragWithShift(display, program, dragged);
      TraceLine zoomed = wheel(display, program, alongX);
      keys(display, program, zoomed);
      doubleClick(display, program, zoomed, fitted);
      display.xdotool("key", "ctrl+q");
      program.await(LIMIT).succeeded();
    }
  }

  private SkeinProcess open(VirtualDisplay display)
      throws SQLException, IOException, InterruptedException {
    Path file = folder.resolve("flow.parquet");
    try (ContractData data = new ContractData()) {
      data.parquet(
          file, "SELECT i AS x, hash(i) % 1000 / 10.0 AS y FROM range(" + ROWS + ") AS r(i)");
    }
    Map<String, String> environment =
        Map.of(
            "DISPLAY", display.name(),
            "XDG_CONFIG_HOME", folder.toString(),
            "XDG_CACHE_HOME", folder.toString(),
            "XDG_STATE_HOME", folder.toString(),
            "XDG_DATA_HOME", folder.toString());
    SkeinProcess program =
        SkeinProcess.start(
            environment,
            "open",
            file.toString(),
            "--x=x",
            "--y=y",
            "--size=1100x720",
            "--trace=" + trace);
    window = display.xdotool("search", "--sync", "--onlyvisible", "--name", "Skein");
    assertThat(window).as("window; stderr: %s", program.err()).matches("\\d+");
    return program;
  }

  /** Left drag moves the view against the pointer, pixel for pixel. */
  private TraceLine drag(
      VirtualDisplay display, SkeinProcess program, TraceLine before, int right, int down)
      throws IOException, InterruptedException {
    point(display, before, 0.5, 0.5);
    display.xdotool("mousedown", "1");
    for (int step = 0; step < 4; step++) {
      display.xdotool("mousemove_relative", "--", "" + right / 4, "" + down / 4);
    }
    TraceLine after =
        await(
            program,
            "view dragged",
            l ->
                Math.abs(l.pixelsRightOf(before) + right) < PIXEL
                    && Math.abs(l.pixelsAbove(before) - down) < PIXEL);
    display.xdotool("mouseup", "1");
    assertThat(after.spanX()).isCloseTo(before.spanX(), within(before.spanX() * 1e-9));
    assertThat(after.spanY()).isCloseTo(before.spanY(), within(before.spanY() * 1e-9));
    return exact(program);
  }

  /** With Shift it moves along x alone. */
  private TraceLine dragWithShift(VirtualDisplay display, SkeinProcess program, TraceLine before)
      throws IOException, InterruptedException {
    point(display, before, 0.5, 0.5);
    display.xdotool("keydown", "shift");
    display.xdotool("mousedown", "1");
    display.xdotool("mousemove_relative", "--", "-30", "50");
    TraceLine after =
        await(program, "view dragged along x", l -> Math.abs(l.pixelsRightOf(before) - 30) < PIXEL);
    display.xdotool("mouseup", "1");
    display.xdotool("keyup", "shift");
    assertThat(after.pixelsAbove(before)).isCloseTo(0, within(1e-6));
    assertThat(after.spanY()).isCloseTo(before.spanY(), within(before.spanY() * 1e-9));
    return exact(program);
  }

  /** The wheel zooms by a fifth a step and keeps the point under the pointer where it is. */
  private TraceLine wheel(VirtualDisplay display, SkeinProcess program, TraceLine before)
      throws IOException, InterruptedException {
    double[] at = point(display, before, 0.3, 0.6);
    display.xdotool("click", "4");
    TraceLine once =
        await(program, "view zoomed", l -> Math.abs(l.spanX() / before.spanX() - 0.8) < 1e-6);
    assertThat(once.spanY()).isCloseTo(before.spanY() * 0.8, within(before.spanY() * 1e-6));
    double pixelX = before.spanX() / before.plotWidth();
    double pixelY = before.spanY() / before.plotHeight();
    assertThat(once.valueAtX(at[0])).isCloseTo(before.valueAtX(at[0]), within(pixelX));
    assertThat(once.valueAtY(at[1])).isCloseTo(before.valueAtY(at[1]), within(pixelY));
    display.xdotool("click", "--repeat", "2", "--delay", "30", "4");
    await(
        program,
        "view zoomed three times",
        l -> Math.abs(l.spanX() / before.spanX() - 0.512) < 1e-6);
    return exact(program);
  }

  /** Keys pan and zoom; Ctrl+Z goes back through the views. */
  private void keys(VirtualDisplay display, SkeinProcess program, TraceLine before)
      throws IOException, InterruptedException {
    rest();
    display.xdotool("key", "Right");
    await(program, "panned by key", l -> l.pixelsRightOf(before) > before.plotWidth() * 0.1);
    display.xdotool("key", "plus");
    await(program, "zoomed by key", l -> Math.abs(l.spanX() / before.spanX() - 0.5) < 1e-6);
    rest();
    display.xdotool("key", "ctrl+z");
    await(program, "view before", l -> Math.abs(l.spanX() / before.spanX() - 1) < 1e-6);
  }

  /** Long enough that what was done becomes one entry of the views to go back to. */
  private static void rest() throws InterruptedException {
    Thread.sleep(1500);
  }

  private void doubleClick(
      VirtualDisplay display, SkeinProcess program, TraceLine at, TraceLine fitted)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    do {
      // A machine may hold the second click back for longer than a double click lasts.
      point(display, at, 0.5, 0.5);
      display.xdotool("click", "--repeat", "2", "--delay", "20", "1");
    } while (!came(l -> l.sameViewAs(fitted), PATIENCE) && System.nanoTime() < end);
    await(program, "all rows again", l -> l.sameViewAs(fitted));
    exact(program);
  }

  /** Moves the pointer to a fraction of the plot and returns its pixel in the window. */
  private double[] point(VirtualDisplay display, TraceLine plot, double right, double down)
      throws IOException, InterruptedException {
    int x = plot.plotX() + (int) (plot.plotWidth() * right);
    int y = plot.plotY() + (int) (plot.plotHeight() * down);
    display.xdotool("mousemove", "--sync", "--window", window, "" + x, "" + y);
    return new double[] {x, y};
  }

  /** Waits until every row is counted for the view. */
  private TraceLine exact(SkeinProcess program) throws IOException, InterruptedException {
    return await(program, "exact counts", l -> l.exact() == 1 && l.rows() == ROWS);
  }

  private TraceLine await(SkeinProcess program, String what, Predicate<TraceLine> wanted)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    TraceLine last = null;
    while (System.nanoTime() < end && program.isAlive()) {
      last = TraceLine.last(trace);
      if (last != null && wanted.test(last)) {
        return last;
      }
      Thread.sleep(20);
    }
    throw new AssertionError(what + ": last=" + last + " stderr=" + program.err());
  }

  private boolean came(Predicate<TraceLine> wanted, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      TraceLine last = TraceLine.last(trace);
      if (last != null && wanted.test(last)) {
        return true;
      }
      Thread.sleep(20);
    }
    return false;
  }
}
