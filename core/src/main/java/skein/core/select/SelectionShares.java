package skein.core.select;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;
import skein.core.load.NewestFetch;
import skein.core.query.AxisSql;
import skein.core.query.RowWindow;
import skein.core.query.SqlFaults;
import skein.core.query.SqlSession;

/**
 * Tells where a selection's rows lie in a view of other columns: their number there, and counts of
 * coarse cells, by one query over the source on a thread of its own; the newest question wins.
 * Asked and polled by one thread, which never waits but in {@link #close}.
 */
public final class SelectionShares implements AutoCloseable {
  /**
   * A question.
   *
   * @param predicate SQL condition of the selected rows
   * @param window of the view; its y is not looked at where {@code rows} is 0
   * @param columns of cells along x
   * @param rows of cells along y; 0 to tell rows by x alone
   */
  public record Question(String predicate, RowWindow window, int columns, int rows) {}

  /** An answer. Immutable. */
  public static final class Share implements NewestFetch.Answer {
    private final Question question;
    private final long inView;
    private final int[] counts;
    private final String failure;

    private Share(Question question, long inView, int[] counts, String failure) {
      this.question = question;
      this.inView = inView;
      this.counts = counts;
      this.failure = failure;
    }

    public Question question() {
      return question;
    }

    /** Selected rows within the window. */
    public long inView() {
      return inView;
    }

    /** Selected rows of a cell; row 0 is the lowest, and the only one where only x tells. */
    public int count(int column, int row) {
      return counts[row * question.columns() + column];
    }

    /** Why there is no answer, else empty. */
    public String failure() {
      return failure;
    }

    @Override
    public void close() {}
  }

  private final Supplier<SqlSession> sessions;
  private final String relation;
  private final AxisSql x;
  private final AxisSql y;
  private final NewestFetch<Question, Share> fetch;

  /**
   * Starts the thread.
   *
   * @param sessions opens a session with the relation in view; called on the thread
   * @param relation the name to select from
   * @param x of the view's axis; y likewise
   */
  public SelectionShares(Supplier<SqlSession> sessions, String relation, AxisSql x, AxisSql y) {
    this.sessions = sessions;
    this.relation = relation;
    this.x = x;
    this.y = y;
    this.fetch = new NewestFetch<>(this::answer);
  }

  /** Asks; null drops the question that is being answered. */
  public void request(@Nullable Question question) {
    fetch.request(question);
  }

  /** The newest answer not polled before, or null. */
  public @Nullable Share poll() {
    return fetch.poll();
  }

  private Share answer(Question question, NewestFetch.Stops stops) {
    try (SqlSession session = sessions.get()) {
      stops.reads(session::cancel);
      return session.ask(sql(question), rows -> read(question, rows));
    } catch (SkeinException e) {
      return new Share(question, 0, new int[0], e.why());
    } catch (RuntimeException | OutOfMemoryError e) {
      return new Share(question, 0, new int[0], SqlFaults.reason(e));
    }
  }

  private static Share read(Question q, ResultSet rows) throws SQLException {
    int[] counts = new int[q.columns() * Math.max(1, q.rows())];
    long all = 0;
    while (rows.next()) {
      long n = rows.getLong(3);
      int cell = rows.getInt(2) * q.columns() + rows.getInt(1);
      counts[cell] = (int) Math.min(Integer.MAX_VALUE, n);
      all += n;
    }
    return new Share(q, all, counts, "");
  }

  private String sql(Question q) {
    RowWindow w = q.window();
    String inside = x.inside(w.baseX(), w.loX(), w.hiX());
    String row = "0";
    if (q.rows() > 0) {
      inside += " AND " + y.inside(w.baseY(), w.loY(), w.hiY());
      row = cell(y.distance(w.baseY(), w.loY(), w.loY(), w.hiY()), q.rows());
    }
    String column = cell(x.distance(w.baseX(), w.loX(), w.loX(), w.hiX()), q.columns());
    // CASE, since a distance may overflow outside of the window
    return "SELECT c, r, count(*) FROM (SELECT CASE WHEN "
        + inside
        + " THEN "
        + column
        + " END AS c, CASE WHEN "
        + inside
        + " THEN "
        + row
        + " END AS r FROM "
        + relation
        + " WHERE ("
        + q.predicate()
        + ") AND "
        + inside
        + ") GROUP BY c, r";
  }

  private static String cell(String distance, int cells) {
    return "CAST(least(greatest(floor("
        + distance
        + " * "
        + cells
        + "), 0), "
        + (cells - 1)
        + ") AS INTEGER)";
  }

  @Override
  public void close() {
    fetch.close();
  }
}
