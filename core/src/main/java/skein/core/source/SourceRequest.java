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
public record SourceRequest(String location, @Nullable String where, @Nullable String sql) {
  /** The same for the rows that also pass another predicate; an empty one passes all. */
  public SourceRequest and(String predicate) {
    if (predicate.isEmpty()) {
      return this;
    }
    String both = where == null ? predicate : "(" + where + "\n)\nAND " + predicate;
    return new SourceRequest(location, both, sql);
  }
}
