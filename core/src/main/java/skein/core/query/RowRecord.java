package skein.core.query;

import java.util.List;

/**
 * One row of a source.
 *
 * @param request number of the request it answers
 * @param names all columns of the source; empty when no row lies in the box
 * @param values as DuckDB prints them, "null" for NULL
 * @param offsetX position of the row on x relative to the request's base; NaN when none
 * @param offsetY likewise on y
 * @param error one line when the look-up failed, else empty
 */
public record RowRecord(
    long request,
    List<String> names,
    List<String> values,
    double offsetX,
    double offsetY,
    String error) {}
