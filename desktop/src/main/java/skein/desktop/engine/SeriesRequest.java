package skein.desktop.engine;

import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.source.ColourMode;
import skein.core.source.SourceRequest;

/**
 * A series to open.
 *
 * @param x column name or null for the pick; y and colour likewise
 * @param mode colour mode or null to let the column's type decide
 */
public record SeriesRequest(
    SourceRequest source,
    @Nullable String x,
    @Nullable String y,
    @Nullable String colour,
    @Nullable ColourMode mode,
    AxisScale xScale,
    AxisScale yScale) {
  public SeriesRequest withSource(SourceRequest newSource) {
    return new SeriesRequest(newSource, x, y, colour, mode, xScale, yScale);
  }
}
