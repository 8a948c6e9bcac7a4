package skein.core.source;

import org.jspecify.annotations.Nullable;

/**
 * What to open.
 *
 * @param location a path, a glob, or {@code file.duckdb::table}
 * @param where SQL predicate over the source's columns, or null
 * @param sql a query that replaces the plain scan, or null; it may name the source as {@code
 *     source}
 */
public record SourceRequest(String location, @Nullable String where, @Nullable String sql) {}
