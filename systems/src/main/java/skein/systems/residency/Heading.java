package skein.systems.residency;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import skein.components.ViewComponent;
import skein.core.block.SeriesOrigin;
import skein.core.residency.ViewForecast;

/** What is foretold of a view, with its windows in offsets from the series' origin. */
final class Heading implements Component {
  private static final ComponentMapper<Heading> MAPPER = ComponentMapper.getFor(Heading.class);

  final ViewForecast forecast = new ViewForecast();

  /** The view's heading, made with its first frame. */
  static Heading of(Entity view) {
    Heading held = MAPPER.get(view);
    if (held == null) {
      held = new Heading();
      view.add(held);
    }
    return held;
  }

  ViewForecast move(ViewComponent view, SeriesOrigin origin) {
    forecast.move(
        view.x.loFrom(origin.x()),
        view.x.hiFrom(origin.x()),
        view.y.loFrom(origin.y()),
        view.y.hiFrom(origin.y()));
    return forecast;
  }
}
