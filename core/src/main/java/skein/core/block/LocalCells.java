package skein.core.block;

import skein.core.batch.ColumnBatch;

/**
 * 8 x 8 counting cells over a group of rows, along a Morton curve. They are laid over a few rows of
 * the batch where the group begins; a row off them counts for the nearest. One thread.
 */
final class LocalCells {
  private static final int SIDE_BITS = 3;
  private static final int SIDE = 1 << SIDE_BITS;
  private static final int CELLS = SIDE * SIDE;
  private static final int[] ALONG = along();

  /** Rows looked at to lay the cells. */
  private static final int SAMPLES = 256;

  private final CellAxis cellX = new CellAxis();
  private final CellAxis cellY = new CellAxis();
  private final Extent sampled = new Extent();
  private final byte[] ofRow;
  private final int[] chunk = new int[BlockBuilder.CHUNK];
  private final int[] counts = new int[CELLS];
  private final int[] starts = new int[CELLS];

  /**
   * @param rows most rows of a group
   */
  LocalCells(int rows) {
    this.ofRow = new byte[rows];
  }

  /** The cells, each {@code x | y << SIDE_BITS}, in their order along the curve. */
  private static int[] along() {
    int[] cells = new int[CELLS];
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        cells[Morton.spread(x) | (Morton.spread(y) << 1)] = x | (y << SIDE_BITS);
      }
    }
    return cells;
  }

  /** Lays the cells over rows from all parts of what a batch has from a row on. */
  void lay(ColumnBatch batch, int from, AxisReader xReader, AxisReader yReader) {
    sampled.clear();
    xReader.sample(batch, ColumnBatch.X, from, SAMPLES, sampled);
    cellX.set(sampled.lo, sampled.hi, SIDE);
    sampled.clear();
    yReader.sample(batch, ColumnBatch.Y, from, SAMPLES, sampled);
    cellY.set(sampled.lo, sampled.hi, SIDE);
  }

  /** Finds the cells of n rows, at most {@link BlockBuilder#CHUNK}, and counts them. */
  void count(double[] x, double[] y, int at, int n) {
    cellX.cells(x, at, n, chunk, 0);
    cellY.cells(y, at, n, chunk, SIDE_BITS);
    for (int i = 0; i < n; i++) {
      int cell = chunk[i];
      ofRow[at + i] = (byte) cell;
      counts[cell]++;
    }
  }

  /** The cell of each row counted. */
  byte[] ofRow() {
    return ofRow;
  }

  /** First place of each cell's rows along the curve, for the caller to count up; counts anew. */
  int[] starts() {
    int at = 0;
    for (int cell : ALONG) {
      starts[cell] = at;
      at += counts[cell];
      counts[cell] = 0;
    }
    return starts;
  }
}
