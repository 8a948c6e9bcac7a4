package skein.core.select;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
  private final SelectionSql sql;
  private final List<SelectColumn> columns;
  private final SelectionWork work;
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
    this.sql = sql;
    this.columns = List.copyOf(columns);
    this.work = new SelectionWork(this::session, relation, this.columns);
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
    try (work) {
      while (next()) {
        // next() has done one piece of work
      }
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
    work.keepOnly(number);
    if (chosen == null) {
      return true;
    }
    String predicate = predicate(chosen);
    if (wanted != null) {
      answer(number, page, work.page(number, predicate, wanted.first, wanted.limit));
    } else if (export != null) {
      export(number, predicate, export);
    } else {
      measure(number, predicate, now);
    }
    return true;
  }

  private boolean hasWork() {
    if (selection == null) {
      wantedPage = null;
      wantedExport = null;
      return work.holdsRows();
    }
    return wantedPage != null || wantedExport != null || step <= work.groups();
  }

  private <T> void answer(long number, AtomicReference<@Nullable T> to, T found) {
    synchronized (lock) {
      running = null;
      if (number == newest && !closed) {
        to.set(found);
      }
    }
  }

  private void measure(long number, String predicate, int now) {
    SelectionSummary found = work.measure(number, predicate, now);
    if (!found.error().isEmpty()) {
      synchronized (lock) {
        if (number == newest) {
          step = work.groups() + 1;
        }
      }
    }
    answer(number, answer, found);
  }

  private void export(long number, String predicate, Export wanted) {
    Path file = wanted.file();
    if (file != null) {
      answer(number, saved, work.saveIds(number, predicate, file));
    } else if (wanted.ids()) {
      answer(number, copied, work.ids(number, predicate, COPIED_IDS));
    } else {
      answer(number, copied, work.csv(number, predicate));
    }
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

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      change(null);
    }
    Threads.join(worker);
  }
}
