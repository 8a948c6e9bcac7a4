package skein.core.select;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some consecutive rows of a selection.
 *
 * @param request number of the selection's request
 * @param first number of the first row
 * @param total rows that can be paged through: all of the selection, at most {@link #MOST}
 * @param rows a list of values each, as DuckDB prints them; null for NULL
 * @param error one line when the query failed, else empty
 */
public record RowPage(
    long request, long first, long total, List<List<@Nullable String>> rows, String error) {
  /** Rows of a selection that are kept for paging. */
  public static final int MOST = 100_000;
}
