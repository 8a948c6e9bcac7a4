package skein.systems.hover;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.HoverComponent;
import skein.components.InputComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.aggregate.DensityGrid;
import skein.core.query.RowLookup;
import skein.core.query.RowRecord;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Follows the pointer: the cell and its count at once, the nearest row's record by a query once the
 * pointer rests.
 */
public final class HoverSystem extends StageSystem {
  /** Rest before a row is looked up. */
  private static final float REST_SECONDS = 0.15f;

  /** Half the side of the box in which a row is looked for, in layout units. */
  private static final float REACH = 12;

  private final FrameComponent frame;
  private final InputComponent input;

  public HoverSystem(FrameComponent frame, InputComponent input) {
    super(
        Family.all(
                SeriesComponent.class,
                ViewComponent.class,
                DensityComponent.class,
                HoverComponent.class)
            .get());
    this.frame = frame;
    this.input = input;
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    follow(
        Mappers.SERIES.get(entity),
        Mappers.VIEW.get(entity),
        Mappers.DENSITY.get(entity),
        Mappers.HOVER.get(entity),
        deltaTime);
  }

  private void follow(
      SeriesComponent s, ViewComponent v, DensityComponent d, HoverComponent h, float deltaTime) {
    boolean over =
        v.valid
            && input.inside
            && input.px >= v.plotX
            && input.px < v.plotX + v.plotWidth
            && input.py >= v.plotY
            && input.py < v.plotY + v.plotHeight;
    boolean held = input.down[InputComponent.LEFT] || input.down[InputComponent.RIGHT];
    boolean rests = input.px == h.px && input.py == h.py && v.revision == h.viewRevision;
    if (!over || held || !rests || v.animationLeft > 0) {
      forget(s, h);
    }
    h.viewRevision = v.revision;
    h.over = over;
    h.px = input.px;
    h.py = input.py;
    if (!over) {
      return;
    }
    h.column = (int) (input.px - v.plotX);
    h.row = v.plotHeight - 1 - (int) (input.py - v.plotY);
    DensityGrid front = d.front;
    h.count = d.current && front != null ? front.countAt(h.column, h.row) : -1;
    frame.busy |= d.current && h.count < 0;
    if (held || v.animationLeft > 0) {
      return;
    }
    h.restedSeconds += deltaTime;
    ask(s, v, h);
  }

  private void ask(SeriesComponent s, ViewComponent v, HoverComponent h) {
    RowLookup lookup = s.lookup;
    if (lookup == null) {
      return;
    }
    if (h.request == 0) {
      frame.busy = true;
      if (h.restedSeconds >= REST_SECONDS) {
        lookup.only(s.brushes.predicate());
        h.request = request(lookup, v, h);
      }
      return;
    }
    RowRecord answer = lookup.poll();
    if (answer != null && answer.request() == h.request) {
      h.record = answer;
    }
    frame.busy |= h.record == null;
  }

  private long request(RowLookup lookup, ViewComponent v, HoverComponent h) {
    double reach = REACH * frame.scale;
    double fx = (h.px + 0.5 - v.plotX) / v.plotWidth;
    double fy = 1 - (h.py + 0.5 - v.plotY) / v.plotHeight;
    double dx = reach / v.plotWidth;
    double dy = reach / v.plotHeight;
    return lookup.request(
        v.x.base(),
        v.x.at(fx - dx),
        v.x.at(fx),
        v.x.at(fx + dx),
        v.y.base(),
        v.y.at(fy - dy),
        v.y.at(fy),
        v.y.at(fy + dy));
  }

  private static void forget(SeriesComponent s, HoverComponent h) {
    h.restedSeconds = 0;
    h.record = null;
    if (h.request != 0) {
      h.request = 0;
      if (s.lookup != null) {
        s.lookup.cancel();
      }
    }
  }
}
