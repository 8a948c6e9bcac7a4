package skein.core.aggregate;

import org.jspecify.annotations.Nullable;

/**
 * Counts per cell of one view, filled by the aggregator that made it. Render thread only.
 *
 * <p>Planes a cell by mode: COUNT count; MEAN count, rows with a value, sum of codes (64 bit);
 * CATEGORY a count for each of 8 categories.
 */
public interface DensityGrid extends AutoCloseable {
  /**
   * The spec of the pass in hand or finished, the grid's own: the next restart changes it. Throws
   * when never started.
   */
  GridSpec spec();

  /** True when every row of the set given last that lies in the window has been counted. */
  boolean complete();

  /** Rows looked at as a share of those that may lie in the window by their slabs, 0 to 1. */
  double exactShare();

  /** Rows looked at by the pass in hand or finished, those dropped with their block among them. */
  default long rowsLookedAt() {
    return 0;
  }

  /**
   * True while cells, facts and histograms are estimates: counts of an equal share of the rows of
   * every block, multiplied to stand for all. They sharpen as the pass goes on.
   */
  default boolean estimated() {
    return false;
  }

  /** Facts of the last finished pass; on a GPU they may lag a few frames. */
  GridStats stats();

  /**
   * The histograms of the spec's channels, as old as {@link #stats()}; the grid's own, changed with
   * the next pass. Null for grids that never have channels.
   */
  default @Nullable CrossCounts histograms() {
    return null;
  }

  /**
   * Waits until the facts of a complete pass are here, at most until a deadline; for the frame in
   * which a filter was changed.
   *
   * @return {@link #statsReady()}
   */
  default boolean awaitStats(long deadlineNanos) {
    return statsReady();
  }

  /** True when {@link #stats()} belongs to the pass in hand. */
  boolean statsReady();

  /**
   * Rows in a cell for a hover, or -1 when not known yet (a GPU answers some frames later). Never
   * waits.
   */
  long countAt(int column, int row);

  /** Copies all counts, row-major from the bottom; waits for the GPU. For export and tests. */
  void readCounts(int[] out);

  /** For MEAN: mean colour value in channel codes per cell, NaN for none; waits for the GPU. */
  void readMeans(float[] out);

  @Override
  void close();
}
