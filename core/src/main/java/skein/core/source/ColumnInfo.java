package skein.core.source;

import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisType;

/**
 * One column as the source declares it.
 *
 * @param name exactly as in the source
 * @param sqlType DuckDB's name of its type
 * @param axisType how it works as an axis, or null when it cannot
 * @param category true when it can colour by category (text, boolean, enum, small integers)
 */
public record ColumnInfo(
    String name, String sqlType, @Nullable AxisType axisType, boolean category) {}
