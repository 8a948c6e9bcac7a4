package skein.core.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;
import skein.core.thread.Threads;

/** A look-up on a thread of its own, one SQL query a request, each on a session of its own. */
public final class NearestRow implements RowLookup {
  private record Request(
      long number,
      long baseX,
      double loX,
      double atX,
      double hiX,
      long baseY,
      double loY,
      double atY,
      double hiY,
      String only) {}

  private final Supplier<SqlSession> sessions;
  private final String relation;
  private final AxisSql x;
  private final AxisSql y;
  private final List<String> names;
  private final Thread worker;
  private final Object lock = new Object();
  private final AtomicReference<@Nullable RowRecord> answer = new AtomicReference<>();
  private @Nullable Request pending;
  private @Nullable SqlSession running;
  private String only = "";
  private long newest;
  private boolean closed;

  /**
   * Starts the thread.
   *
   * @param sessions opens a session with the relation in view; called on the thread
   * @param relation the name to select from
   * @param names the relation's columns
   */
  public NearestRow(
      Supplier<SqlSession> sessions, String relation, AxisSql x, AxisSql y, List<String> names) {
    this.sessions = sessions;
    this.relation = relation;
    this.x = x;
    this.y = y;
    this.names = List.copyOf(names);
    this.worker = Thread.ofPlatform().name("skein-lookup").daemon().unstarted(this::work);
    worker.start();
  }

  @Override
  public long request(
      long baseX,
      double loX,
      double atX,
      double hiX,
      long baseY,
      double loY,
      double atY,
      double hiY) {
    synchronized (lock) {
      newest++;
      pending = new Request(newest, baseX, loX, atX, hiX, baseY, loY, atY, hiY, only);
      stopRunning();
      lock.notifyAll();
      return newest;
    }
  }

  @Override
  public void only(String predicate) {
    synchronized (lock) {
      only = predicate;
    }
  }

  @Override
  public void cancel() {
    synchronized (lock) {
      newest++;
      pending = null;
      stopRunning();
    }
  }

  @Override
  public @Nullable RowRecord poll() {
    return answer.getAndSet(null);
  }

  private void stopRunning() {
    answer.set(null);
    if (running != null) {
      running.cancel();
    }
  }

  private void work() {
    for (Request next = take(); next != null; next = take()) {
      RowRecord found = find(next);
      synchronized (lock) {
        running = null;
        if (next.number == newest && !closed) {
          answer.set(found);
        }
      }
    }
  }

  private @Nullable Request take() {
    synchronized (lock) {
      while (pending == null && !closed) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          return null;
        }
      }
      Request next = closed ? null : pending;
      pending = null;
      return next;
    }
  }

  private RowRecord find(Request request) {
    try (SqlSession session = sessions.get()) {
      synchronized (lock) {
        if (request.number != newest || closed) {
          return none(request, "cancelled");
        }
        running = session;
      }
      return session.ask(sql(request), rows -> read(request, rows));
    } catch (SkeinException e) {
      return none(request, e.why());
    } catch (RuntimeException | OutOfMemoryError e) {
      return none(request, SqlFaults.reason(e));
    }
  }

  private String sql(Request r) {
    String dx = x.distance(r.baseX, r.loX, r.atX, r.hiX);
    String dy = y.distance(r.baseY, r.loY, r.atY, r.hiY);
    return "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (SELECT "
        + x.value()
        + " AS skein_x, "
        + y.value()
        + " AS skein_y, * FROM "
        + relation
        + " WHERE "
        + x.within(r.baseX, r.loX, r.hiX)
        + " AND "
        + y.within(r.baseY, r.loY, r.hiY)
        + (r.only.isEmpty() ? "" : " AND " + r.only)
        + " ORDER BY "
        + dx
        + " * "
        + dx
        + " + "
        + dy
        + " * "
        + dy
        + " LIMIT 1)";
  }

  private RowRecord read(Request request, ResultSet rows) throws SQLException {
    if (!rows.next()) {
      return none(request, "");
    }
    double offsetX = x.offset(rows.getString(1), request.baseX);
    double offsetY = y.offset(rows.getString(2), request.baseY);
    List<String> values = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      String value = rows.getString(i + 3);
      values.add(value == null ? "null" : value);
    }
    return new RowRecord(request.number, names, values, offsetX, offsetY, "");
  }

  private static RowRecord none(Request request, String error) {
    return new RowRecord(request.number, List.of(), List.of(), Double.NaN, Double.NaN, error);
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      pending = null;
      stopRunning();
      lock.notifyAll();
    }
    Threads.join(worker);
  }
}
