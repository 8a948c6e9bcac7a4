package skein.core.index;

/** Rows in memory: positions and places in the source. Grows; one thread. */
final class PlacedRows {
  double[] x = new double[0];
  double[] y = new double[0];
  long[] row = new long[0];

  /** Makes room for n rows and some more; what was held is lost when it grows. */
  void reserve(int n) {
    if (x.length < n) {
      int room = n + n / 8;
      x = new double[room];
      y = new double[room];
      row = new long[room];
    }
  }
}
