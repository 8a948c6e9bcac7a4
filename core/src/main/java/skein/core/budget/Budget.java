package skein.core.budget;

/**
 * A limit for a measure.
 *
 * @param name dotted name of the measure, such as {@code frame} or {@code system.aggregate}
 * @param unit for people: {@code ms}, {@code share}, {@code bytes}
 * @param limit what the measure may reach
 * @param atLeast true where the measure must not fall below the limit
 */
public record Budget(String name, String unit, double limit, boolean atLeast) {
  /** True when the value is within the limit; a value that is not known is. */
  public boolean holds(double value) {
    return Double.isNaN(value) || (atLeast ? value >= limit : value <= limit);
  }

  /** True when {@code value} breaks the limit by more than {@code other}. */
  boolean worse(double value, double other) {
    return Double.isNaN(other) || (atLeast ? value < other : value > other);
  }
}
