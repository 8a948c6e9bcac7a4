package skein.core.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import skein.core.query.SqlText;

/** Smallest and largest value and nulls of all columns, some hundred columns a scan. */
final class ColumnStatistics {
  private static final int COLUMNS_A_SCAN = 250;
  private static final int REST_SECONDS = 4;
  private static final ColumnStats UNKNOWN = new ColumnStats(null, null, -1);

  private ColumnStatistics() {}

  static List<ColumnStats> measure(List<ColumnInfo> columns, Asker asker) {
    List<ColumnStats> all = new ArrayList<>(columns.size());
    for (int from = 0; from < columns.size(); from += COLUMNS_A_SCAN) {
      List<ColumnInfo> part =
          columns.subList(from, Math.min(columns.size(), from + COLUMNS_A_SCAN));
      all.addAll(scan(part, asker));
    }
    return all;
  }

  private static List<ColumnStats> scan(List<ColumnInfo> columns, Asker asker) {
    List<ColumnInfo> flat = columns.stream().filter(ColumnStatistics::ordered).toList();
    List<ColumnInfo> rest = columns.stream().filter(column -> !ordered(column)).toList();
    Iterator<ColumnStats> measured =
        flat.isEmpty() ? List.<ColumnStats>of().iterator() : ask(flat, asker).iterator();
    Iterator<ColumnStats> others = rest.isEmpty() ? measured : rest(rest, asker).iterator();
    List<ColumnStats> out = new ArrayList<>(columns.size());
    for (ColumnInfo column : columns) {
      out.add(ordered(column) ? measured.next() : others.next());
    }
    return out;
  }

  /**
   * Lists, structs and blobs may be huge or have no order: what is not known in time stays unknown.
   * A reader inside a huge value does not hear a cancel, so that it is left behind.
   */
  private static List<ColumnStats> rest(List<ColumnInfo> columns, Asker asker) {
    FutureTask<List<ColumnStats>> task = new FutureTask<>(() -> ask(columns, asker));
    Thread.ofPlatform().name("skein-statistics").daemon().start(task);
    try {
      return task.get(REST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return Collections.nCopies(columns.size(), UNKNOWN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Collections.nCopies(columns.size(), UNKNOWN);
    }
  }

  private static List<ColumnStats> ask(List<ColumnInfo> columns, Asker asker) {
    StringBuilder sql = new StringBuilder("SELECT ");
    for (ColumnInfo column : columns) {
      String name = SqlText.name(column.name());
      sql.append("CAST(min(")
          .append(name)
          .append(") AS VARCHAR), CAST(max(")
          .append(name)
          .append(") AS VARCHAR), count(*) - count(")
          .append(name)
          .append("), ");
    }
    sql.setLength(sql.length() - 2);
    sql.append(" FROM ").append(SourceInstance.RELATION);
    return asker.ask(session -> session.ask(sql.toString(), rows -> read(rows, columns.size())));
  }

  private static List<ColumnStats> read(ResultSet rows, int columns) throws SQLException {
    List<ColumnStats> out = new ArrayList<>(columns);
    rows.next();
    for (int i = 0; i < columns; i++) {
      out.add(
          new ColumnStats(
              rows.getString(3 * i + 1), rows.getString(3 * i + 2), rows.getLong(3 * i + 3)));
    }
    return out;
  }

  private static boolean ordered(ColumnInfo column) {
    return column.axisType() != null || column.category();
  }
}
