package skein.core.line;

/** Positions of the rows of blocks, offsets from the series' origin. Immutable; any thread. */
interface RowPlaces extends AutoCloseable {
  double x(int block, int row);

  double y(int block, int row);

  /** Bytes of host memory. */
  long bytes();

  @Override
  void close();
}
