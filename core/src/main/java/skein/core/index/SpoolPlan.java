package skein.core.index;

import java.util.List;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.block.AxisReader;
import skein.core.block.SeriesOrigin;
import skein.core.source.Projection;
import skein.core.source.ValueBounds;

/**
 * How rows are divided on their way into blocks.
 *
 * @param origin base of all positions
 * @param level the partitions
 * @param chunkBytes bytes of a partition's buffer
 * @param any false when no row has a place
 */
record SpoolPlan(SeriesOrigin origin, SpoolLevel level, int chunkBytes, boolean any) {
  /** Rows a partition should hold. */
  private static final long PARTITION_ROWS = 400_000;

  private static final long BUFFERS = 384L << 20;
  private static final int LARGEST_CHUNK = 64 << 10;
  private static final int SMALLEST_CHUNK = 4 << 10;

  /**
   * The plan for some bounds.
   *
   * @param rows about how many
   * @param wide whether rows are held as doubles
   * @param members threads with a buffer for each partition
   */
  static SpoolPlan of(
      Projection projection, List<ValueBounds> bounds, long rows, boolean wide, int members) {
    ValueBounds x = bounds.get(0);
    ValueBounds y = bounds.get(1);
    boolean wholeX = new AxisReader(projection.xType(), projection.xScale()).integers();
    boolean wholeY = new AxisReader(projection.yType(), projection.yScale()).integers();
    int bits = partitionBits(rows);
    SpoolLevel level =
        new SpoolLevel(
            grid(projection.xType(), projection.xScale(), x, bits, wide),
            grid(projection.yType(), projection.yScale(), y, bits, wide),
            bits,
            wide);
    long each = (BUFFERS / members) >> (2 * SpoolLevel.MAX_BITS);
    int chunk = Math.clamp(Long.highestOneBit(each), SMALLEST_CHUNK, LARGEST_CHUNK);
    SeriesOrigin origin = new SeriesOrigin(wholeX ? x.loLong() : 0, wholeY ? y.loLong() : 0);
    return new SpoolPlan(origin, level, chunk, x.any() && y.any());
  }

  /** The same with other buffers. */
  SpoolPlan withChunks(int bytes) {
    return new SpoolPlan(origin, level, bytes, any);
  }

  /** log2 of the partitions a side for some rows. */
  static int partitionBits(long rows) {
    int bits = 0;
    while (bits < SpoolLevel.MAX_BITS && rows >> (2 * bits) > PARTITION_ROWS) {
      bits++;
    }
    return bits;
  }

  private static AxisGrid grid(
      AxisType type, AxisScale scale, ValueBounds b, int bits, boolean wide) {
    boolean log = scale == AxisScale.LOG10;
    if (!b.any()) {
      return new AxisGrid(0, 0, false, bits, true);
    }
    if (type.isLong() && !log) {
      return new AxisGrid(0, AxisReader.difference(b.hiLong(), b.loLong()), true, bits, wide);
    }
    double lo = type.isLong() ? b.loLong() : b.lo();
    double hi = type.isLong() ? b.hiLong() : b.hi();
    return log
        ? new AxisGrid(Math.log10(lo), Math.log10(hi), false, bits, wide)
        : new AxisGrid(lo, hi, false, bits, wide);
  }
}
