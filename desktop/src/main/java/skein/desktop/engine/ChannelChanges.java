package skein.desktop.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.channel.Brushes;
import skein.core.channel.ChannelRequest;
import skein.core.index.IndexedLineLoader;

/**
 * What to open when columns to filter by come and go, and when the ranges of lines of an index have
 * changed: their rows are read anew, all else is filtered by itself. Render thread only.
 */
final class ChannelChanges {
  private final Visualizer visualizer;

  /** What {@link #lines} has looked at last, and whether rows had to be read for it. */
  private long seen = -1;

  private @Nullable SeriesRequest of;
  private boolean stale;

  ChannelChanges(Visualizer visualizer) {
    this.visualizer = visualizer;
  }

  SeriesRequest with(SeriesRequest now, String column) {
    return now.withFiltering(ranges(now).with(List.of(new ChannelRequest(column))));
  }

  /** Its range goes at once. */
  SeriesRequest without(SeriesRequest now, String column) {
    Brushes brushes = brushes();
    if (brushes.indexOf(column) >= 0) {
      brushes.clear(brushes.indexOf(column));
    }
    return now.withFiltering(ranges(now).without(column));
  }

  /** The ranges as they are chosen now, where lines need them to be read. */
  private Filtering ranges(SeriesRequest now) {
    return isIndexed() ? now.filtering().passing(brushes().predicate()) : now.filtering();
  }

  private Brushes brushes() {
    return visualizer.series().brushes;
  }

  /**
   * What to open for the ranges of lines, or null when they are what is shown or have to be asked
   * for. Allocates only after a change.
   */
  @Nullable SeriesRequest lines(SeriesRequest now, boolean asked) {
    if (!isIndexed()) {
      return null;
    }
    Brushes brushes = brushes();
    if (seen != brushes.filter().version() || !now.equals(of)) {
      settle(now);
      stale = !brushes.predicate().equals(now.filtering().passing(brushes.channels()));
    }
    if (!stale || !asked) {
      return null;
    }
    stale = false;
    return now.withFiltering(ranges(now));
  }

  private boolean isIndexed() {
    return visualizer.series().loader instanceof IndexedLineLoader;
  }

  /** True while changed ranges wait to be asked for. */
  boolean wait(SeriesRequest now) {
    return stale && isIndexed() && now.equals(of);
  }

  /** Takes what is shown for what is wanted, until a range is changed again. */
  void settle(@Nullable SeriesRequest now) {
    seen = brushes().filter().version();
    of = now;
    stale = false;
  }
}
