package skein.core.batch;

import org.jspecify.annotations.Nullable;

/** Batches of one running query. One consumer thread; {@link #cancel()} from any thread. */
public interface BatchStream extends AutoCloseable {
  /**
   * The next batch, which the caller owns and closes, or null at the end.
   *
   * @throws skein.core.fault.SkeinException on a broken source or when cancelled
   */
  @Nullable ColumnBatch next();

  /** Share of the source read so far, 0 to 1, or -1 when unknown. */
  double progress();

  /** Makes a running or later {@link #next()} end with null soon. */
  void cancel();

  @Override
  void close();
}
