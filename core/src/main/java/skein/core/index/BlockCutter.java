package skein.core.index;

import java.io.IOException;
import java.util.Arrays;
import skein.core.block.BlockSlab;

/**
 * Cuts rows in memory into blocks of nearly equal size: a grid of fine cells is counted and divided
 * like a k-d tree along its summed-area table, each cut where it leaves both sides whole blocks,
 * then the rows are moved to where their leaf is. Cells that hold more rows than a block are
 * divided again over their own bounds; rows that are all in one place are cut as they lie. One
 * thread.
 */
final class BlockCutter {
  /** Takes the rows of one block. */
  @FunctionalInterface
  interface Sink {
    void block(PlacedRows rows, int from, int to) throws IOException;
  }

  private static final int MAX_BITS = 8;

  /** Rows that a fine cell holds on average. */
  private static final int CELL_ROWS = 16;

  /** Share of a block that is aimed at, so that cuts need not be exact. */
  private static final double FILL = 0.97;

  private static final int DEEPEST = 64;

  private final Sink sink;
  private final double shapeX;
  private final double shapeY;
  private final int[] sums = new int[((1 << MAX_BITS) + 1) * ((1 << MAX_BITS) + 1)];
  private final int[] leafOf = new int[1 << (2 * MAX_BITS)];
  private final PlacedRows spare = new PlacedRows();
  private short[] cells = new short[0];
  private int[] leafEnd = new int[64];
  private int leaves;
  private double cellWidth;
  private double cellHeight;
  private double loX;
  private double hiX;
  private double loY;
  private double hiY;

  /**
   * @param spanX extent of all data, so that blocks get the shape of the whole; spanY likewise
   */
  BlockCutter(double spanX, double spanY, Sink sink) {
    this.shapeX = spanX > 0 ? 1 / spanX : 0;
    this.shapeY = spanY > 0 ? 1 / spanY : 0;
    this.sink = sink;
  }

  /** Cuts the first n rows, which are reordered. */
  void cut(PlacedRows rows, int n) throws IOException {
    spare.reserve(n);
    if (cells.length < n) {
      cells = new short[n];
    }
    divide(rows, spare, 0, n, 0);
  }

  private void divide(PlacedRows rows, PlacedRows other, int from, int to, int depth)
      throws IOException {
    if (to - from <= BlockSlab.MAX_ROWS) {
      if (to > from) {
        sink.block(rows, from, to);
      }
      return;
    }
    measure(rows, from, to);
    if (depth == DEEPEST || (loX == hiX && loY == hiY)) {
      for (int at = from; at < to; at += BlockSlab.MAX_ROWS) {
        sink.block(rows, at, Math.min(to, at + BlockSlab.MAX_ROWS));
      }
      return;
    }
    int bits = bits(to - from);
    count(rows, from, to, bits);
    int side = 1 << bits;
    leaves = 0;
    split(0, 0, side, side, side, (int) Math.ceil((to - from) / (BlockSlab.MAX_ROWS * FILL)));
    int[] ends = move(rows, other, from, to);
    int start = from;
    for (int end : ends) {
      divide(other, rows, start, end, depth + 1);
      start = end;
    }
  }

  private static int bits(int rows) {
    int bits = 3;
    while (bits < MAX_BITS && rows >> (2 * bits) > CELL_ROWS) {
      bits++;
    }
    return bits;
  }

