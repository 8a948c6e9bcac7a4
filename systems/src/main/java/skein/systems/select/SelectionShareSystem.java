package skein.systems.select;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.components.SelectionComponent;
import skein.components.SeriesComponent;
import skein.components.ShareComponent;
import skein.components.ViewComponent;
import skein.core.query.RowWindow;
import skein.core.select.Selection;
import skein.core.select.SelectionService;
import skein.core.select.SelectionShares;
import skein.core.select.SelectionShares.Question;
import skein.core.select.SelectionShares.Share;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Asks where the selected rows lie in views that show other columns of the same source, once such a
 * view rests. After the system that draws selections.
 */
public final class SelectionShareSystem extends StageSystem {
  /** Frames for which a view must rest before it is asked for. */
  private static final int REST_FRAMES = 12;

  /** Pixels of a cell's edge, and most cells along an axis. */
  private static final int CELL = 6;

  private static final int MOST_COLUMNS = 200;
  private static final int MOST_ROWS = 120;

  private final FrameComponent frame;

  public SelectionShareSystem(FrameComponent frame) {
    super(
        Family.all(
                SelectionComponent.class,
                SeriesComponent.class,
                ViewComponent.class,
                ShareComponent.class)
            .get());
    this.frame = frame;
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    ShareComponent share = Mappers.SHARE.get(entity);
    SelectionComponent s = Mappers.SELECTION.get(entity);
    SeriesComponent series = Mappers.SERIES.get(entity);
    ViewComponent view = Mappers.VIEW.get(entity);
    Selection chosen = s.selection;
    if (chosen == null || s.drawing || !view.valid || !isElsewhere(s, series)) {
      leave(share);
      return;
    }
    if (share.asked != null && share.asked != chosen) {
      leave(share);
    }
    take(share);
    boolean rests = view.x.sameAs(share.lastX) && view.y.sameAs(share.lastY);
    share.rest = rests ? share.rest + 1 : 0;
    share.lastX.set(view.x);
    share.lastY.set(view.y);
    boolean lines = Mappers.LINES.get(entity).active();
    boolean same =
        share.asked == chosen
            && share.askedFilter == s.filterTold
            && view.x.sameAs(share.askedX)
            && (lines || view.y.sameAs(share.askedY));
    if (!same && share.rest >= REST_FRAMES) {
      ask(share, s, chosen, series, view, lines);
    }
    frame.busy |= share.waits || !same;
  }

  private static void leave(ShareComponent share) {
    SelectionShares service = share.service;
    if (share.waits && service != null) {
      service.request(null);
    }
    share.forget();
  }

  private static void take(ShareComponent share) {
    SelectionShares service = share.service;
    Share answer = service == null || !share.waits ? null : service.poll();
    if (answer != null) {
      share.waits = false;
      share.shown = answer;
    }
  }

  private static void ask(
      ShareComponent share,
      SelectionComponent s,
      Selection chosen,
      SeriesComponent series,
      ViewComponent view,
      boolean lines) {
    DataSource source = series.source;
    Projection projection = series.projection;
    SelectionService service = s.service;
    if (source == null || projection == null || service == null) {
      return;
    }
    SelectionShares answers = share.service;
    if (answers == null) {
      answers = source.shares(projection);
      share.service = answers;
    }
    int columns = Math.clamp(view.plotWidth / CELL, 1, MOST_COLUMNS);
    int rows = lines ? 0 : Math.clamp(view.plotHeight / CELL, 1, MOST_ROWS);
    RowWindow window = RowWindow.around(view.x, view.y, 1);
    answers.request(new Question(service.predicate(chosen), window, columns, rows));
    share.asked = chosen;
    share.askedFilter = s.filterTold;
    share.askedX.set(view.x);
    share.askedY.set(view.y);
    share.waits = true;
  }

  /** True where a series shows the same rows on other axes than those of the selection's view. */
  private static boolean isElsewhere(SelectionComponent s, SeriesComponent series) {
    DataSource source = series.source;
    Projection here = series.projection;
    Selection chosen = s.selection;
    return source != null
        && here != null
        && chosen != null
        && s.service != null
        && s.source != null
        && s.source.equals(source.request())
        && !isOnAxes(s.axes, here, chosen);
  }

  /** True when a selection drawn on some axes means the same on others. */
  public static boolean isOnAxes(
      @Nullable Projection drawn, @Nullable Projection here, Selection chosen) {
    if (drawn == null || here == null) {
      return true;
    }
    boolean sameX = drawn.x().equals(here.x()) && drawn.xScale() == here.xScale();
    boolean sameY = drawn.y().equals(here.y()) && drawn.yScale() == here.yScale();
    return sameX && (sameY || chosen.isRange());
  }
}
