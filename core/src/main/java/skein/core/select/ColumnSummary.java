package skein.core.select;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column over the rows of a selection.
 *
 * @param column which
 * @param nulls rows that are NULL
 * @param min smallest value as DuckDB prints it, of numbers the smallest finite one; null when
 *     there is none
 * @param max likewise
 * @param mean of the finite values, NaN when there are none or they are too large to add
 * @param deviation sample standard deviation (n - 1), NaN below two values
 * @param top of text: the most frequent values, most frequent first
 */
public record ColumnSummary(
    SelectColumn column,
    long nulls,
    @Nullable String min,
    @Nullable String max,
    double mean,
    double deviation,
    List<Top> top) {

  /** A value and how many rows hold it. */
  public record Top(String value, long rows) {}
}
