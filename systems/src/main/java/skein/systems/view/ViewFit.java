package skein.systems.view;

import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisWindow;
import skein.core.block.SeriesOrigin;
import skein.core.load.LoadProgress;
import skein.core.load.SlabLoader;
import skein.core.source.Projection;

/** The window that holds every plotted row: exact bounds, opened up where they are one value. */
public final class ViewFit {
  private ViewFit() {}

  /** Sets both windows and targets at once; false when nothing changed or nothing is known yet. */
  public static boolean apply(SeriesComponent series, ViewComponent view) {
    if (!bounds(series, view.targetX, view.targetY)) {
      return false;
    }
    if (view.valid && view.x.sameAs(view.targetX) && view.y.sameAs(view.targetY)) {
      return false;
    }
    view.x.set(view.targetX);
    view.y.set(view.targetY);
    view.animationLeft = 0;
    view.valid = true;
    view.revision++;
    return true;
  }

  /** Writes the fitting windows; false when no row is known yet. */
  public static boolean bounds(SeriesComponent series, AxisWindow x, AxisWindow y) {
    SlabLoader loader = series.loader;
    SeriesOrigin origin = series.origin;
    Projection projection = series.projection;
    if (loader == null || origin == null || projection == null) {
      return false;
    }
    LoadProgress p = loader.progress();
    double loX = p.loX;
    double hiX = p.hiX;
    double loY = p.loY;
    double hiY = p.hiY;
    if (!(loX <= hiX) || !(loY <= hiY)) {
      return false;
    }
    set(x, origin.x(), loX, hiX, projection.xScale());
    set(y, origin.y(), loY, hiY, projection.yScale());
    return true;
  }

  private static void set(AxisWindow w, long base, double lo, double hi, AxisScale scale) {
    if (lo < hi) {
      w.set(base, lo, hi);
      return;
    }
    double half = scale == AxisScale.LOG10 ? 0.5 : Math.max(0.5, Math.abs(lo) * 1e-6);
    w.set(base, Math.max(lo - half, -Double.MAX_VALUE), Math.min(hi + half, Double.MAX_VALUE));
  }
}
