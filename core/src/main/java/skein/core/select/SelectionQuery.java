package skein.core.select;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;
import skein.core.query.SqlFaults;
import skein.core.query.SqlSession;
import skein.core.thread.Threads;

/**
 * The service over a DuckDB source: a thread of its own, begun with the first request, one query at
 * a time, each on a session of its own, so that it can be cancelled alone. Pages and copies go
 * before statistics still to come.
 */
public final class SelectionQuery implements SelectionService {
  private record Page(long first, int limit) {}

  /**
   * What shall be copied or written.
   *
   * @param ids true for places of rows, false for the rows themselves
   * @param file where to; null for the clipboard
   */
  private record Export(boolean ids, @Nullable Path file) {}

  private final Supplier<SqlSession> sessions;
  private final String relation;
  private final SelectionSql sql;
  private final List<SelectColumn> columns;
  private final List<List<SelectColumn>> groups;
  private final Thread worker;
  private final Object lock = new Object();
  private final AtomicReference<@Nullable SelectionSummary> answer = new AtomicReference<>();
  private final AtomicReference<@Nullable RowPage> page = new AtomicReference<>();
  private final AtomicReference<@Nullable String> copied = new AtomicReference<>();
  private final AtomicReference<@Nullable String> saved = new AtomicReference<>();
  private @Nullable Selection selection;
  private @Nullable Page wantedPage;
  private @Nullable Export wantedExport;
  private int step;
  private volatile String only = "";
  private long newest;
  private @Nullable SqlSession running;
  private boolean closed;

  // of the worker alone
  private @Nullable SelectedRows rows;
  private long rowsOf;
  private long count;
  private final List<ColumnSummary> measured = new ArrayList<>();

  /**
   * @param sessions opens a session with the relation in view; called on the thread
   * @param relation the name to select from
   * @param columns the relation's columns
   */
  public SelectionQuery(
      Supplier<SqlSession> sessions,
      String relation,
      SelectionSql sql,
      List<SelectColumn> columns) {
    this.sessions = sessions;
    this.relation = relation;
    this.sql = sql;
    this.columns = List.copyOf(columns);
    this.groups = SelectionStatistics.groups(columns);
    this.worker = Thread.ofPlatform().name("skein-select").daemon().unstarted(this::work);
  }

  @Override
  public List<SelectColumn> columns() {
    return columns;
  }

  @Override
  public String predicate(Selection chosen) {
    String condition = only;
    String region = sql.predicate(chosen);
    return condition.isEmpty() ? region : "(" + condition + ")\nAND " + region;
  }

  @Override
  public void only(String condition) {
    only = condition;
  }

  @Override
  public long request(Selection chosen) {
    synchronized (lock) {
      change(chosen);
      if (!closed && worker.getState() == Thread.State.NEW) {
        worker.start();
      }
      return newest;
    }
  }

  @Override
  public void cancel() {
    synchronized (lock) {
      change(null);
    }
  }

  private void change(@Nullable Selection chosen) {
    newest++;
    selection = chosen;
    wantedPage = null;
    wantedExport = null;
    step = 0;
    answer.set(null);
    page.set(null);
    copied.set(null);
    saved.set(null);
    if (running != null) {
      running.cancel();
    }
    lock.notifyAll();
  }

  @Override
  public @Nullable SelectionSummary poll() {
    return answer.get() == null ? null : answer.getAndSet(null);
  }

  @Override
  public void page(long first, int limit) {
    synchronized (lock) {
      wantedPage = new Page(first, limit);
      lock.notifyAll();
    }
  }

  @Override
  public @Nullable RowPage pollPage() {
    return page.get() == null ? null : page.getAndSet(null);
  }

  @Override
  public void csv() {
    export(new Export(false, null));
  }

  @Override
  public void ids() {
    export(new Export(true, null));
  }

  @Override
  public void saveIds(Path file) {
    export(new Export(true, file));
  }

  private void export(Export wanted) {
    synchronized (lock) {
      wantedExport = wanted;
      lock.notifyAll();
    }
  }

  @Override
  public @Nullable String pollCsv() {
    return copied.get() == null ? null : copied.getAndSet(null);
  }

  @Override
  public @Nullable String pollSaved() {
    return saved.get() == null ? null : saved.getAndSet(null);
  }

  private void work() {
    try {
      while (next()) {
        // next() has done one piece of work
      }
    } finally {
      dropRows();
    }
  }

