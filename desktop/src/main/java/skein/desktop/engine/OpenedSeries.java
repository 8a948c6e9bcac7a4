package skein.desktop.engine;

import org.jspecify.annotations.Nullable;
import skein.core.index.IndexLoader;
import skein.core.line.LineLoader;
import skein.core.load.SlabLoader;
import skein.core.query.RowLookup;
import skein.core.source.DataSource;
import skein.core.source.FileStates;
import skein.core.source.Projection;

/**
 * A series whose load has begun. Owned by the render thread once taken.
 *
 * @param name for people: the file's or table's name
 * @param lookup finds the nearest row; null where lines are drawn, which read out their own
 * @param files as they were when the source was opened
 */
public record OpenedSeries(
    SeriesRequest request,
    String name,
    DataSource source,
    Projection projection,
    SlabLoader loader,
    @Nullable RowLookup lookup,
    FileStates files) {
  /**
   * True when an index shows the rows: the source is so large that a scan of its columns would take
   * the processors from drawing for long.
   */
  public boolean isIndexed() {
    return loader instanceof IndexLoader;
  }

  /** The load of lines, or null where points are drawn. */
  public @Nullable LineLoader lines() {
    return loader instanceof LineLoader lines ? lines : null;
  }
}
