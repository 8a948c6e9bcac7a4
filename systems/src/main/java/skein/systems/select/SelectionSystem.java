package skein.systems.select;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.components.InputComponent;
import skein.components.LinesComponent;
import skein.components.SelectionComponent;
import skein.components.SelectionComponent.Tool;
import skein.components.SeriesComponent;
import skein.components.ViewAction;
import skein.components.ViewComponent;
import skein.core.query.RowWindow;
import skein.core.select.LassoPath;
import skein.core.select.RowPage;
import skein.core.select.Selection;
import skein.core.select.SelectionService;
import skein.core.select.SelectionSummary;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Turns one drag into a selection once the tool is armed, and takes in what the service answers.
 * Runs before the view is moved, and takes the drag's press away from it. On a plot of lines a
 * selection is a range along x.
 */
public final class SelectionSystem extends StageSystem {
  private static final float LEAST = 4;

  /** Frames for which a brush must rest before rows are asked for again. */
  private static final int REST_FRAMES = 12;

  private static final double TOLERANCE = 0.5;
  private static final int MOST_VERTICES = 96;

  private final FrameComponent frame;
  private final InputComponent input;
  private final float[] pixelsX = new float[SelectionComponent.MOST_POINTS];
  private final float[] pixelsY = new float[SelectionComponent.MOST_POINTS];

  public SelectionSystem(FrameComponent frame, InputComponent input) {
    super(Family.all(SelectionComponent.class, ViewComponent.class, LinesComponent.class).get());
    this.frame = frame;
    this.input = input;
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    SelectionComponent s = Mappers.SELECTION.get(entity);
    ViewComponent v = Mappers.VIEW.get(entity);
    boolean lines = Mappers.LINES.get(entity).active();
    for (int i = 0; v.active && i < input.actionCount; i++) {
      act(input.actions[i], s);
    }
    if (v.valid) {
      boolean ended = draw(s, v, lines);
      SeriesComponent series = Mappers.SERIES.get(entity);
      if (ended && series != null) {
        s.axes = series.projection;
        s.source = series.source == null ? null : series.source.request();
      }
    }
    if (v.active) {
      filter(s, Mappers.SERIES.get(entity));
    }
    take(s);
  }

  /** Tells the service which rows pass, once a brush has come to rest, and asks anew. */
  private void filter(SelectionComponent s, @Nullable SeriesComponent series) {
    SelectionService service = s.service;
    if (series == null || service == null) {
      return;
    }
    long version = series.brushes.filter().version();
    s.filterRest = version == s.filterSeen ? s.filterRest + 1 : 0;
    s.filterSeen = version;
    boolean told = version == s.filterTold && service.equals(s.filterToldTo);
    frame.busy |= !told;
    if (told || s.filterRest < REST_FRAMES) {
      return;
    }
    boolean first = !service.equals(s.filterToldTo) && !series.brushes.isActive();
    s.filterTold = version;
    s.filterToldTo = service;
    service.only(series.brushes.predicate());
    if (s.selection != null && !first) {
      s.ask();
    }
  }

  private void act(ViewAction action, SelectionComponent s) {
    switch (action) {
      case SELECT -> arm(s, Tool.BOX);
      case LASSO -> arm(s, Tool.LASSO);
      case CANCEL -> {
        if (s.drawing) {
          s.drawing = false;
        } else {
          s.tool = Tool.NONE;
          s.clear();
        }
        frame.busy = true;
      }
      default -> {}
    }
  }

  private void arm(SelectionComponent s, Tool tool) {
    s.tool = s.tool == tool ? Tool.NONE : tool;
    frame.busy = true;
  }

  /** Goes on drawing a region; true when a new one was chosen. */
  private boolean draw(SelectionComponent s, ViewComponent v, boolean lines) {
    float fromX = input.pressX[InputComponent.LEFT];
    float fromY = input.pressY[InputComponent.LEFT];
    if (s.tool != Tool.NONE && input.pressed[InputComponent.LEFT] && hits(v, fromX, fromY)) {
      s.drawing = true;
      s.drawnIn = v;
      s.lasso = !lines && (s.tool == Tool.LASSO || input.alt);
      s.baseX = v.x.base();
      s.baseY = v.y.base();
      s.points = 0;
      add(s, v, fromX, fromY);
      input.pressed[InputComponent.LEFT] = false;
      input.doubleClicked = false;
    }
    if (!s.drawing || s.drawnIn != v) {
      return false;
    }
    frame.busy = true;
    boolean ends = input.released[InputComponent.LEFT] || !input.down[InputComponent.LEFT];
    boolean let = input.released[InputComponent.LEFT];
    extend(
        s,
        v,
        let ? input.releaseX[InputComponent.LEFT] : input.px,
        let ? input.releaseY[InputComponent.LEFT] : input.py);
    s.drawing = !ends;
    return ends && finish(s, v, lines);
  }

