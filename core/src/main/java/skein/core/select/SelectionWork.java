package skein.core.select;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;
import skein.core.query.SqlFaults;
import skein.core.query.SqlSession;

/**
 * What a selection asks of its rows: count and statistics, pages, copies. Each answer comes from a
 * session of its own but for pages and copies of rows, which share one while the selection stays. A
 * fault becomes part of the answer. For one thread.
 */
final class SelectionWork implements AutoCloseable {
  private final LongFunction<SqlSession> sessions;
  private final String relation;
  private final List<SelectColumn> columns;
  private final List<List<SelectColumn>> groups;
  private final List<ColumnSummary> measured = new ArrayList<>();
  private @Nullable SelectedRows rows;
  private long rowsOf;
  private long count;

  /**
   * @param sessions opens a session for the request of a number
   * @param relation the name to select from
   */
  SelectionWork(LongFunction<SqlSession> sessions, String relation, List<SelectColumn> columns) {
    this.sessions = sessions;
    this.relation = relation;
    this.columns = columns;
    this.groups = SelectionStatistics.groups(columns);
  }

  /** Steps of a measurement after the count: one a group of columns. */
  int groups() {
    return groups.size();
  }

  /** True while rows are held that a next request may have outdated. */
  boolean holdsRows() {
    return rows != null;
  }

  /** Lets go of rows that are not those of the request. */
  void keepOnly(long number) {
    if (rows != null && rowsOf != number) {
      close();
    }
  }

  /**
   * Counts with the first step, then measures a group of columns with each.
   *
   * @param predicate SQL condition of the selected rows
   */
  SelectionSummary measure(long number, String predicate, int step) {
    if (step == 0) {
      count = -1;
      measured.clear();
    }
    try (SqlSession session = sessions.apply(number)) {
      if (step == 0) {
        String counting = "SELECT count(*)" + from(predicate);
        count = session.ask(counting, r -> r.next() ? r.getLong(1) : 0);
      } else {
        measured.addAll(
            SelectionStatistics.measure(session, groups.get(step - 1), from(predicate)));
        measured.sort(Comparator.comparingInt(c -> columns.indexOf(c.column())));
      }
      return summary(number, step >= groups.size(), "");
    } catch (RuntimeException | OutOfMemoryError e) {
      return summary(number, true, reason(e));
    }
  }

  private SelectionSummary summary(long number, boolean done, String error) {
    return new SelectionSummary(number, count, List.copyOf(measured), done, error);
  }

  /** Rows from {@code first} on, at most {@code limit}. */
  RowPage page(long number, String predicate, long first, int limit) {
    try {
      SelectedRows here = rows(number, predicate);
      List<List<@Nullable String>> found = here.page(first, limit);
      return new RowPage(number, first, here.total(), found, "");
    } catch (RuntimeException | OutOfMemoryError e) {
      close();
      return new RowPage(number, first, 0, List.of(), reason(e));
    }
  }

  /** The rows as CSV; empty when they cannot be had. */
  String csv(long number, String predicate) {
    try {
      return rows(number, predicate).csv();
    } catch (RuntimeException | OutOfMemoryError e) {
      close();
      return "";
    }
  }

  /** Places of the first rows, a line each; empty when they cannot be had. */
  String ids(long number, String predicate, int most) {
    try (SqlSession session = sessions.apply(number)) {
      return new RowIds(session, relation, predicate).text(most);
    } catch (RuntimeException | OutOfMemoryError e) {
      return "";
    }
  }

  /** Writes the places of all rows; returns what a user is told. */
  String saveIds(long number, String predicate, Path file) {
    try (SqlSession session = sessions.apply(number)) {
      new RowIds(session, relation, predicate).save(file);
      return "Row ids are in " + file.toAbsolutePath();
    } catch (RuntimeException | OutOfMemoryError e) {
      return "Row ids were not written: " + reason(e);
    }
  }

  private SelectedRows rows(long number, String predicate) {
    SelectedRows here = rows;
    if (here == null) {
      here = new SelectedRows(sessions.apply(number), columns, from(predicate));
      rows = here;
      rowsOf = number;
    }
    return here;
  }

  private String from(String predicate) {
    return " FROM " + relation + " WHERE " + predicate;
  }

  private static String reason(Throwable e) {
    return e instanceof SkeinException known ? known.why() : SqlFaults.reason(e);
  }

  /** Lets go of the rows held. */
  @Override
  public void close() {
    SelectedRows old = rows;
    rows = null;
    if (old != null) {
      old.close();
    }
  }
}
