package skein.core.line;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.core.block.BlockCodec;
import skein.core.block.BlockSlab;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/**
 * Some rows of a series in memory, 4 bytes each: positions are the series' own, which stays open
 * until this is closed.
 */
final class PickedPlaces extends BufferedPlaces {
  private static final long MASK = 0xffff_ffffL;

  private final LineSeries from;

  private PickedPlaces(MemoryLedger ledger, LineSeries from, int[] picks, int rows) {
    super(HostBuffer.toFill(ledger, "line.picks", 4L * rows));
    this.from = from;
    MemorySegment.copy(picks, 0, data, ValueLayout.JAVA_INT, 0, rows);
  }

  /**
   * A slab of picked rows.
   *
   * @param series its number
   * @param picks rows of the series, rising, u32
   * @param rows number of picks, at least one
   * @param breaks bit r of word r / 64 is set when the line breaks before the pick r
   * @param before position of the pick before the first; NaN when there is none
   */
  static LineSlab slab(
      MemoryLedger ledger,
      int series,
      LineSeries from,
      int[] picks,
      int rows,
      long[] breaks,
      double before) {
    BlockSlab blocks =
        blocks(rows, (first, to, bounds, at) -> bound(from, picks, first, to, bounds, at));
    PickedPlaces places = new PickedPlaces(ledger, from, picks, rows);
    return LineSlab.placed(ledger, series, 0, blocks, places, breaks, before);
  }

  /** Bounds of the blocks that picks come from, and steps that err as much as theirs. */
  private static void bound(
      LineSeries from, int[] picks, int first, int to, double[] bounds, int at) {
    RangeSummary extremes = new RangeSummary();
    long block = -1;
    for (int i = first; i < to; i++) {
      long row = picks[i] & MASK;
      if (row >> LineSlab.BLOCK_BITS != block) {
        block = row >> LineSlab.BLOCK_BITS;
        from.guess(row, extremes);
        double unit = BlockCodec.RESIDUAL_UNITS;
        bounds[at + 2] = Math.max(bounds[at + 2], from.errorX(row) * unit);
        bounds[at + 5] = Math.max(bounds[at + 5], from.errorY(row) * unit);
      }
    }
    bounds[at] = from.x(picks[first] & MASK);
    bounds[at + 1] = from.x(picks[to - 1] & MASK);
    bounds[at + 3] = extremes.min;
    bounds[at + 4] = extremes.max;
  }

  private long pick(int block, int row) {
    return data.get(ValueLayout.JAVA_INT, 4 * row(block, row)) & MASK;
  }

  @Override
  public double x(int block, int row) {
    return from.x(pick(block, row));
  }

  @Override
  public double y(int block, int row) {
    return from.y(pick(block, row));
  }
}