  private void extend(SelectionComponent s, ViewComponent v, float px, float py) {
    if (!s.lasso) {
      s.points = 1;
      add(s, v, px, py);
      return;
    }
    double dx = pixelX(s, v, s.points - 1) - px;
    double dy = pixelY(s, v, s.points - 1) - py;
    if (dx * dx + dy * dy < 1) {
      return;
    }
    if (s.points == SelectionComponent.MOST_POINTS) {
      s.points /= 2;
      for (int i = 0; i < s.points; i++) {
        s.pathX[i] = s.pathX[2 * i];
        s.pathY[i] = s.pathY[2 * i];
      }
    }
    add(s, v, px, py);
  }

  private static void add(SelectionComponent s, ViewComponent v, float px, float py) {
    double fx = Math.clamp((px - v.plotX) / (double) v.plotWidth, 0, 1);
    double fy = 1 - Math.clamp((py - v.plotY) / (double) v.plotHeight, 0, 1);
    s.pathX[s.points] = v.x.loFrom(s.baseX) + (v.x.at(fx) - v.x.lo());
    s.pathY[s.points] = v.y.loFrom(s.baseY) + (v.y.at(fy) - v.y.lo());
    s.points++;
  }

  /** Where a point of the path is now, in pixels. */
  private static double pixelX(SelectionComponent s, ViewComponent v, int point) {
    return v.plotX + (s.pathX[point] - v.x.loFrom(s.baseX)) / v.x.span() * v.plotWidth;
  }

  private static double pixelY(SelectionComponent s, ViewComponent v, int point) {
    double up = (s.pathY[point] - v.y.loFrom(s.baseY)) / v.y.span();
    return v.plotY + (1 - up) * v.plotHeight;
  }

  private boolean finish(SelectionComponent s, ViewComponent v, boolean lines) {
    float left = Float.POSITIVE_INFINITY;
    float right = Float.NEGATIVE_INFINITY;
    float top = Float.POSITIVE_INFINITY;
    float bottom = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < s.points; i++) {
      pixelsX[i] = (float) pixelX(s, v, i);
      pixelsY[i] = (float) pixelY(s, v, i);
      left = Math.min(left, pixelsX[i]);
      right = Math.max(right, pixelsX[i]);
      top = Math.min(top, pixelsY[i]);
      bottom = Math.max(bottom, pixelsY[i]);
    }
    if (right - left < LEAST || (bottom - top < LEAST && !lines)) {
      return false;
    }
    Selection chosen = s.lasso ? lasso(s) : box(s, lines);
    if (chosen != null) {
      s.selection = chosen;
      s.tool = Tool.NONE;
      s.ask();
    }
    return chosen != null;
  }

  private static Selection box(SelectionComponent s, boolean lines) {
    double none = Double.POSITIVE_INFINITY;
    return Selection.box(
        new RowWindow(
            s.baseX,
            Math.min(s.pathX[0], s.pathX[1]),
            Math.max(s.pathX[0], s.pathX[1]),
            s.baseY,
            lines ? -none : Math.min(s.pathY[0], s.pathY[1]),
            lines ? none : Math.max(s.pathY[0], s.pathY[1])));
  }

  private @Nullable Selection lasso(SelectionComponent s) {
    int[] kept = LassoPath.kept(pixelsX, pixelsY, s.points, TOLERANCE, MOST_VERTICES);
    if (kept.length < 3) {
      return null;
    }
    double[] x = new double[kept.length];
    double[] y = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      x[i] = s.pathX[kept[i]];
      y[i] = s.pathY[kept[i]];
    }
    return Selection.lasso(s.baseX, x, s.baseY, y);
  }

  private void take(SelectionComponent s) {
    SelectionService service = s.service;
    if (service == null || s.request == 0) {
      return;
    }
    SelectionSummary answer = service.poll();
    if (answer != null && answer.request() == s.request) {
      s.summary = answer;
      frame.busy = true;
    }
    RowPage page = service.pollPage();
    if (page != null && page.request() == s.request) {
      s.page = page;
      frame.busy = true;
    }
    SelectionSummary known = s.summary;
    frame.busy |= known == null || !known.done();
    RowPage here = s.page;
    frame.busy |= s.table && (here == null || here.first() != s.pageAsked);
  }

  private boolean hits(ViewComponent v, float x, float y) {
    return input.inside
        && x >= v.plotX
        && x < v.plotX + v.plotWidth
        && y >= v.plotY
        && y < v.plotY + v.plotHeight;
  }
}
