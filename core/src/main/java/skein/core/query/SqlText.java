package skein.core.query;

/** Quoting for SQL text, so that no file, table, column or value name can end what it stands in. */
public final class SqlText {
  private SqlText() {}

  /** A quoted identifier. */
  public static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A quoted string literal. */
  public static String text(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }

  /** A finite double as an exact literal. */
  public static String real(double value) {
    return "CAST('" + value + "' AS DOUBLE)";
  }

  /** An int64 as a literal; the type is exact even for the smallest value. */
  public static String whole(long value) {
    return "CAST('" + value + "' AS BIGINT)";
  }
}
