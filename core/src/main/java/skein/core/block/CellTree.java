package skein.core.block;

/**
 * Cuts Morton-ordered counting cells into blocks along the quadtree that the order implies: the
 * largest nodes of at most a block's rows, neighbours under one parent joined while they fit. Depth
 * is that of the grid.
 */
final class CellTree {
  private final long[] starts;
  private final long offset;
  private final RunList blocks;
  private final RunList dense;

  private CellTree(long[] starts, long offset, RunList blocks, RunList dense) {
    this.starts = starts;
    this.offset = offset;
    this.blocks = blocks;
    this.dense = dense;
  }

  /**
   * @param starts first row of each cell, and the end, cells in Morton order
   * @param cells a power of 4
   * @param offset added to all starts
   * @param blocks gets the runs of at most {@link BlockSlab#MAX_ROWS}
   * @param dense gets the cells with more rows
   */
  static void cut(long[] starts, int cells, long offset, RunList blocks, RunList dense) {
    new CellTree(starts, offset, blocks, dense).walk(0, cells);
  }

  private void walk(int first, int cells) {
    long rows = rows(first, cells);
    if (rows == 0) {
      return;
    }
    if (rows <= BlockSlab.MAX_ROWS) {
      blocks.add(offset + starts[first], rows);
    } else if (cells == 1) {
      dense.add(offset + starts[first], rows);
    } else {
      children(first, cells / 4);
    }
  }

  private void children(int first, int quarter) {
    long start = starts[first];
    long joined = 0;
    for (int child = 0; child < 4; child++) {
      int at = first + child * quarter;
      long rows = rows(at, quarter);
      if (joined + rows > BlockSlab.MAX_ROWS) {
        flush(start, joined);
        start = starts[at];
        joined = 0;
      }
      if (rows > BlockSlab.MAX_ROWS) {
        walk(at, quarter);
        start = starts[at + quarter];
      } else {
        joined += rows;
      }
    }
    flush(start, joined);
  }

  private void flush(long start, long rows) {
    if (rows > 0) {
      blocks.add(offset + start, rows);
    }
  }

  private long rows(int first, int cells) {
    return starts[first + cells] - starts[first];
  }
}
