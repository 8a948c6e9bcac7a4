package skein.core.source;

import skein.core.axis.AxisType;

/**
 * A column drawn as lines over x.
 *
 * @param column exact name
 * @param type meaning of its values
 * @param right true when it belongs to the axis at the right
 */
public record LineColumn(String column, AxisType type, boolean right) {}
