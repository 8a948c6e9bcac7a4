package skein.core.source;

/**
 * The smallest and the largest value of an axis that has a place in a plot.
 *
 * @param any false when there is none
 * @param loLong of an int64 axis; hiLong likewise
 * @param lo of a double axis; hi likewise
 */
public record ValueBounds(boolean any, long loLong, long hiLong, double lo, double hi) {
  static final ValueBounds NONE = new ValueBounds(false, 0, 0, 0, 0);
}
