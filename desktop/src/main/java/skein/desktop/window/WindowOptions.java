package skein.desktop.window;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.Look;
import skein.desktop.engine.SeriesRequest;

/**
 * How a window starts.
 *
 * @param request what to open, or null for the empty state
 * @param uiScale size of text and lines on top of the monitor's own scale
 * @param continuous draw also when nothing changes
 * @param trace file for one JSON line per change of the view, or null
 */
public record WindowOptions(
    @Nullable SeriesRequest request,
    Look look,
    Wish aggregator,
    int width,
    int height,
    float uiScale,
    boolean continuous,
    @Nullable Path trace) {
  public WindowOptions(
      @Nullable SeriesRequest request, Look look, Wish aggregator, int width, int height) {
    this(request, look, aggregator, width, height, 1, false, null);
  }
}
