package skein.systems.aggregate;

import skein.components.ViewComponent;
import skein.core.aggregate.GridSpec;
import skein.core.block.SeriesOrigin;
import skein.core.source.ColourMode;

/**
 * The grid that a view asks for now; compared each frame, so it is no object of its own each time.
 */
final class WantedGrid {
  private int width = 1;
  private int height = 1;
  private double loX;
  private double hiX = 1;
  private double loY;
  private double hiY = 1;
  private ColourMode mode = ColourMode.COUNT;

  void set(ViewComponent view, SeriesOrigin origin, ColourMode newMode) {
    width = view.plotWidth;
    height = view.plotHeight;
    loX = view.x.loFrom(origin.x());
    hiX = view.x.hiFrom(origin.x());
    loY = view.y.loFrom(origin.y());
    hiY = view.y.hiFrom(origin.y());
    mode = newMode;
  }

  boolean is(GridSpec spec) {
    return spec.width() == width
        && spec.height() == height
        && spec.loX() == loX
        && spec.hiX() == hiX
        && spec.loY() == loY
        && spec.hiY() == hiY
        && spec.mode() == mode;
  }

  GridSpec spec() {
    return new GridSpec(width, height, loX, hiX, loY, hiY, mode);
  }
}
