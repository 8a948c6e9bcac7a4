package skein.core.select;

import java.util.List;

/**
 * What is known of a selection: its rows first, then column after column.
 *
 * @param request number of the request it answers
 * @param rows rows of the source, under its filter, that belong to the selection; exact
 * @param columns those measured so far, in the source's order
 * @param done true when nothing more comes
 * @param error one line when the query failed, else empty; rows is then -1 when not even they came
 */
public record SelectionSummary(
    long request, long rows, List<ColumnSummary> columns, boolean done, String error) {}
