package skein.core.source;

import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import skein.core.batch.ArrowBatchStream;
import skein.core.batch.BatchStream;
import skein.core.fault.SkeinException;
import skein.core.query.SqlSession;

/**
 * The in-memory DuckDB database behind a source, which is replaced should it ever break: questions
 * one after the other, each in a session of its own, since an Arrow source answers one query a
 * session, and streams. Sessions may be asked for by any thread.
 */
final class SourceDatabase implements Asker, AutoCloseable {
  private final SourceRequest request;
  private final SourceTarget target;
  private final BufferAllocator allocator;
  private final Object lock = new Object();
  private SourceInstance instance;
  private volatile @Nullable SqlSession running;
  private volatile boolean cancelled;

  /** Takes ownership of the instance. */
  SourceDatabase(
      SourceRequest request,
      SourceTarget target,
      BufferAllocator allocator,
      SourceInstance instance) {
    this.request = request;
    this.target = target;
    this.allocator = allocator;
    this.instance = instance;
  }

  /**
   * Streams what a query gives.
   *
   * @param columns of the source that the query reads
   * @param inOrder whether in the order of the source's rows
   * @param known how many rows come, or -1
   */
  BatchStream stream(String sql, Set<String> columns, boolean inOrder, long known) {
    BufferAllocator own = allocator.newChildAllocator("stream", 0, Long.MAX_VALUE);
    SqlSession session = null;
    try {
      session = session(true, columns);
      if (inOrder) {
        session.run("SET preserve_insertion_order = true");
      }
    } catch (RuntimeException e) {
      if (session != null) {
        session.close();
      }
      own.close();
      throw e;
    }
    SqlSession opened = session;
    return new ArrowBatchStream(opened, own, sql, known, hidden -> explain(opened, sql, hidden));
  }

  /** A streamed result hides why it failed: the same rows, read to nothing, tell. */
  private SkeinException explain(SqlSession failed, String sql, Throwable hidden) {
    SkeinException shown = failed.fail(hidden);
    try (SqlSession session = session(false, null)) {
      session.ask("SELECT max(COLUMNS(*)) FROM (" + sql + ")", rows -> rows.next());
      return shown;
    } catch (SkeinException told) {
      return told;
    }
  }

  @Override
  public <T extends @Nullable Object> T ask(Question<T> question) {
    try (SqlSession session = session(false, null)) {
      running = session;
      if (cancelled) {
        session.cancel();
      }
      return question.ask(session);
    } finally {
      running = null;
    }
  }

  /**
   * A session of its own, which the caller closes.
   *
   * @param wanted columns of the source that are read; null for all
   */
  SqlSession session(boolean streaming, @Nullable Set<String> wanted) {
    synchronized (lock) {
      if (instance.isBroken()) {
        instance.close();
        instance = SourceInstance.open(request, target, allocator);
      }
      return instance.session(streaming, wanted);
    }
  }

  /** Stops the question that is asked and all to come; streams are cancelled by themselves. */
  void cancel() {
    cancelled = true;
    SqlSession session = running;
    if (session != null) {
      session.cancel();
    }
  }

  @Override
  public void close() {
    cancel();
    synchronized (lock) {
      instance.close();
    }
  }
}
