package skein.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the real window under Xvfb, works it with mouse and keys, and watches the view move. */
class WindowFlowTest {
  private static final int ROWS = 200_000;

  /** A pointer event may be a pixel off, no more. */
  private static final double PIXEL = 1.01;

  @TempDir private Path folder;

  @Test
  void followsMouseAndKeys() throws IOException, InterruptedException, SQLException {
    try (DrivenWindow<TraceLine> window = DrivenWindow.open(folder, ROWS, TraceLine::of)) {
      TraceLine fitted = window.await("all rows", l -> l.rows() == ROWS && l.exact() == 1);
      assertThat(fitted.loX()).isZero();
      assertThat(fitted.hiX()).isEqualTo(ROWS - 1);
      TraceLine dragged = drag(window, fitted, 60, -40);
      TraceLine alongX = dragWithShift(window, dragged);
      TraceLine zoomed = wheel(window, alongX);
      keys(window, zoomed);
      doubleClick(window, zoomed, fitted);
      window.quit();
    }
  }

  /** Left drag moves the view against the pointer, pixel for pixel. */
  private static TraceLine drag(
      DrivenWindow<TraceLine> window, TraceLine before, int right, int down)
      throws IOException, InterruptedException {
    point(window, before, 0.5, 0.5);
    window.xdotool("mousedown", "1");
    for (int step = 0; step < 4; step++) {
      window.xdotool("mousemove_relative", "--", "" + right / 4, "" + down / 4);
    }
    TraceLine after =
        window.await(
            "view dragged",
            l ->
                Math.abs(l.pixelsRightOf(before) + right) < PIXEL
                    && Math.abs(l.pixelsAbove(before) - down) < PIXEL);
    window.xdotool("mouseup", "1");
    assertThat(after.spanX()).isCloseTo(before.spanX(), within(before.spanX() * 1e-9));
    assertThat(after.spanY()).isCloseTo(before.spanY(), within(before.spanY() * 1e-9));
    return exact(window);
  }

  /** With Shift it moves along x alone. */
  private static TraceLine dragWithShift(DrivenWindow<TraceLine> window, TraceLine before)
      throws IOException, InterruptedException {
    point(window, before, 0.5, 0.5);
    window.xdotool("keydown", "shift");
    window.xdotool("mousedown", "1");
    window.xdotool("mousemove_relative", "--", "-30", "50");
    TraceLine after =
        window.await("view dragged along x", l -> Math.abs(l.pixelsRightOf(before) - 30) < PIXEL);
    window.xdotool("mouseup", "1");
    window.xdotool("keyup", "shift");
    assertThat(after.pixelsAbove(before)).isCloseTo(0, within(1e-6));
    assertThat(after.spanY()).isCloseTo(before.spanY(), within(before.spanY() * 1e-9));
    return exact(window);
  }

  /** The wheel zooms by a fifth a step and keeps the point under the pointer where it is. */
  private static TraceLine wheel(DrivenWindow<TraceLine> window, TraceLine before)
      throws IOException, InterruptedException {
    double[] at = point(window, before, 0.3, 0.6);
    window.xdotool("click", "4");
    TraceLine once =
        window.await("view zoomed", l -> Math.abs(l.spanX() / before.spanX() - 0.8) < 1e-6);
    assertThat(once.spanY()).isCloseTo(before.spanY() * 0.8, within(before.spanY() * 1e-6));
    double pixelX = before.spanX() / before.plotWidth();
    double pixelY = before.spanY() / before.plotHeight();
    assertThat(once.valueAtX(at[0])).isCloseTo(before.valueAtX(at[0]), within(pixelX));
    assertThat(once.valueAtY(at[1])).isCloseTo(before.valueAtY(at[1]), within(pixelY));
    window.xdotool("click", "--repeat", "2", "--delay", "30", "4");
    window.await(
        "view zoomed three times", l -> Math.abs(l.spanX() / before.spanX() - 0.512) < 1e-6);
    return exact(window);
  }

  /** Keys pan and zoom; Ctrl+Z goes back through the views. */
  private static void keys(DrivenWindow<TraceLine> window, TraceLine before)
      throws IOException, InterruptedException {
    rest();
    window.xdotool("key", "Right");
    window.await("panned by key", l -> l.pixelsRightOf(before) > before.plotWidth() * 0.1);
    window.xdotool("key", "plus");
    window.await("zoomed by key", l -> Math.abs(l.spanX() / before.spanX() - 0.5) < 1e-6);
    rest();
    window.xdotool("key", "ctrl+z");
    window.await("view before", l -> Math.abs(l.spanX() / before.spanX() - 1) < 1e-6);
  }

  /** Long enough that what was done becomes one entry of the views to go back to. */
  private static void rest() throws InterruptedException {
    Thread.sleep(1500);
  }

  private static void doubleClick(DrivenWindow<TraceLine> window, TraceLine at, TraceLine fitted)
      throws IOException, InterruptedException {
    // A machine may hold the second click back for longer than a double click lasts.
    window.insist(
        "all rows again",
        () -> {
          point(window, at, 0.5, 0.5);
          window.xdotool("click", "--repeat", "2", "--delay", "20", "1");
        },
        l -> l.sameViewAs(fitted));
    exact(window);
  }

  /** Moves the pointer to a fraction of the plot and returns its pixel in the window. */
  private static double[] point(
      DrivenWindow<TraceLine> window, TraceLine plot, double right, double down)
      throws IOException, InterruptedException {
    int x = plot.plotX() + (int) (plot.plotWidth() * right);
    int y = plot.plotY() + (int) (plot.plotHeight() * down);
    window.point(x, y);
    return new double[] {x, y};
  }

  /** Waits until every row is counted for the view. */
  private static TraceLine exact(DrivenWindow<TraceLine> window)
      throws IOException, InterruptedException {
    return window.await("exact counts", l -> l.exact() == 1 && l.rows() == ROWS);
  }
}
