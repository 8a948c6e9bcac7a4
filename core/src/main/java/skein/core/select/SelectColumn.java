package skein.core.select;

/**
 * A column whose values in a selection are measured.
 *
 * @param name exactly as in the source
 * @param sqlType DuckDB's name of its type
 * @param kind what is measured
 */
public record SelectColumn(String name, String sqlType, Kind kind) {
  /** What is measured of a column. */
  public enum Kind {
    /** Nulls, min, max, mean, standard deviation. */
    NUMBER,
    /** Nulls, min and max. */
    ORDERED,
    /** Nulls and the most frequent values. */
    TEXT,
    /** Nothing: lists, structs, blobs. */
    OTHER
  }
}
