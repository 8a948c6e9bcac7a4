package skein.core.lod;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import skein.core.memory.HostBuffer;

/**
 * How many rows lie in each cell of a grid over the bounds of all data, and of that grid with
 * halved resolution, down to one cell. Every row is in exactly one cell of each level.
 *
 * <p>Level 0 has {@code 2^bits} cells an axis, level k half as many as level k - 1. A position p
 * (offset from the series' origin) lies in cell {@code min(side - 1, floor((p - lo) * (side / (hi -
 * lo))))}. In memory level 0 comes first, each level row-major from the bottom, one little-endian
 * u32 a cell, nothing in between: {@link #bytes} in all. A cell with more than 4,294,967,295 rows
 * says 4,294,967,295.
 *
 * <p>Immutable but for {@link #ready}; read by any thread. The memory is owned (built) or not (part
 * of a mapped index).
 */
public final class CountPyramid implements AutoCloseable {
  /** Bits of the largest level 0: 4,096 x 4,096 cells. */
  public static final int MOST_BITS = 12;

  private static final int ROWS_PER_CELL = 4;
  private static final int U32 = Integer.BYTES;

  private final MemorySegment cells;
  private final int bits;
  private final double loX;
  private final double hiX;
  private final double loY;
  private final double hiY;
  private final @Nullable HostBuffer owned;
  private volatile int ready;

  private CountPyramid(
      MemorySegment cells,
      int bits,
      double loX,
      double hiX,
      double loY,
      double hiY,
      @Nullable HostBuffer owned,
      int ready) {
    if (bits < 0 || bits > MOST_BITS || cells.byteSize() < bytes(bits)) {
      throw new IllegalArgumentException("pyramid: bits=" + bits + " bytes=" + cells.byteSize());
    }
    if (!(hiX > loX) || !(hiY > loY)) {
      throw new IllegalArgumentException("pyramid over an empty window");
    }
    this.cells = cells;
    this.bits = bits;
    this.loX = loX;
    this.hiX = hiX;
    this.loY = loY;
    this.hiY = hiY;
    this.owned = owned;
    this.ready = ready;
  }

  /** A pyramid whose memory is here; closed with it. */
  public static CountPyramid built(
      HostBuffer cells, int bits, double loX, double hiX, double loY, double hiY) {
    return new CountPyramid(cells.segment(), bits, loX, hiX, loY, hiY, cells, 0);
  }

  /**
   * A pyramid in a mapped file, which stays mapped when this is closed. No level can be read
   * without waiting until a worker has called {@link #load}.
   */
  public static CountPyramid mapped(
      MemorySegment cells, int bits, double loX, double hiX, double loY, double hiY) {
    return new CountPyramid(cells, bits, loX, hiX, loY, hiY, null, bits + 1);
  }

  /** Bits of level 0 that suit a number of rows: about four rows a cell, within the limit. */
  public static int bitsFor(long rows) {
    int bits = 0;
    while (bits < MOST_BITS && (ROWS_PER_CELL << (2 * (bits + 1))) <= rows) {
      bits++;
    }
    return bits;
  }

  /** Bytes of all levels. */
  public static long bytes(int bits) {
    return at(bits, bits) + U32;
  }

  /** Offset in bytes of a level. */
  public static long at(int bits, int level) {
    long cells = 0;
    for (int k = 0; k < level; k++) {
      cells += 1L << (2 * (bits - k));
    }
    return cells * U32;
  }

  /** Fills levels 1 and up from level 0. */
  public static void fold(MemorySegment cells, int bits) {
    for (int level = 1; level <= bits; level++) {
      fold(cells, at(bits, level - 1), at(bits, level), 1 << (bits - level));
    }
  }

  private static void fold(MemorySegment cells, long from, long to, int side) {
    int[] two = new int[4 * side];
    int[] sums = new int[side];
    for (int row = 0; row < side; row++) {
      MemorySegment.copy(
          cells, ValueLayout.JAVA_INT, from + 4L * U32 * side * row, two, 0, 4 * side);
      for (int i = 0; i < side; i++) {
        long sum =
            (two[2 * i] & 0xffff_ffffL)
                + (two[2 * i + 1] & 0xffff_ffffL)
                + (two[2 * (side + i)] & 0xffff_ffffL)
                + (two[2 * (side + i) + 1] & 0xffff_ffffL);
        sums[i] = (int) Math.min(sum, 0xffff_ffffL);
      }
      MemorySegment.copy(sums, 0, cells, ValueLayout.JAVA_INT, to + (long) U32 * side * row, side);
    }
  }

  /** Levels: the last one is a single cell. */
  public int levels() {
    return bits + 1;
  }

  /** Cells of a level on each axis. */
  public int side(int level) {
    return 1 << (bits - level);
  }

  /** Memory of all levels; a level begins at {@link #at(int)}. */
  public MemorySegment cells() {
    return cells;
  }

  /** Offset in bytes of a level within {@link #cells}. */
  public long at(int level) {
    return at(bits, level);
  }

  /** Rows in a cell; may wait for a disk where the level is not {@link #ready}. */
  public long count(int level, int column, int row) {
    long cell = (long) row * side(level) + column;
    return Integer.toUnsignedLong(cells.get(ValueLayout.JAVA_INT, at(level) + cell * U32));
  }

  /** The finest level that can be read without waiting; {@link #levels} when none can. */
  public int ready() {
    return ready;
  }

  /** Reads the pages of all levels, coarse ones first, so that they are ready. A worker. */
  public void load() {
    for (int level = bits; level >= 0; level--) {
      if (cells.isMapped()) {
        cells.asSlice(at(level), (long) U32 << (2 * (bits - level))).load();
      }
      ready = Math.min(ready, level);
    }
  }

  public double loX() {
    return loX;
  }

  public double hiX() {
    return hiX;
  }

  public double loY() {
    return loY;
  }

  public double hiY() {
    return hiY;
  }

  @Override
  public void close() {
    if (owned != null) {
      owned.close();
    }
  }
}
