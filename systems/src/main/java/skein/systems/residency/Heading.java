package skein.systems.residency;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import skein.components.ViewComponent;
import skein.core.block.SeriesOrigin;

/** A view's window in this frame and in the one before: loX, hiX, loY, hiY from the origin. */
final class Heading implements Component {
  private static final ComponentMapper<Heading> MAPPER = ComponentMapper.getFor(Heading.class);

  final double[] before = new double[4];
  final double[] now = new double[4];

  /** The view's heading, made with its first frame. */
  static Heading of(Entity view) {
    Heading held = MAPPER.get(view);
    if (held == null) {
      held = new Heading();
      view.add(held);
    }
    return held;
  }

  void move(ViewComponent view, SeriesOrigin origin) {
    System.arraycopy(now, 0, before, 0, now.length);
    now[0] = view.x.loFrom(origin.x());
    now[1] = view.x.hiFrom(origin.x());
    now[2] = view.y.loFrom(origin.y());
    now[3] = view.y.hiFrom(origin.y());
  }
}