  private void measure(PlacedRows rows, int from, int to) {
    double[] x = rows.x;
    double[] y = rows.y;
    loX = Double.POSITIVE_INFINITY;
    hiX = Double.NEGATIVE_INFINITY;
    loY = Double.POSITIVE_INFINITY;
    hiY = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      loX = Math.min(loX, x[i]);
      hiX = Math.max(hiX, x[i]);
      loY = Math.min(loY, y[i]);
      hiY = Math.max(hiY, y[i]);
    }
  }

  /** Counts the rows of the cells into a summed-area table. */
  private void count(PlacedRows rows, int from, int to, int bits) {
    double[] x = rows.x;
    double[] y = rows.y;
    int side = 1 << bits;
    double perX = scale(loX, hiX, side);
    double perY = scale(loY, hiY, side);
    cellWidth = (hiX * 0.5 - loX * 0.5) * shapeX;
    cellHeight = (hiY * 0.5 - loY * 0.5) * shapeY;
    int stride = side + 1;
    Arrays.fill(sums, 0, stride * stride, 0);
    double startX = loX * 0.5;
    double startY = loY * 0.5;
    for (int i = from; i < to; i++) {
      int column = Math.min((int) ((x[i] * 0.5 - startX) * perX), side - 1);
      int line = Math.min((int) ((y[i] * 0.5 - startY) * perY), side - 1);
      cells[i] = (short) (line << bits | column);
      sums[(line + 1) * stride + column + 1]++;
    }
    for (int line = 1; line <= side; line++) {
      int run = 0;
      for (int column = 1; column <= side; column++) {
        int at = line * stride + column;
        run += sums[at];
        sums[at] = run + sums[at - stride];
      }
    }
  }

  private static double scale(double lo, double hi, int side) {
    double span = hi * 0.5 - lo * 0.5;
    return span > 0 ? Math.min(side / span, Double.MAX_VALUE) : 0;
  }

  private int rows(int x0, int y0, int x1, int y1, int side) {
    int stride = side + 1;
    return sums[y1 * stride + x1]
        - sums[y0 * stride + x1]
        - sums[y1 * stride + x0]
        + sums[y0 * stride + x0];
  }

  /** Divides a rectangle of cells until its rows fit into a block or it is one cell. */
  private void split(int x0, int y0, int x1, int y1, int side, int aim) {
    int rows = rows(x0, y0, x1, y1, side);
    if (rows == 0) {
      return;
    }
    if (rows <= BlockSlab.MAX_ROWS || (x1 - x0 == 1 && y1 - y0 == 1)) {
      leaf(x0, y0, x1, y1, side, rows);
      return;
    }
    int blocks = Math.max(2, Math.max(aim, (rows - 1) / BlockSlab.MAX_ROWS + 1));
    int first = blocks / 2;
    boolean alongX =
        y1 - y0 == 1 || (x1 - x0 > 1 && (x1 - x0) * cellWidth >= (y1 - y0) * cellHeight);
    int wanted = (int) ((long) rows * first / blocks);
    int lo = (alongX ? x0 : y0) + 1;
    int hi = (alongX ? x1 : y1) - 1;
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      int below = alongX ? rows(x0, y0, mid, y1, side) : rows(x0, y0, x1, mid, side);
      if (below < wanted) {
        lo = mid + 1;
      } else {
        hi = mid;
      }
    }
    int at = nearest(x0, y0, x1, y1, side, alongX, lo, wanted);
    if (alongX) {
      split(x0, y0, at, y1, side, first);
      split(at, y0, x1, y1, side, blocks - first);
    } else {
      split(x0, y0, x1, at, side, first);
      split(x0, at, x1, y1, side, blocks - first);
    }
  }

  /** Of a cut and the one before it, that with rows nearest to what is wanted. */
  private int nearest(
      int x0, int y0, int x1, int y1, int side, boolean alongX, int cut, int wanted) {
    if (cut - 1 <= (alongX ? x0 : y0)) {
      return cut;
    }
    int here = alongX ? rows(x0, y0, cut, y1, side) : rows(x0, y0, x1, cut, side);
    int before = alongX ? rows(x0, y0, cut - 1, y1, side) : rows(x0, y0, x1, cut - 1, side);
    return Math.abs(here - wanted) <= Math.abs(before - wanted) ? cut : cut - 1;
  }

  private void leaf(int x0, int y0, int x1, int y1, int side, int rows) {
    if (leaves == leafEnd.length) {
      leafEnd = Arrays.copyOf(leafEnd, leaves * 2);
    }
    leafEnd[leaves] = rows;
    for (int line = y0; line < y1; line++) {
      Arrays.fill(leafOf, line * side + x0, line * side + x1, leaves);
    }
    leaves++;
  }

  /** Moves a range to where its leaves are; returns where each leaf ends. */
  private int[] move(PlacedRows rows, PlacedRows to, int from, int end) {
    int[] next = new int[leaves];
    int[] ends = new int[leaves];
    int at = from;
    for (int leaf = 0; leaf < leaves; leaf++) {
      next[leaf] = at;
      at += leafEnd[leaf];
      ends[leaf] = at;
    }
    for (int i = from; i < end; i++) {
      int place = next[leafOf[cells[i] & 0xffff]]++;
      to.x[place] = rows.x[i];
      to.y[place] = rows.y[i];
      to.row[place] = rows.row[i];
    }
    return ends;
  }
}
