package skein.core.source;

import java.util.List;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.query.AxisRanges;
import skein.core.query.AxisSql;
import skein.core.query.SqlText;

/** The query behind a projection of lines. */
final class LineSql {
  private static final String IN_ORDER = "SELECT * EXCLUDE (n) FROM (SELECT ";

  private LineSql() {}

  /**
   * Columns x, y0, y1 and so on, then the code of the series and the channels. Rows come as they
   * lie in the source, or ordered by x; rows with the same x then keep the order of the source.
   */
  static String rows(LineProjection p, List<ColumnInfo> columns, String relation, boolean ordered) {
    return rows(p, columns, relation, ordered, IN_ORDER);
  }

  /** The same in the order of x, with each row's place in the source as the last column. */
  static String placed(LineProjection p, List<ColumnInfo> columns, String relation) {
    String start = "SELECT * EXCLUDE (n), n - 1 AS place FROM (SELECT ";
    return rows(p, columns, relation, true, start);
  }

  /** In the order of x those rows whose x lies in ranges and that pass, so many at most. */
  static String within(
      LineProjection p,
      List<ColumnInfo> columns,
      String relation,
      AxisRanges ranges,
      String passing,
      long limit) {
    AxisSql x = axis(p.x(), p.xType(), p.xScale(), columns);
    String also = passing.isEmpty() ? "" : " AND (" + passing + ")";
    String some = relation + " WHERE (" + ranges.within(x) + ")" + also + " LIMIT " + limit;
    return rows(p, columns, some, true, IN_ORDER);
  }

  private static String rows(
      LineProjection p, List<ColumnInfo> columns, String relation, boolean ordered, String start) {
    StringBuilder sql = new StringBuilder(ordered ? start : "SELECT ");
    sql.append(value(p.x(), p.xType(), p.xScale(), columns)).append(" AS x");
    for (int i = 0; i < p.ys().size(); i++) {
      LineColumn y = p.ys().get(i);
      sql.append(", ").append(value(y.column(), y.type(), p.yScale(), columns));
      sql.append(" AS y").append(i);
    }
    String by = p.by();
    if (by != null) {
      sql.append(", ").append(code(by, p.categories())).append(" AS series");
    }
    sql.append(ProjectionSql.channels(p.channels()));
    if (ordered) {
      sql.append(", row_number() OVER () AS n");
    }
    sql.append(" FROM ").append(relation);
    return ordered ? sql.append(") ORDER BY x, n").toString() : sql.toString();
  }

  private static String value(
      String column, AxisType type, AxisScale scale, List<ColumnInfo> columns) {
    return axis(column, type, scale, columns).value();
  }

  private static AxisSql axis(
      String column, AxisType type, AxisScale scale, List<ColumnInfo> columns) {
    return new AxisSql(column, ProjectionSql.typeOf(column, columns), type, scale);
  }

  /** The index of a value, by way of an enum: as fast with many values as with few. */
  private static String code(String column, List<String> values) {
    StringBuilder sql = new StringBuilder("CAST(enum_code(TRY_CAST(CAST(");
    sql.append(SqlText.name(column)).append(" AS VARCHAR) AS ENUM(");
    for (int i = 0; i < values.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(SqlText.text(values.get(i)));
    }
    return sql.append("))) AS SMALLINT)").toString();
  }
}
