package skein.core.select;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import skein.core.query.SqlSession;
import skein.core.query.SqlText;

/** Measures columns over a selection: numbers some at a time, text one by one. Stateless. */
final class SelectionStatistics {
  private static final int COLUMNS_A_SCAN = 32;
  private static final int TOP = 5;

  /** Values above it are not added up: their squares would have no double. */
  private static final String TOO_LARGE = "1e150";

  private SelectionStatistics() {}

  /** The columns in groups that are measured by one query each, in order. */
  static List<List<SelectColumn>> groups(List<SelectColumn> columns) {
    List<List<SelectColumn>> groups = new ArrayList<>();
    List<SelectColumn> numbers = new ArrayList<>();
    for (SelectColumn column : columns) {
      switch (column.kind()) {
        case NUMBER, ORDERED -> {
          numbers.add(column);
          if (numbers.size() == COLUMNS_A_SCAN) {
            groups.add(List.copyOf(numbers));
            numbers.clear();
          }
        }
        case TEXT, OTHER -> {}
      }
    }
    if (!numbers.isEmpty()) {
      groups.add(List.copyOf(numbers));
    }
    for (SelectColumn column : columns) {
      if (column.kind() == SelectColumn.Kind.TEXT) {
        groups.add(List.of(column));
      }
    }
    return groups;
  }

  /** Measures one group over the rows of {@code from}, a relation and its WHERE. */
  static List<ColumnSummary> measure(SqlSession session, List<SelectColumn> group, String from) {
    if (group.getFirst().kind() == SelectColumn.Kind.TEXT) {
      return List.of(text(session, group.getFirst(), from));
    }
    StringBuilder sql = new StringBuilder("SELECT ");
    for (SelectColumn column : group) {
      sql.append(column.kind() == SelectColumn.Kind.NUMBER ? number(column) : ordered(column));
    }
    sql.setLength(sql.length() - 2);
    return session.ask(sql.append(from).toString(), rows -> read(rows, group));
  }

  private static String number(SelectColumn column) {
    String c = SqlText.name(column.name());
    String v = "TRY_CAST(" + c + " AS DOUBLE)";
    String finite = " FILTER (WHERE isfinite(" + v + "))";
    String small = " FILTER (WHERE abs(" + v + ") < " + TOO_LARGE + ")";
    String fits =
        "CASE WHEN coalesce(max(abs(" + v + "))" + finite + ", 0) < " + TOO_LARGE + " THEN ";
    return "count(*) - count("
        + c
        + "), CAST(min("
        + c
        + ")"
        + finite
        + " AS VARCHAR), "
        + "CAST(max("
        + c
        + ")"
        + finite
        + " AS VARCHAR), "
        + fits
        + "avg("
        + v
        + ")"
        + small
        + " END, "
        + fits
        + "stddev_samp("
        + v
        + ")"
        + small
        + " END, ";
  }

  private static String ordered(SelectColumn column) {
    String c = SqlText.name(column.name());
    return "count(*) - count("
        + c
        + "), CAST(min("
        + c
        + ") AS VARCHAR), CAST(max("
        + c
        + ") AS VARCHAR), CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE), ";
  }

  private static List<ColumnSummary> read(ResultSet rows, List<SelectColumn> group)
      throws SQLException {
    List<ColumnSummary> out = new ArrayList<>(group.size());
    rows.next();
    int at = 1;
    for (SelectColumn column : group) {
      out.add(
          new ColumnSummary(
              column,
              rows.getLong(at),
              rows.getString(at + 1),
              rows.getString(at + 2),
              real(rows, at + 3),
              real(rows, at + 4),
              List.of()));
      at += 5;
    }
    return out;
  }

  private static double real(ResultSet rows, int at) throws SQLException {
    double value = rows.getDouble(at);
    return rows.wasNull() ? Double.NaN : value;
  }

  private static ColumnSummary text(SqlSession session, SelectColumn column, String from) {
    String c = SqlText.name(column.name());
    String groups = "SELECT CAST(" + c + " AS VARCHAR) AS v, count(*) AS n" + from + " GROUP BY 1";
    String sql =
        "WITH g AS MATERIALIZED ("
            + groups
            + ") (SELECT NULL, coalesce(sum(n), 0)::BIGINT, 0 FROM g"
            + " WHERE v IS NULL) UNION ALL (SELECT v, n, 1 FROM g WHERE v IS NOT NULL"
            + " ORDER BY n DESC, v LIMIT "
            + TOP
            + ") ORDER BY 3, 2 DESC, 1";
    return session.ask(
        sql,
        rows -> {
          long nulls = 0;
          List<ColumnSummary.Top> top = new ArrayList<>();
          while (rows.next()) {
            if (rows.getInt(3) == 0) {
              nulls = rows.getLong(2);
            } else {
              top.add(new ColumnSummary.Top(rows.getString(1), rows.getLong(2)));
            }
          }
          return new ColumnSummary(
              column, nulls, null, null, Double.NaN, Double.NaN, List.copyOf(top));
        });
  }
}
