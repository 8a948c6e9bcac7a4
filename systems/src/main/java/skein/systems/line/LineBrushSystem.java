package skein.systems.line;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.utils.ImmutableArray;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.aggregate.ChannelFilter;
import skein.core.fault.SkeinException;
import skein.core.line.LineBrushing;
import skein.core.line.LineBrushing.Sifted;
import skein.core.line.LineLoader;
import skein.core.line.LineMapping;
import skein.core.line.LineSeries;
import skein.core.line.LineSet;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Has plots of lines in memory show the rows that pass the brushes, found on another thread: while
 * a range moves the rows found last are drawn, and each answer asks for where the range is then.
 * The histograms of the active view come with them, and anew once it rests elsewhere. Before the
 * systems that look at rows.
 */
public final class LineBrushSystem extends StageSystem {
  /** Frames for which a view must rest before its histograms are counted anew. */
  private static final int REST_FRAMES = 6;

  private final FrameComponent frame;
  private final LineMapping probe = new LineMapping();

  public LineBrushSystem(FrameComponent frame) {
    super(Family.all(SeriesComponent.class, ViewComponent.class, LinesComponent.class).get());
    this.frame = frame;
  }

  @Override
  protected void run(float seconds) {
    ImmutableArray<Entity> views = getEntities();
    for (int i = 0; i < views.size(); i++) {
      take(Mappers.SERIES.get(views.get(i)), views);
    }
    for (int i = 0; i < views.size(); i++) {
      show(Mappers.LINES.get(views.get(i)), Mappers.SERIES.get(views.get(i)));
    }
    for (int i = 0; i < views.size(); i++) {
      if (Mappers.VIEW.get(views.get(i)).active) {
        ask(views.get(i));
      }
    }
    for (int i = 0; i < views.size(); i++) {
      if (!Mappers.VIEW.get(views.get(i)).active) {
        ask(views.get(i));
      }
    }
  }

  /** Takes an answer about a series, which one of the views has asked for. */
  private void take(SeriesComponent series, ImmutableArray<Entity> views) {
    LineBrushing brushing = series.brushing;
    if (brushing == null) {
      return;
    }
    ChannelFilter filter = series.brushes.filter();
    Sifted answer = brushing.poll();
    if (answer != null) {
      boolean found = answer.lines() != null;
      if (found) {
        replace(series, brushing, answer.lines(), answer.version());
      } else if (!answer.failure().isEmpty()) {
        fail(series, answer);
      }
      for (int i = 0; i < views.size(); i++) {
        if (Mappers.SERIES.get(views.get(i)) == series) {
          deliver(views.get(i), answer);
        }
      }
    }
    if (!filter.isActive() && series.passing != null) {
      replace(series, brushing, null, filter.version());
    }
  }

  private static void replace(
      SeriesComponent series, LineBrushing brushing, @Nullable LineSet rows, long version) {
    LineSet old = series.passing;
    series.passing = rows;
    series.passingOf = version;
    if (old != null) {
      brushing.retire(old);
    }
  }

  private static void fail(SeriesComponent series, Sifted answer) {
    series.failedOf = answer.version();
    if (series.failure == null) {
      series.failure =
          new SkeinException(
              SkeinException.Kind.ENVIRONMENT,
              "the rows of " + series.name + " that pass the ranges are not shown",
              answer.failure(),
              "open fewer lines or columns, or filter with --where",
              null);
    }
  }

  private static void deliver(Entity view, Sifted answer) {
    LineViewState state = LineViewState.of(view);
    if (state.counting && answer.counts() != null) {
      Mappers.LINES.get(view).histograms = answer.counts();
    }
    state.failed = state.counting && !answer.failure().isEmpty();
    state.counting = false;
  }

  /** Has a view draw what its series says passes. */
  private void show(LinesComponent lines, SeriesComponent series) {
    if (lines.set == null) {
      return;
    }
    LineSet passing = series.passing;
    if (lines.passing != passing) {
      LineExactSystem.forget(lines);
      lines.passing = passing;
      for (int i = 0; i < lines.lines.size(); i++) {
        Mappers.LINE.get(lines.lines.get(i)).passing = passing == null ? null : passing.get(i);
      }
    }
    ChannelFilter filter = series.brushes.filter();
    lines.awaitsRows =
        filter.isActive()
            && series.passingOf != filter.version()
            && keepsCodes(lines)
            && !endedEmpty(lines);
  }

