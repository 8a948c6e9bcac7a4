package skein.systems.lod;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import org.jspecify.annotations.Nullable;
import skein.components.ExactComponent;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.GridSpec;
import skein.core.aggregate.ZoomDepth;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.load.ExactRows;
import skein.core.load.ExactWindow;
import skein.core.load.SlabLoader;
import skein.core.query.RowWindow;
import skein.core.source.ColourMode;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Serves views that are deeper than the codes of blocks from exact rows: asks for the rows around
 * the view, and counts them instead of the blocks once they are here. Until then, and where there
 * are too many rows to fetch, the blocks are drawn.
 */
public final class ExactZoomSystem extends StageSystem {
  /** Spans of the window asked for, in spans of the view: room to pan. */
  private static final double ROOM = 3;

  /** Spans of the view around it below which the next window is asked for ahead. */
  private static final double MARGIN = 0.4;

  /** Bytes of exact rows moved to the aggregator in a frame. */
  private static final long UPLOAD_BYTES = 8L << 20;

  private final FrameComponent frame;
  private final ZoomDepth ofSeries = new ZoomDepth();
  private final ZoomDepth ofWindow = new ZoomDepth();
  private final GridSpec spec = new GridSpec();

  public ExactZoomSystem(FrameComponent frame) {
    super(Family.all(SeriesComponent.class, ViewComponent.class, ExactComponent.class).get());
    this.frame = frame;
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    SeriesComponent s = Mappers.SERIES.get(entity);
    ViewComponent v = Mappers.VIEW.get(entity);
    ExactComponent e = Mappers.EXACT.get(entity);
    SlabSet slabs = s.slabs;
    SeriesOrigin origin = s.origin;
    SlabLoader loader = s.loader;
    ExactRows rows = e.rows;
    e.active = false;
    e.deep = false;
    if (slabs == null || origin == null || loader == null || rows == null || !v.valid) {
      return;
    }
    if (!loader.progress().ended() || s.incoming != null) {
      return;
    }
    look(v, origin);
    e.deep = ofSeries.tooDeep(slabs, spec) || isCoarse(origin);
    if (!e.deep) {
      stop(e, rows);
      return;
    }
    take(e, rows);
    serve(e, rows, v);
  }

  private void look(ViewComponent v, SeriesOrigin origin) {
    spec.set(
        v.plotWidth,
        v.plotHeight,
        v.x.loFrom(origin.x()),
        v.x.hiFrom(origin.x()),
        v.y.loFrom(origin.y()),
        v.y.hiFrom(origin.y()),
        ColourMode.COUNT);
  }

  /**
   * True where an int64 axis is so far from the series' origin that doubles, which block bounds
   * are, cannot tell its cells apart.
   */
  private boolean isCoarse(SeriesOrigin origin) {
    boolean x = origin.x() != 0 && ZoomDepth.isCoarse(spec.loX(), spec.hiX(), spec.width());
    return x || (origin.y() != 0 && ZoomDepth.isCoarse(spec.loY(), spec.hiY(), spec.height()));
  }

  private static void stop(ExactComponent e, ExactRows rows) {
    if (e.asked != null) {
      e.asked = null;
      rows.cancel();
    }
  }

  private void take(ExactComponent e, ExactRows rows) {
    ExactWindow answer = rows.poll();
    if (answer == null) {
      return;
    }
    e.asked = null;
    release(e, frame.aggregator);
    e.window = answer;
  }

  /** Frees the rows that a component holds. */
  public static void release(ExactComponent e, Aggregator aggregator) {
    ExactWindow old = e.window;
    e.window = null;
    e.active = false;
    if (old != null) {
      SlabSet slabs = old.slabs();
      if (slabs != null) {
        aggregator.forget(slabs);
      }
      old.close();
    }
  }

  private void serve(ExactComponent e, ExactRows rows, ViewComponent v) {
    ExactWindow here = e.window;
    if (here != null && here.window().holds(v.x, v.y)) {
      SlabSet slabs = here.slabs();
      if (slabs == null) {
        refuse(e, rows, here, v);
        return;
      }
      look(v, here.origin());
      if (!ofWindow.tooDeep(slabs, spec)) {
        activate(e, slabs);
        if (!here.window().holds(v.x, v.y, MARGIN)) {
          ask(e, rows, v);
        }
        return;
      }
    }
    ask(e, rows, v);
  }

  /** Too many rows, or a query that failed: asked again only for a window that is much smaller. */
  private void refuse(ExactComponent e, ExactRows rows, ExactWindow here, ViewComponent v) {
    RowWindow w = here.window();
    boolean smaller =
        v.x.span() * ROOM * 2 < w.hiX() - w.loX() || v.y.span() * ROOM * 2 < w.hiY() - w.loY();
    if (smaller && here.failure().isEmpty()) {
      ask(e, rows, v);
    }
  }

  private void activate(ExactComponent e, SlabSet slabs) {
    if (frame.aggregator.pendingBytes(slabs) > 0) {
      frame.uploadedBytes += frame.aggregator.upload(slabs, UPLOAD_BYTES);
      frame.busy = true;
    }
    e.active = frame.aggregator.pendingBytes(slabs) == 0;
  }

  private void ask(ExactComponent e, ExactRows rows, ViewComponent v) {
    @Nullable RowWindow asked = e.asked;
    if (asked == null || !asked.holds(v.x, v.y)) {
      RowWindow wanted = RowWindow.around(v.x, v.y, ROOM);
      e.asked = wanted;
      rows.request(wanted);
    }
    frame.busy = true;
  }
}
