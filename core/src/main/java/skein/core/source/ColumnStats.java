package skein.core.source;

import org.jspecify.annotations.Nullable;

/**
 * Measured facts of a column.
 *
 * @param min smallest value as DuckDB prints it, or null when there is none
 * @param max largest value as DuckDB prints it, or null when there is none
 * @param nulls rows that are NULL
 */
public record ColumnStats(@Nullable String min, @Nullable String max, long nulls) {}
