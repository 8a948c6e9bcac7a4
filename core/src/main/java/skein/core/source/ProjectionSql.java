package skein.core.source;

import java.util.List;
import java.util.Objects;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.channel.Channel;
import skein.core.query.AxisSql;
import skein.core.query.SqlText;

/** The query behind a projection: x and y as BIGINT or DOUBLE, colour as DOUBLE or a code. */
final class ProjectionSql {
  private ProjectionSql() {}

  static AxisSql x(Projection p, List<ColumnInfo> columns) {
    return new AxisSql(p.x(), typeOf(p.x(), columns), p.xType(), p.xScale());
  }

  static AxisSql y(Projection p, List<ColumnInfo> columns) {
    return new AxisSql(p.y(), typeOf(p.y(), columns), p.yType(), p.yScale());
  }

  static String rows(Projection p, List<ColumnInfo> columns, String relation) {
    return "SELECT "
        + x(p, columns).value()
        + " AS x, "
        + y(p, columns).value()
        + " AS y"
        + (p.colour() == null ? "" : ", " + colour(p, columns) + " AS colour")
        + channels(p.channels())
        + " FROM "
        + relation;
  }

  /** The columns of channels, behind others. */
  static String channels(List<Channel> channels) {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < channels.size(); i++) {
      sql.append(", ").append(value(channels.get(i))).append(" AS channel").append(i);
    }
    return sql.toString();
  }

  /** A channel's column as BIGINT, DOUBLE or the category's index. */
  static String value(Channel channel) {
    return channel.kind() == Channel.Kind.TEXT
        ? code(channel.column(), channel.categories())
        : channel.axis().value();
  }

  /** The colour column alone. */
  static String colour(Projection p, List<ColumnInfo> columns, String relation) {
    return "SELECT " + colour(p, columns) + " AS colour FROM " + relation;
  }

  private static String colour(Projection p, List<ColumnInfo> columns) {
    String colour = Objects.requireNonNull(p.colour(), "colour");
    return switch (p.colourMode()) {
      case COUNT -> throw new IllegalArgumentException("colour without a mode");
      case MEAN -> number(colour, typeOf(colour, columns));
      case CATEGORY -> code(colour, p.categories());
    };
  }

  /** A colour column as DOUBLE. */
  static String number(String column, String sqlType) {
    if (sqlType.equals("BOOLEAN")) {
      return "CAST(" + SqlText.name(column) + " AS DOUBLE)";
    }
    AxisType type = ColumnTypes.wide(sqlType) ? AxisType.REAL : ColumnTypes.axis(sqlType);
    if (type == null) {
      throw new IllegalArgumentException("type=" + sqlType);
    }
    String value = new AxisSql(column, sqlType, type, AxisScale.LINEAR).value();
    return type.isLong() ? "CAST(" + value + " AS DOUBLE)" : value;
  }

  /** A colour column as the index of its value; whatever is not listed takes the last one. */
  private static String code(String column, List<String> categories) {
    String name = SqlText.name(column);
    if (categories.isEmpty()) {
      return "CAST(NULL AS UTINYINT)";
    }
    StringBuilder sql = new StringBuilder("CASE WHEN ").append(name).append(" IS NULL THEN NULL");
    for (int i = 0; i < categories.size() - 1; i++) {
      sql.append(" WHEN CAST(")
          .append(name)
          .append(" AS VARCHAR) = ")
          .append(SqlText.text(categories.get(i)))
          .append(" THEN CAST(")
          .append(i)
          .append(" AS UTINYINT)");
    }
    return sql.append(" ELSE CAST(")
        .append(categories.size() - 1)
        .append(" AS UTINYINT) END")
        .toString();
  }

  static String typeOf(String column, List<ColumnInfo> columns) {
    for (ColumnInfo info : columns) {
      if (info.name().equals(column)) {
        return info.sqlType();
      }
    }
    throw new IllegalArgumentException("not a column of this source: column=" + column);
  }
}
