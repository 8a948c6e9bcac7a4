package skein.desktop.flight;

import skein.components.ViewComponent;
import skein.core.axis.AxisWindow;

/** Sets the view along a script. Render thread; allocates nothing. */
final class FlightRoute {
  private static final double ELSEWHERE_SECONDS = 0.2;

  private final FlightScript script;
  private final FlightPath path;
  private final AxisWindow x = new AxisWindow();
  private final AxisWindow y = new AxisWindow();

  FlightRoute(FlightScript script, FlightPath path) {
    this.script = script;
    this.path = path;
  }

  /** Shows what is seen after a share of the way to one of the script's views. */
  void show(ViewComponent view, int leg, double share) {
    path.at(leg, share, x, y);
    place(view);
  }

  /** Flies the script over and over, at last elsewhere: its first view must not be known yet. */
  void warmUp(ViewComponent view, double seconds, double warmUpSeconds) {
    double whole = script.seconds();
    if (whole <= 0 || seconds > warmUpSeconds - ELSEWHERE_SECONDS) {
      path.at(0, 0, x, y);
      x.zoom(0.5, 0.7);
      y.zoom(0.5, 0.7);
      place(view);
      return;
    }
    double left = seconds % whole;
    for (int i = 0; i < script.views().size(); i++) {
      FlightScript.View to = script.views().get(i);
      if (left < to.seconds() + to.hold() || i == script.views().size() - 1) {
        show(view, i, to.seconds() > 0 ? left / to.seconds() : 1);
        return;
      }
      left -= to.seconds() + to.hold();
    }
  }

  private void place(ViewComponent view) {
    if (view.valid && view.x.sameAs(x) && view.y.sameAs(y)) {
      return;
    }
    view.x.set(x);
    view.y.set(y);
    view.valid = true;
    view.jumped();
  }
}
