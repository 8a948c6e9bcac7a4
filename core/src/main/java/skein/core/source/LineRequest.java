package skein.core.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;

/**
 * Which columns shall become lines.
 *
 * @param x column, or null for the pick
 * @param left columns of the left axis; both lists empty for the pick
 * @param right columns of the right axis
 * @param by column whose values part one y column into series, or null
 */
public record LineRequest(
    @Nullable String x,
    List<String> left,
    List<String> right,
    @Nullable String by,
    AxisScale xScale,
    AxisScale yScale) {}