  /** Waits for a piece of work and does it; false once closed. */
  private boolean next() {
    Selection chosen;
    Page wanted;
    Export export;
    long number;
    int now;
    synchronized (lock) {
      while (!closed && !hasWork()) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          return false;
        }
      }
      if (closed) {
        return false;
      }
      chosen = selection;
      number = newest;
      wanted = wantedPage;
      export = wanted == null ? wantedExport : null;
      wantedPage = null;
      wantedExport = export == null ? wantedExport : null;
      now = step;
      if (chosen != null && wanted == null && export == null) {
        step++;
      }
    }
    if (rows != null && rowsOf != number) {
      dropRows();
    }
    if (chosen == null) {
      return true;
    }
    if (wanted != null) {
      answer(number, page, list(number, chosen, wanted));
    } else if (export != null) {
      export(number, chosen, export);
    } else {
      answer(number, answer, measure(number, chosen, now));
    }
    return true;
  }

  private boolean hasWork() {
    if (selection == null) {
      wantedPage = null;
      wantedExport = null;
      return rows != null;
    }
    return wantedPage != null || wantedExport != null || step <= groups.size();
  }

  private <T> void answer(long number, AtomicReference<@Nullable T> to, T found) {
    synchronized (lock) {
      running = null;
      if (number == newest && !closed) {
        to.set(found);
      }
    }
  }

  /** Counts with the first step, then measures a group of columns with each. */
  private SelectionSummary measure(long number, Selection chosen, int now) {
    if (now == 0) {
      count = -1;
      measured.clear();
    }
    try (SqlSession session = session(number)) {
      if (now == 0) {
        String counting = "SELECT count(*)" + from(chosen);
        count = session.ask(counting, r -> r.next() ? r.getLong(1) : 0);
      } else {
        measured.addAll(SelectionStatistics.measure(session, groups.get(now - 1), from(chosen)));
        measured.sort(Comparator.comparingInt(c -> columns.indexOf(c.column())));
      }
      return summary(number, now >= groups.size(), "");
    } catch (RuntimeException | OutOfMemoryError e) {
      synchronized (lock) {
        if (number == newest) {
          step = groups.size() + 1;
        }
      }
      return summary(number, true, reason(e));
    }
  }

  private SelectionSummary summary(long number, boolean done, String error) {
    return new SelectionSummary(number, count, List.copyOf(measured), done, error);
  }

  private RowPage list(long number, Selection chosen, Page wanted) {
    try {
      SelectedRows here = rows(number, chosen);
      List<List<@Nullable String>> found = here.page(wanted.first, wanted.limit);
      return new RowPage(number, wanted.first, here.total(), found, "");
    } catch (RuntimeException | OutOfMemoryError e) {
      dropRows();
      return new RowPage(number, wanted.first, 0, List.of(), reason(e));
    }
  }

  private void export(long number, Selection chosen, Export wanted) {
    Path file = wanted.file();
    if (file != null) {
      answer(number, saved, save(number, chosen, file));
    } else {
      answer(number, copied, wanted.ids() ? ids(number, chosen) : copy(number, chosen));
    }
  }

  private String ids(long number, Selection chosen) {
    try (SqlSession session = session(number)) {
      return new RowIds(session, relation, predicate(chosen)).text(COPIED_IDS);
    } catch (RuntimeException | OutOfMemoryError e) {
      return "";
    }
  }

  private String save(long number, Selection chosen, Path file) {
    try (SqlSession session = session(number)) {
      new RowIds(session, relation, predicate(chosen)).save(file);
      return "Row ids are in " + file.toAbsolutePath();
    } catch (RuntimeException | OutOfMemoryError e) {
      return "Row ids were not written: " + reason(e);
    }
  }

  private String copy(long number, Selection chosen) {
    try {
      return rows(number, chosen).csv();
    } catch (RuntimeException | OutOfMemoryError e) {
      dropRows();
      return "";
    }
  }

  private SelectedRows rows(long number, Selection chosen) {
    SelectedRows here = rows;
    if (here == null) {
      here = new SelectedRows(session(number), columns, from(chosen));
      rows = here;
      rowsOf = number;
    }
    return here;
  }

  private void dropRows() {
    SelectedRows old = rows;
    rows = null;
    if (old != null) {
      old.close();
    }
  }

  private String from(Selection chosen) {
    return " FROM " + relation + " WHERE " + predicate(chosen);
  }

  /** A session that the next request cancels. */
  private SqlSession session(long number) {
    SqlSession session = sessions.get();
    synchronized (lock) {
      running = session;
      if (number != newest || closed) {
        session.cancel();
      }
    }
    return session;
  }

  private static String reason(Throwable e) {
    return e instanceof SkeinException known ? known.why() : SqlFaults.reason(e);
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      change(null);
    }
    Threads.join(worker);
  }
}
