package skein.systems.aggregate;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import skein.components.DensityComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.systems.Mappers;

/** What counting remembers of one view from frame to frame. */
final class PassState implements Component {
  private static final ComponentMapper<PassState> MAPPER = ComponentMapper.getFor(PassState.class);

  final WantedGrid wanted = new WantedGrid();
  final PassPolicy policy = new PassPolicy();
  private long viewRevision = -1;
  private long seriesRevision = -1;

  /** The view's state, made with its first frame. */
  static PassState of(Entity view) {
    PassState held = MAPPER.get(view);
    if (held == null) {
      held = new PassState();
      view.add(held);
    }
    return held;
  }

  /**
   * True when a pass of the view has still to be done, as far as is known before it is looked at.
   */
  boolean isPending(Entity entity) {
    ViewComponent view = Mappers.VIEW.get(entity);
    SeriesComponent series = Mappers.SERIES.get(entity);
    DensityComponent density = Mappers.DENSITY.get(entity);
    return view.valid
        && series.slabs != null
        && (!density.current || view.revision != viewRevision || series.revision != seriesRevision);
  }

  /** Notes what was looked at. */
  void looked(Entity entity) {
    viewRevision = Mappers.VIEW.get(entity).revision;
    seriesRevision = Mappers.SERIES.get(entity).revision;
  }
}
