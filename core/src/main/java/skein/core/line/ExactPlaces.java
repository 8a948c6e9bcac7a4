package skein.core.line;

import java.lang.foreign.ValueLayout;
import skein.core.block.BlockSlab;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/** Positions as doubles, 16 bytes a row, for rows that codes cannot tell apart. */
final class ExactPlaces extends BufferedPlaces {
  ExactPlaces(MemoryLedger ledger, double[] xs, double[] ys, int rows) {
    super(new HostBuffer(ledger, "line.exact", 16L * rows));
    for (int r = 0; r < rows; r++) {
      data.set(ValueLayout.JAVA_DOUBLE, 16L * r, xs[r]);
      data.set(ValueLayout.JAVA_DOUBLE, 16L * r + 8, ys[r]);
    }
  }

  /**
   * A slab that keeps its rows as they are, doubles that no code rounds.
   *
   * @param rows at least one, in x order
   * @param breaks bit r of word r / 64 is set when the line breaks before row r
   * @param before position of the row before the first; NaN when there is none
   */
  static LineSlab slab(
      MemoryLedger ledger,
      int series,
      int generation,
      double[] xs,
      double[] ys,
      int rows,
      long[] breaks,
      double before) {
    BlockSlab blocks = blocks(xs, ys, rows);
    ExactPlaces places = new ExactPlaces(ledger, xs, ys, rows);
    return LineSlab.placed(ledger, series, generation, blocks, places, breaks, before);
  }

  /** Blocks with the bounds of their rows. */
  static BlockSlab blocks(double[] xs, double[] ys, int rows) {
    return blocks(rows, (from, to, bounds, at) -> bound(xs, ys, from, to, bounds, at));
  }

  private static void bound(double[] xs, double[] ys, int from, int to, double[] bounds, int at) {
    bounds[at] = xs[from];
    bounds[at + 1] = xs[to - 1];
    bounds[at + 3] = Double.POSITIVE_INFINITY;
    bounds[at + 4] = Double.NEGATIVE_INFINITY;
    for (int r = from; r < to; r++) {
      bounds[at + 3] = Math.min(bounds[at + 3], ys[r]);
      bounds[at + 4] = Math.max(bounds[at + 4], ys[r]);
    }
  }

  private double at(int block, int row, long field) {
    return data.get(ValueLayout.JAVA_DOUBLE, 16 * row(block, row) + field);
  }

  @Override
  public double x(int block, int row) {
    return at(block, row, 0);
  }

  @Override
  public double y(int block, int row) {
    return at(block, row, 8);
  }
}
