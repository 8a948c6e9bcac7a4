package skein.core.line;

import java.lang.foreign.MemorySegment;
import skein.core.block.BlockSlab;

/** Fills the buckets and block sums of a slab in memory from its rows. Once, by one thread. */
final class BucketSums {
  private static final int ROW_BITS = LineSlab.LEVEL_BITS[0];
  private static final int FAN = LineSlab.LEVEL_BITS[1] - ROW_BITS;

  private BucketSums() {}

  /**
   * Sums up all blocks.
   *
   * @param before position of the row before the first; NaN when there is none
   */
  static void sumUp(LineSlab slab, double before) {
    BlockSlab blocks = slab.blocks();
    RangeSummary scratch = new RangeSummary();
    double last = before;
    for (int b = 0; b < blocks.blocks(); b++) {
      slab.sums().add();
      last = sumBlock(slab, b, blocks.count(b), last, scratch);
    }
  }

  private static double sumBlock(
      LineSlab slab, int block, int count, double before, RangeSummary scratch) {
    MemorySegment area = slab.buckets(block);
    int first = block << LineSlab.BLOCK_BITS;
    double last = before;
    int fine = (count + (1 << ROW_BITS) - 1) >> ROW_BITS;
    for (int i = 0; i < fine; i++) {
      int from = i << ROW_BITS;
      last = sumRows(slab, first, from, Math.min(count, from + (1 << ROW_BITS)), last, scratch);
      BucketArea.put(area, 0, 0, i, scratch);
    }
    RangeSummary all = new RangeSummary();
    for (int i = 0; i << FAN < fine; i++) {
      scratch.clear();
      for (int child = i << FAN; child < Math.min(fine, (i + 1) << FAN); child++) {
        BucketArea.add(area, 0, 0, child, 0, 0, scratch);
      }
      BucketArea.put(area, 0, 1, i, scratch);
      BucketArea.add(area, 0, 1, i, 0, 0, all);
    }
    slab.sums().values(block, all, count);
    slab.sums()
        .ends(
            block,
            slab.x(first),
            slab.x(first + count - 1),
            slab.y(first),
            slab.y(first + count - 1),
            slab.breaksBefore(first));
    return last;
  }

  private static double sumRows(
      LineSlab slab, int first, int from, int to, double before, RangeSummary out) {
    out.clear();
    double last = before;
    double gap = 0;
    for (int r = from; r < to; r++) {
      out.add(slab.y(first + r), r);
      double at = slab.x(first + r);
      double step = slab.breaksBefore(first + r) ? Double.POSITIVE_INFINITY : at - last;
      gap = step > gap ? step : gap;
      last = at;
    }
    out.gap = gap;
    return last;
  }
}
