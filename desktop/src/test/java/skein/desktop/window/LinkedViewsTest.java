package skein.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plots side by side in a real window: a drag in one moves all, plots come and go. */
class LinkedViewsTest {
  private static final int ROWS = 50_000;
  private static final int STEPS = 4;

  /** Pixels that the pointer moves at a time. */
  private static final int STEP = 20;

  @TempDir private Path folder;

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

  private static Said parse(JsonNode line) {
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

  @Test
  void plotsMoveTogetherComeAndGo() throws IOException, InterruptedException, SQLException {
    try (DrivenWindow<Said> window =
        DrivenWindow.open(
            folder, ROWS, LinkedViewsTest::parse, "--views=2", "--link-x", "--arrange=columns")) {
      Said fitted =
          window.await("two exact views", s -> s.views() == 2 && s.exact() == 1 && s.isLinked());
      drag(window, fitted);
      Said moved =
          window.await(
              "both moved",
              s -> s.isLinked() && Math.abs(s.pixelsRightOf(fitted) - STEPS * STEP) < 1.01);
      window.xdotool("mouseup", "1");
      window.await("exact after the drag", s -> s.exact() == 1);

      window.xdotool("key", "ctrl+d");
      Said three = window.await("three views", s -> s.views() == 3 && s.isLinked());
      assertThat(three.from()).isEqualTo(moved.from());
      window.xdotool("key", "ctrl+w");
      Said two = window.await("two views again", s -> s.views() == 2);
      assertThat(two.isLinked()).isTrue();
      window.quit();
    }
  }

  /** Presses in the middle of the active plot and moves to the left; the button stays down. */
  private static void drag(DrivenWindow<Said> window, Said at)
      throws IOException, InterruptedException {
    window.point(at.plotX() + at.width() / 2, at.plotY() + at.height() / 2);
    window.xdotool("mousedown", "1");
    for (int step = 0; step < STEPS; step++) {
      window.xdotool("mousemove_relative", "--", "-" + STEP, "0");
    }
  }
}
