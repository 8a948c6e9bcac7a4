package skein.systems.aggregate;

import skein.components.ViewComponent;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.GridSpec;
import skein.core.block.SeriesOrigin;
import skein.core.source.ColourMode;

/** The grid that a view asks for now; one object, set each frame. */
final class WantedGrid {
  private final GridSpec spec = new GridSpec();

  void set(ViewComponent view, SeriesOrigin origin, ColourMode mode, ChannelFilter filter) {
    spec.set(
        view.plotWidth,
        view.plotHeight,
        view.x.loFrom(origin.x()),
        view.x.hiFrom(origin.x()),
        view.y.loFrom(origin.y()),
        view.y.hiFrom(origin.y()),
        mode);
    spec.filter().set(filter);
  }

  boolean is(GridSpec other) {
    return spec.equals(other);
  }

  /** Changes with the next {@link #set}: whoever keeps it copies it. */
  GridSpec spec() {
    return spec;
  }
}
