package skein.core.source;

import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisKind;
import skein.core.axis.AxisType;
import skein.core.select.SelectColumn;

/** What DuckDB's types mean as axes and as colours. */
final class ColumnTypes {
  private ColumnTypes() {}

  static ColumnInfo column(String name, String sqlType) {
    return new ColumnInfo(name, sqlType, axis(sqlType), category(sqlType));
  }

  /** What a selection measures of a column. */
  static SelectColumn selected(ColumnInfo column) {
    AxisType type = column.axisType();
    SelectColumn.Kind kind =
        type == null
            ? column.category() ? SelectColumn.Kind.TEXT : SelectColumn.Kind.OTHER
            : type.isTime() ? SelectColumn.Kind.ORDERED : SelectColumn.Kind.NUMBER;
    return new SelectColumn(column.name(), column.sqlType(), kind);
  }

  static @Nullable AxisType axis(String sqlType) {
    return switch (sqlType) {
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
          AxisType.INTEGER;
      case "UBIGINT", "HUGEINT", "UHUGEINT" -> AxisType.INTEGER;
      case "FLOAT", "DOUBLE", "BIGNUM" -> AxisType.REAL;
      case "DATE" -> AxisType.DATE;
      case "TIME", "TIME WITH TIME ZONE" -> new AxisType(AxisKind.TIME_OF_DAY, 1_000_000);
      case "TIME_NS" -> new AxisType(AxisKind.TIME_OF_DAY, 1_000_000_000);
      case "TIMESTAMP_S" -> new AxisType(AxisKind.TIMESTAMP, 1);
      case "TIMESTAMP_MS" -> new AxisType(AxisKind.TIMESTAMP, 1_000);
      case "TIMESTAMP" -> new AxisType(AxisKind.TIMESTAMP, 1_000_000);
      case "TIMESTAMP_NS" -> new AxisType(AxisKind.TIMESTAMP, 1_000_000_000);
      case "TIMESTAMP WITH TIME ZONE" -> new AxisType(AxisKind.INSTANT, 1_000_000);
      case "TIMESTAMPTZ_NS" -> new AxisType(AxisKind.INSTANT, 1_000_000_000);
      default -> isDecimal(sqlType) ? AxisType.REAL : null;
    };
  }

  /** True for integers that int64 may not hold, whose axis depends on their values. */
  static boolean wide(String sqlType) {
    return sqlType.equals("UBIGINT") || sqlType.equals("HUGEINT") || sqlType.equals("UHUGEINT");
  }

  static boolean category(String sqlType) {
    return switch (sqlType) {
      case "VARCHAR", "BOOLEAN", "UUID", "TINYINT", "SMALLINT", "UTINYINT", "USMALLINT" -> true;
      default -> sqlType.startsWith("ENUM(") && !nested(sqlType);
    };
  }

  /** True for lists, structs, maps and unions. */
  static boolean nested(String sqlType) {
    return sqlType.endsWith("]")
        || sqlType.startsWith("STRUCT")
        || sqlType.startsWith("MAP(")
        || sqlType.startsWith("UNION(")
        || sqlType.startsWith("TUPLE");
  }

  private static boolean isDecimal(String sqlType) {
    return sqlType.startsWith("DECIMAL(") && sqlType.endsWith(")");
  }
}
