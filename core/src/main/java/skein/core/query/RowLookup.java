package skein.core.query;

import org.jspecify.annotations.Nullable;

/**
 * Finds the full record of the row nearest to a point, beside everything else that runs. The newest
 * request wins: an older one still running is cancelled. Requests and polls come from one thread
 * and never wait.
 */
public interface RowLookup extends AutoCloseable {
  /**
   * Asks for the row nearest to a point, within a box around it; distance is measured in units of
   * the box. Positions as in {@link skein.core.axis.AxisWindow}: base plus offset.
   *
   * @return the request's number, which the answer carries
   */
  long request(
      long baseX,
      double loX,
      double atX,
      double hiX,
      long baseY,
      double loY,
      double atY,
      double hiY);

  /** Lets later requests find only rows for which a condition holds; empty for all rows. */
  void only(String predicate);

  /** Drops the running request. */
  void cancel();

  /** The newest finished answer not polled before, or null. */
  @Nullable RowRecord poll();

  @Override
  void close();
}
