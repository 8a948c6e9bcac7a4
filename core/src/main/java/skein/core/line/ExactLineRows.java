package skein.core.line;

import java.util.List;
import skein.core.load.NewestFetch;

/**
 * The rows of a window, a series each. Owned by whoever polled it.
 *
 * @param series in the order of the load's; empty when there are more rows than are fetched at
 *     once, or the query failed
 * @param failure why the query failed, empty when it did not
 */
public record ExactLineRows(LineWindow window, List<LineSeries> series, String failure)
    implements NewestFetch.Answer {
  @Override
  public void close() {
    for (LineSeries one : series) {
      one.close();
    }
  }
}
