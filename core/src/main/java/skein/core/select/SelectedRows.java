package skein.core.select;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.query.SqlSession;
import skein.core.query.SqlText;

/**
 * A selection's rows in a temporary table of a session of their own, so that pages of them come at
 * once and in one order. Owned and used by one thread; DuckDB spills the table to disk if it must.
 */
final class SelectedRows implements AutoCloseable {
  private static final String TABLE = "skein_selected";

  private final SqlSession session;
  private final List<SelectColumn> columns;
  private final long total;

  /**
   * Fetches the rows; closes the session when that fails.
   *
   * @param session taken over
   * @param from a relation and its WHERE
   */
  SelectedRows(SqlSession session, List<SelectColumn> columns, String from) {
    this.session = session;
    this.columns = columns;
    try {
      session.run("CREATE TEMP TABLE " + TABLE + " AS SELECT *" + from + " LIMIT " + RowPage.MOST);
      total = session.ask("SELECT count(*) FROM " + TABLE, r -> r.next() ? r.getLong(1) : 0);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  long total() {
    return total;
  }

  List<List<@Nullable String>> page(long first, int limit) {
    StringBuilder sql = new StringBuilder("SELECT ");
    for (int i = 0; i < columns.size(); i++) {
      String name = SqlText.name(columns.get(i).name());
      sql.append(i == 0 ? "" : ", ").append("CAST(").append(name).append(" AS VARCHAR)");
    }
    sql.append(" FROM " + TABLE + " WHERE rowid >= ")
        .append(first)
        .append(" AND rowid < ")
        .append(first + limit)
        .append(" ORDER BY rowid");
    return session.ask(
        sql.toString(),
        rows -> {
          List<List<@Nullable String>> out = new ArrayList<>(limit);
          while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
              row.add(rows.getString(i));
            }
            out.add(Collections.unmodifiableList(row));
          }
          return Collections.unmodifiableList(out);
        });
  }

  /** A header and at most {@link SelectionService#CSV_ROWS} rows (RFC 4180); NULL is empty. */
  String csv() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      field(out, i, columns.get(i).name());
    }
    out.append('\n');
    for (List<@Nullable String> row : page(0, SelectionService.CSV_ROWS)) {
      for (int i = 0; i < row.size(); i++) {
        field(out, i, row.get(i));
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static void field(StringBuilder out, int index, @Nullable String value) {
    if (index > 0) {
      out.append(',');
    }
    if (value == null) {
      return;
    }
    boolean plain =
        !value.isEmpty() && value.chars().noneMatch(c -> c == '"' || c == ',' || c < ' ');
    out.append(plain ? value : '"' + value.replace("\"", "\"\"") + '"');
  }

  @Override
  public void close() {
    session.close();
  }
}
