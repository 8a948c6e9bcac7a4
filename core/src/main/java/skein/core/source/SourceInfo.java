package skein.core.source;

import java.util.List;

/**
 * What a source is, known without reading its rows.
 *
 * @param format "parquet", "csv", "arrow-file", "arrow-stream", "json", "duckdb" or "sql"
 * @param rows number of rows if it is known cheaply, else -1
 * @param columns in source order
 * @param pick the columns taken when the user names none
 */
public record SourceInfo(String format, long rows, List<ColumnInfo> columns, ColumnPick pick) {}
