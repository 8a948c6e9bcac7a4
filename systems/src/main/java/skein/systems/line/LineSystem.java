package skein.systems.line;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.axis.AxisWindow;
import skein.core.block.SeriesOrigin;
import skein.core.line.LineLoader;
import skein.core.line.LineSet;
import skein.core.residency.ResidentSet;
import skein.core.source.LineProjection;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Computes the pixel columns of each visible line when the view, the rows or the style have
 * changed: all of them in the frame of the change. Lines in memory are exact in each frame; those
 * of an index once the blocks at the borders of their columns are here. While the y axes follow the
 * data, their windows are set from what is in view along x.
 */
public final class LineSystem extends StageSystem implements AutoCloseable {
  private final FrameComponent frame;
  private final LineCrew crew = new LineCrew();

  public LineSystem(FrameComponent frame) {
    super(Family.all(ViewComponent.class, LinesComponent.class, DensityComponent.class).get());
    this.frame = frame;
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    LinesComponent lines = Mappers.LINES.get(entity);
    ViewComponent view = Mappers.VIEW.get(entity);
    LineSet set = lines.rows();
    LineProjection projection = lines.projection;
    LineViewState state = LineViewState.of(entity);
    if (set == null || projection == null || !view.valid) {
      state.seenView = -1;
      return;
    }
    DensityComponent density = Mappers.DENSITY.get(entity);
    density.current = false;
    frame.rowsDrawn += set.rows();
    long rows = revisions(set);
    boolean same =
        view.revision == state.seenView
            && lines.revision == state.seenStyle
            && lines.passing == state.seenPassing
            && rows == state.seenRows;
    if (same && state.share >= 1 && !lines.awaitsExact) {
      density.exactShare = lines.awaitsRows ? 0 : 1;
      return;
    }
    state.seenRows = rows;
    state.seenPassing = lines.passing;
    state.seenStyle = lines.revision;
    update(state, lines, view, projection);
    state.seenView = view.revision;
    state.share = exactShare(lines);
    density.exactShare = lines.awaitsExact || lines.awaitsRows ? 0 : state.share;
    frame.busy |= density.exactShare < 1 && sharpens(Mappers.SERIES.get(entity));
  }

  /** Of all columns of the visible lines. */
  private static double exactShare(LinesComponent lines) {
    double sum = 0;
    int visible = 0;
    for (int i = 0; i < lines.lines.size(); i++) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      if (line.visible) {
        sum += line.columns.exactShare();
        visible++;
      }
    }
    return visible == 0 ? 1 : sum / visible;
  }

  /** True while blocks are on their way: then columns are computed in each frame. */
  private static boolean sharpens(SeriesComponent series) {
    ResidentSet residents = series.residents;
    return residents != null && residents.damaged() < 0;
  }

  private static long revisions(LineSet set) {
    long sum = 0;
    for (int i = 0; i < set.size(); i++) {
      sum += set.get(i).revision();
    }
    return sum;
  }

  private void update(
      LineViewState state, LinesComponent lines, ViewComponent view, LineProjection projection) {
    LineLoader loader = lines.loader;
    double median = loader == null ? 0 : loader.medianSpacing();
    double mostGap = lines.gaps.most(projection.xType(), median);
    state.left.clear();
    state.right.clear();
    lines.inView = 0;
    for (int i = 0; i < lines.lines.size(); i++) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      if (line.visible) {
        map(line, view, view.y);
        line.columns.begin(line.shown(), line.mapping, mostGap);
      }
    }
    crew.scan(lines);
    for (int i = 0; i < lines.lines.size(); i++) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      if (line.visible) {
        line.columns.end();
        lines.inView += line.columns.count();
        (line.right ? state.right : state.left).add(line);
      }
    }
    boolean moved = lines.autoY && state.left.applyTo(view.y);
    if (lines.autoY) {
      view.targetY.set(view.y);
    }
    if (lines.autoRight) {
      moved |= state.right.applyTo(lines.rightY);
    } else {
      moveRight(state, lines, view);
    }
    if (moved) {
      view.revision++;
    }
    state.lastY.set(view.y);
    for (int i = 0; i < lines.lines.size(); i++) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      if (line.visible) {
        map(line, view, line.right ? lines.rightY : view.y);
      }
    }
    crew.cover(lines);
    lines.computed++;
  }

  private static void map(LineComponent line, ViewComponent view, AxisWindow y) {
    SeriesOrigin origin = line.shown().origin();
    line.mapping.set(
        view.plotWidth,
        view.plotHeight,
        view.x.loFrom(origin.x()),
        view.x.hiFrom(origin.x()),
        y.loFrom(origin.y()),
        y.hiFrom(origin.y()));
  }

  /** Moves the right axis as the left one has moved since the frame before. */
  private static void moveRight(LineViewState state, LinesComponent lines, ViewComponent view) {
    AxisWindow lastY = state.lastY;
    if (state.seenView < 0 || view.y.sameAs(lastY)) {
      return;
    }
    double span = lastY.span();
    double from = (view.y.loFrom(lastY.base()) - lastY.lo()) / span;
    double to = (view.y.hiFrom(lastY.base()) - lastY.lo()) / span;
    AxisWindow y = lines.rightY;
    double lo = y.at(from);
    double hi = y.at(to);
    if (lo < hi) {
      y.set(y.base(), lo, hi);
    }
  }

  @Override
  public void close() {
    crew.close();
  }
}
