package skein.systems.line;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.axis.AxisScale;
import skein.core.line.ExactLineRows;
import skein.core.line.ExactLines;
import skein.core.line.LineDepth;
import skein.core.line.LineLoader;
import skein.core.line.LineSeries;
import skein.core.line.LineSet;
import skein.core.line.LineWindow;
import skein.core.residency.ResidentSet;
import skein.core.source.LineProjection;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Serves views of lines that are deeper than codes reach from exact rows: asks for the rows around
 * the view, and has them drawn once they are here. Until then, and where there are too many rows to
 * fetch, the series' own are drawn. Before the system that computes columns.
 */
public final class LineExactSystem extends StageSystem {
  /** Spans of the window asked for, in spans of the view: room to pan. */
  private static final double ROOM = 3;

  /** Spans of the view around it below which the next window is asked for ahead. */
  private static final double MARGIN = 0.4;

  private final FrameComponent frame;
  private final LineDepth depth = new LineDepth();

  public LineExactSystem(FrameComponent frame) {
    super(Family.all(SeriesComponent.class, ViewComponent.class, LinesComponent.class).get());
    this.frame = frame;
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    LinesComponent lines = Mappers.LINES.get(entity);
    ViewComponent view = Mappers.VIEW.get(entity);
    LineSet set = lines.rows();
    LineLoader loader = lines.loader;
    ExactLines exact = lines.exact;
    lines.awaitsExact = false;
    if (set == null || loader == null || exact == null) {
      return;
    }
    boolean whole = view.valid && loader.progress().ended() && loader.lines().depth() == 0;
    if (!whole || !tooDeep(lines, view)) {
      draw(lines, null);
      drop(lines);
      return;
    }
    take(lines, exact);
    serve(lines, view, set, exact, Mappers.SERIES.get(entity));
  }

  private boolean tooDeep(LinesComponent lines, ViewComponent view) {
    for (int i = 0; i < lines.lines.size(); i++) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      boolean served = line.exact != null;
      if (line.visible
          && depth.tooDeep(
              line.rows(),
              view.x,
              line.right ? lines.rightY : view.y,
              view.plotWidth,
              view.plotHeight,
              served)) {
        return true;
      }
    }
    return false;
  }

  private static void take(LinesComponent lines, ExactLines exact) {
    ExactLineRows answer = exact.poll();
    if (answer != null) {
      lines.asked = null;
      release(lines);
      lines.exactRows = answer;
    }
  }

  /** Frees what is here and lets go what is asked for: other rows are to be shown. */
  static void forget(LinesComponent lines) {
    drop(lines);
    release(lines);
  }

  private static void drop(LinesComponent lines) {
    ExactLines exact = lines.exact;
    if (lines.asked != null && exact != null) {
      lines.asked = null;
      exact.drop();
    }
  }

  /** Frees the exact rows that a plot holds. */
  public static void release(LinesComponent lines) {
    draw(lines, null);
    ExactLineRows old = lines.exactRows;
    lines.exactRows = null;
    lines.refused = null;
    if (old != null) {
      old.close();
    }
  }

  /** Has rows of exact series drawn, or those of the series themselves. */
  private static void draw(LinesComponent lines, @Nullable List<LineSeries> rows) {
    for (int i = 0; i < lines.lines.size(); i++) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      LineSeries next = rows == null ? null : rows.get(i);
      if (line.exact != next) {
        line.exact = next;
        lines.revision++;
      }
    }
  }

  private void serve(
      LinesComponent lines,
      ViewComponent view,
      LineSet set,
      ExactLines exact,
      SeriesComponent series) {
    ExactLineRows here = lines.exactRows;
    if (here != null && here.window().holds(view.x, 0)) {
      if (!here.series().isEmpty()) {
        draw(lines, here.series());
        if (!here.window().holds(view.x, MARGIN)) {
          ask(lines, view, set, exact, series);
        }
        return;
      }
      draw(lines, null);
      if (!isSmaller(view, here.window()) || !here.failure().isEmpty()) {
        return;
      }
    }
    draw(lines, null);
    lines.awaitsExact = ask(lines, view, set, exact, series);
  }

  /** Rows that were too many are asked for again only for a window that is much smaller. */
  private static boolean isSmaller(ViewComponent view, LineWindow than) {
    return view.x.span() * ROOM * 2 < than.span();
  }

  /** Asks for the rows around a view, once; false when they will not come. */
  private boolean ask(
      LinesComponent lines,
      ViewComponent view,
      LineSet set,
      ExactLines exact,
      SeriesComponent series) {
    if (lines.awaitsRows) {
      return false;
    }
    LineWindow asked = lines.asked;
    if (asked == null || !asked.holds(view.x, 0)) {
      LineWindow refused = lines.refused;
      if (refused != null && refused.holds(view.x, 0) && !isSmaller(view, refused)) {
        return false;
      }
      LineWindow wanted = LineWindow.around(set, view.x, isWhole(lines.projection), ROOM);
      if (wanted == null) {
        ResidentSet residents = series.residents;
        boolean coming = residents != null && residents.damaged() < 0;
        frame.busy |= coming;
        return coming;
      }
      if (wanted.rows() > ExactLines.MOST_ROWS) {
        lines.refused = wanted;
        return false;
      }
      lines.asked = wanted;
      exact.request(wanted, lines.passing == null ? "" : series.brushes.predicate());
    }
    frame.busy = true;
    return true;
  }

  private static boolean isWhole(@Nullable LineProjection p) {
    return p != null && p.xType().isLong() && p.xScale() == AxisScale.LINEAR;
  }
}
