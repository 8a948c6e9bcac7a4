package skein.core.source;

import java.util.ArrayList;
import java.util.List;
import skein.core.fault.SkeinException;
import skein.core.query.SqlText;

/** Smallest and largest value and nulls of all columns, some hundred columns a scan. */
final class ColumnStatistics {
  private static final int COLUMNS_A_SCAN = 500;

  private ColumnStatistics() {}

  static List<ColumnStats> measure(List<ColumnInfo> columns, DuckDbSource.Asker asker) {
    List<ColumnStats> all = new ArrayList<>(columns.size());
    for (int from = 0; from < columns.size(); from += COLUMNS_A_SCAN) {
      List<ColumnInfo> part =
          columns.subList(from, Math.min(columns.size(), from + COLUMNS_A_SCAN));
      all.addAll(scan(part, asker));
    }
    return all;
  }

  /** Types without an order have no smallest value: then those columns are only counted. */
  private static List<ColumnStats> scan(List<ColumnInfo> columns, DuckDbSource.Asker asker) {
    try {
      return ask(columns, asker, true);
    } catch (SkeinException e) {
      if (columns.stream().allMatch(ColumnStatistics::ordered)) {
        throw e;
      }
      return ask(columns, asker, false);
    }
  }

  private static List<ColumnStats> ask(
      List<ColumnInfo> columns, DuckDbSource.Asker asker, boolean everyMinimum) {
    StringBuilder sql = new StringBuilder("SELECT ");
    for (ColumnInfo column : columns) {
      String name = SqlText.name(column.name());
      boolean minimum = everyMinimum || ordered(column);
      sql.append(minimum ? "CAST(min(" + name + ") AS VARCHAR), " : "NULL, ")
          .append(minimum ? "CAST(max(" + name + ") AS VARCHAR), " : "NULL, ")
          .append("count(*) - count(")
          .append(name)
          .append("), ");
    }
    sql.setLength(sql.length() - 2);
    sql.append(" FROM ").append(SourceInstance.RELATION);
    return asker.ask(
        session ->
            session.ask(
                sql.toString(),
                rows -> {
                  List<ColumnStats> out = new ArrayList<>(columns.size());
                  rows.next();
                  for (int i = 0; i < columns.size(); i++) {
                    out.add(
                        new ColumnStats(
                            rows.getString(3 * i + 1),
                            rows.getString(3 * i + 2),
                            rows.getLong(3 * i + 3)));
                  }
                  return out;
                }));
  }

  private static boolean ordered(ColumnInfo column) {
    return column.axisType() != null || column.category();
  }
}
