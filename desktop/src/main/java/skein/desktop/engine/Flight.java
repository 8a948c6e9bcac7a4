package skein.desktop.engine;

import java.util.List;
import skein.core.axis.AxisWindow;
import skein.systems.view.ViewEasing;

/**
 * A scripted flight: views in fractions of the fitted view, each reached in some frames and then
 * held. Motion between two is smooth: eased in time, geometric in the span.
 */
public final class Flight {
  /**
   * One stop.
   *
   * @param x0 left edge as a fraction of the fitted view; x1, y0, y1 likewise
   * @param frames frames to get there
   * @param hold frames to stay
   * @param picture name of the picture taken at the end of the hold, empty for none
   */
  public record Stop(
      double x0, double x1, double y0, double y1, int frames, int hold, String picture) {}

  private final List<Stop> stops;
  private final AxisWindow scratch = new AxisWindow();

  public Flight(List<Stop> stops) {
    this.stops = List.copyOf(stops);
  }

  /** The demo's flight of 600 frames: the whole, the core, along an arm, a cluster, the whole. */
  public static Flight demo() {
    return new Flight(
        List.of(
            new Stop(0, 1, 0, 1, 0, 60, "skein-demo-1-galaxy.png"),
            new Stop(0.40, 0.60, 0.40, 0.60, 110, 40, "skein-demo-2-core.png"),
            new Stop(0.42, 0.62, 0.22, 0.42, 100, 20, ""),
            new Stop(0.490, 0.536, 0.296, 0.342, 90, 40, "skein-demo-3-cluster.png"),
            new Stop(0, 1, 0, 1, 120, 20, "")));
  }

  public int frames() {
    int sum = 0;
    for (Stop stop : stops) {
      sum += stop.frames() + stop.hold();
    }
    return sum;
  }

  /** The picture due after this frame, empty for none. */
  public String pictureAfter(int frame) {
    int at = 0;
    for (Stop stop : stops) {
      at += stop.frames() + stop.hold();
      if (frame == at - 1) {
        return stop.picture();
      }
    }
    return "";
  }

  /** Writes the windows of a frame. */
  public void at(int frame, AxisWindow fitX, AxisWindow fitY, AxisWindow x, AxisWindow y) {
    int at = 0;
    for (int i = 0; i < stops.size(); i++) {
      Stop stop = stops.get(i);
      if (frame < at + stop.frames()) {
        Stop from = stops.get(Math.max(0, i - 1));
        double t = (frame - at + 1) / (double) stop.frames();
        double eased = t * t * (3 - 2 * t);
        between(fitX, from.x0(), from.x1(), stop.x0(), stop.x1(), eased, x);
        between(fitY, from.y0(), from.y1(), stop.y0(), stop.y1(), eased, y);
        return;
      }
      at += stop.frames() + stop.hold();
      if (frame < at || i == stops.size() - 1) {
        window(fitX, stop.x0(), stop.x1(), x);
        window(fitY, stop.y0(), stop.y1(), y);
        return;
      }
    }
  }

  private void between(
      AxisWindow fit, double a0, double a1, double b0, double b1, double t, AxisWindow out) {
    window(fit, b0, b1, scratch);
    window(fit, a0, a1, out);
    ViewEasing.towards(out, scratch, t);
  }

  private static void window(AxisWindow fit, double f0, double f1, AxisWindow out) {
    out.set(fit.base(), fit.at(f0), fit.at(f1));
  }
}
