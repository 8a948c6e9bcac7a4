package skein.desktop.engine;

import org.jspecify.annotations.Nullable;
import skein.components.SeriesComponent;
import skein.core.fault.SkeinException;
import skein.core.line.LineLoader;
import skein.core.load.LoadProgress;
import skein.core.load.SlabLoader;

/**
 * A series that is loaded behind the one on screen and takes its place once all of it is here, so
 * that a plot goes on while a column is read for it. When the load fails or is cancelled the old
 * series stays. Render thread only.
 */
final class SeriesSwap {
  /** A series that has just been put in place of another. */
  record Shown(SeriesNode node, OpenedSeries opened) {}

  private final Canvas canvas;
  private @Nullable SeriesNode old;
  private @Nullable SeriesNode next;
  private @Nullable OpenedSeries opened;
  private boolean ended;

  SeriesSwap(Canvas canvas) {
    this.canvas = canvas;
  }

  /** What the series to come was asked for, or null while none is awaited. */
  @Nullable SeriesRequest request() {
    OpenedSeries held = opened;
    return held == null ? null : held.request();
  }

  /** Begins to take in a series that is to replace another; one awaited before is let go. */
  void begin(SeriesNode shown, OpenedSeries coming) {
    cancel();
    old = shown;
    opened = coming;
    next = canvas.prepare(coming);
    ended = false;
    shown.series().next = coming.loader();
  }

  /** Lets the awaited series go; what is shown stays. True when there was one. */
  boolean cancel() {
    SeriesNode awaited = next;
    SeriesNode shown = old;
    next = null;
    old = null;
    opened = null;
    if (awaited == null || shown == null) {
      return false;
    }
    shown.series().next = null;
    canvas.discard(awaited);
    return true;
  }

  /** Shows the awaited series once it is whole, and gives it then; once a frame. */
  @Nullable Shown poll() {
    SeriesNode awaited = next;
    SeriesNode shown = old;
    OpenedSeries coming = opened;
    if (awaited == null || shown == null || coming == null) {
      return null;
    }
    LoadProgress progress = coming.loader().progress();
    SkeinException failure = progress.failure;
    boolean gone = canvas.showing(shown).isEmpty();
    if (failure != null || gone) {
      cancel();
      shown.series().failure = gone ? shown.series().failure : failure;
      return null;
    }
    // what came before the end is taken in by the frame after it was seen
    boolean before = ended;
    ended = progress.ended();
    if (!before || !isTaken(awaited.series(), coming.loader())) {
      return null;
    }
    next = null;
    old = null;
    opened = null;
    shown.series().next = null;
    awaited.brushAs(shown);
    canvas.show(canvas.showing(shown), awaited, true);
    return new Shown(awaited, coming);
  }

  private static boolean isTaken(SeriesComponent series, SlabLoader loader) {
    int waiting = loader instanceof LineLoader lines ? lines.lines().depth() : 0;
    return series.incoming == null && waiting + loader.queue().depth() == 0;
  }
}
