package skein.core.gpu;

/**
 * How many rows fit into a share of a frame, learnt from what earlier slices took: slower is
 * believed at once, faster only step by step, because culled blocks make a slice look fast.
 */
final class SliceRate {
  private static final double FASTER_AT_MOST = 2;
  private static final double SAFETY = 0.8;
  private static final long LEAST_ROWS = 65_536;

  private double rowsPerNano;

  SliceRate(double rowsPerNano) {
    this.rowsPerNano = rowsPerNano;
  }

  /** Rows to count within a time, at least a few, so that there is always progress. */
  long rowsFor(long nanos) {
    return Math.max(LEAST_ROWS, (long) (rowsPerNano * SAFETY * Math.max(0, nanos)));
  }

  void observe(long rows, long nanos) {
    if (rows < LEAST_ROWS || nanos <= 0) {
      return;
    }
    double seen = (double) rows / nanos;
    rowsPerNano = Math.min(seen, rowsPerNano * FASTER_AT_MOST);
  }

  double rowsPerNano() {
    return rowsPerNano;
  }
}