  private static boolean keepsCodes(LinesComponent lines) {
    LineLoader loader = lines.loader;
    return loader != null && !loader.projection().channels().isEmpty();
  }

  private static boolean endedEmpty(LinesComponent lines) {
    LineLoader loader = lines.loader;
    LineSet set = lines.set;
    return loader != null && set != null && ended(loader) && !set.hasCodes();
  }

  private static boolean ended(LineLoader loader) {
    return loader.progress().ended() && loader.lines().depth() == 0;
  }

  private void ask(Entity entity) {
    LinesComponent lines = Mappers.LINES.get(entity);
    SeriesComponent series = Mappers.SERIES.get(entity);
    LineBrushing brushing = brushing(lines, series);
    if (brushing == null) {
      return;
    }
    ViewComponent view = Mappers.VIEW.get(entity);
    LineViewState state = LineViewState.of(entity);
    ChannelFilter filter = series.brushes.filter();
    boolean within = view.active && view.valid;
    boolean stale = within && isStale(state, lines, view, filter);
    boolean count = stale && (state.rest >= REST_FRAMES || state.seenFilter != filter.version());
    boolean pick = lines.awaitsRows && series.failedOf != filter.version();
    if (brushing.idle() && (pick || count)) {
      if (within) {
        note(state, lines, view, filter);
      }
      range(brushing, lines, view, within);
      brushing.request(filter, pick, within);
    }
    brushing.tidy();
    frame.busy |= !brushing.idle() || stale || pick;
  }

  /** Finds rows of a series once all of it is here. */
  private @Nullable LineBrushing brushing(LinesComponent lines, SeriesComponent series) {
    LineBrushing held = series.brushing;
    LineSet set = lines.set;
    LineLoader loader = lines.loader;
    if (held != null || set == null || loader == null || !keepsCodes(lines)) {
      return held;
    }
    if (!ended(loader) || !set.hasCodes()) {
      return null;
    }
    LineBrushing made = new LineBrushing(frame.host, set);
    series.brushing = made;
    return made;
  }

  /** True when the histograms are of another filter, of another part of the lines or missing. */
  private static boolean isStale(
      LineViewState state, LinesComponent lines, ViewComponent view, ChannelFilter filter) {
    state.rest = view.x.sameAs(state.lastX) ? state.rest + 1 : 0;
    state.lastX.set(view.x);
    return (lines.histograms == null && !state.failed)
        || state.seenFilter != filter.version()
        || !view.x.sameAs(state.seenX)
        || state.seenLines != visible(lines);
  }

  private static int visible(LinesComponent lines) {
    int mark = 1;
    for (int i = 0; i < lines.lines.size(); i++) {
      mark = 31 * mark + (Mappers.LINE.get(lines.lines.get(i)).visible ? 1 : 0);
    }
    return mark;
  }

  private static void note(
      LineViewState state, LinesComponent lines, ViewComponent view, ChannelFilter filter) {
    state.seenFilter = filter.version();
    state.seenX.set(view.x);
    state.seenLines = visible(lines);
    state.counting = true;
  }

  /** Names the rows in view of the visible lines. */
  private void range(
      LineBrushing brushing, LinesComponent lines, ViewComponent view, boolean within) {
    for (int i = 0; i < lines.lines.size(); i++) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      LineSeries rows = line.series;
      long from = 0;
      long to = 0;
      if (within && line.visible) {
        long base = rows.origin().x();
        int width = view.plotWidth;
        probe.set(width, 1, view.x.loFrom(base), view.x.hiFrom(base), 0, 1);
        from = rows.firstFrom(0, probe, 0);
        to = rows.firstFrom(from, probe, Math.nextUp((double) width));
      }
      brushing.range(i, from, to);
    }
  }
}
