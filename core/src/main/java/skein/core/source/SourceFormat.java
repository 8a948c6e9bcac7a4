package skein.core.source;

/** The formats that can be opened, and how DuckDB or Arrow reads each. */
enum SourceFormat {
  PARQUET("parquet"),
  CSV("csv"),
  JSON("json"),
  ARROW_FILE("arrow-file"),
  ARROW_STREAM("arrow-stream"),
  DUCKDB("duckdb");

  private final String id;

  SourceFormat(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  boolean isArrow() {
    return this == ARROW_FILE || this == ARROW_STREAM;
  }
}
