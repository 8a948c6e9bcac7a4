package skein.core.index;

/** Rows in memory: positions and places in the source. Grows; one thread. */
final class PlacedRows {
  double[] x = new double[0];
  double[] y = new double[0];
  long[] row = new long[0];

  /** Makes room for n rows; what was held is lost when it grows. */
  void reserve(int n) {
    if (x.length < n) {
      x = new double[n];
      y = new double[n];
      row = new long[n];
    }
  }
}
