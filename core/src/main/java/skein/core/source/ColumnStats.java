package skein.core.source;

import org.jspecify.annotations.Nullable;

/**
 * Measured facts of a column.
 *
 * @param min smallest value as DuckDB prints it, or null when there is none or it is not known
 * @param max largest value as DuckDB prints it, or null when there is none or it is not known
 * @param nulls rows that are NULL, or -1 when a nested column was too large to look at
 */
public record ColumnStats(@Nullable String min, @Nullable String max, long nulls) {}
