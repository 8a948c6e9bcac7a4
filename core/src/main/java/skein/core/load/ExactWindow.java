package skein.core.load;

import org.jspecify.annotations.Nullable;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.query.RowWindow;

/**
 * The rows of a window in blocks of their own, coded against that window instead of against the
 * blocks of the whole series. The caller owns the slabs.
 *
 * @param window what was asked for
 * @param origin that the slabs' bounds are offsets from: a row of the window, not of the series
 * @param slabs null when there are more rows than are fetched at once, or the query failed
 * @param failure why the query failed, empty when it did not
 */
public record ExactWindow(
    RowWindow window, SeriesOrigin origin, @Nullable SlabSet slabs, String failure)
    implements NewestFetch.Answer {
  @Override
  public void close() {
    if (slabs != null) {
      slabs.close();
    }
  }
}
