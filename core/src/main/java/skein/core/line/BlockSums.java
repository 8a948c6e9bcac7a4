package skein.core.line;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import skein.core.block.BlockSlab;

/**
 * What each block of a sequence comes to: enough to draw it while its rows are elsewhere. In an
 * index file {@value #ENTRY_BYTES} bytes a block, little-endian:
 *
 * <pre>
 *   0 float64 min    8 float64 max    16 float64 sum    24 float64 gap
 *  32 float64 x of the first row   40 float64 x of the last row
 *  48 float64 y of the first row   56 float64 y of the last row
 *  64 int32 row of min   68 int32 row of max, both within the block, the first of equals
 *  72 int32 count        76 int32 1 when the line breaks before the first row
 * </pre>
 *
 * where gap is the largest distance along x from a row to the row before it, infinite where the
 * line breaks. Positions are those that decoding gives, to the last bit. Grows while it is filled,
 * by one thread; afterwards any thread reads.
 */
public final class BlockSums {
  /** Bytes of an entry. */
  public static final int ENTRY_BYTES = 80;

  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final int NUMBERS = 8;

  private double[] numbers;
  private int[] atMin;
  private int[] atMax;
  private int[] count;
  private boolean[] broken;
  private int size;

  /** Makes room for some blocks. */
  public BlockSums(int capacity) {
    int room = Math.max(1, capacity);
    numbers = new double[room * NUMBERS];
    atMin = new int[room];
    atMax = new int[room];
    count = new int[room];
    broken = new boolean[room];
  }

  public int size() {
    return size;
  }

  /** Adds a block of which nothing is known yet; returns its number. */
  int add() {
    if (size == count.length) {
      int wider = size * 2;
      numbers = Arrays.copyOf(numbers, wider * NUMBERS);
      atMin = Arrays.copyOf(atMin, wider);
      atMax = Arrays.copyOf(atMax, wider);
      count = Arrays.copyOf(count, wider);
      broken = Arrays.copyOf(broken, wider);
    }
    return size++;
  }

  void values(int block, RangeSummary all, int rows) {
    int at = block * NUMBERS;
    numbers[at] = all.min;
    numbers[at + 1] = all.max;
    numbers[at + 2] = all.sum;
    numbers[at + 3] = all.gap;
    atMin[block] = (int) all.atMin;
    atMax[block] = (int) all.atMax;
    count[block] = rows;
  }

  void ends(
      int block, double firstX, double lastX, double firstY, double lastY, boolean breaksBefore) {
    int at = block * NUMBERS + 4;
    numbers[at] = firstX;
    numbers[at + 1] = lastX;
    numbers[at + 2] = firstY;
    numbers[at + 3] = lastY;
    broken[block] = breaksBefore;
  }

  /** Adds a copy of a block of another. */
  public void addFrom(BlockSums other, int block) {
    int to = add();
    System.arraycopy(other.numbers, block * NUMBERS, numbers, to * NUMBERS, NUMBERS);
    atMin[to] = other.atMin[block];
    atMax[to] = other.atMax[block];
    count[to] = other.count[block];
    broken[to] = other.broken[block];
  }

  double min(int block) {
    return numbers[block * NUMBERS];
  }

  double max(int block) {
    return numbers[block * NUMBERS + 1];
  }

  double gap(int block) {
    return numbers[block * NUMBERS + 3];
  }

  double firstX(int block) {
    return numbers[block * NUMBERS + 4];
  }

  double lastX(int block) {
    return numbers[block * NUMBERS + 5];
  }

  double firstY(int block) {
    return numbers[block * NUMBERS + 6];
  }

  double lastY(int block) {
    return numbers[block * NUMBERS + 7];
  }

  boolean breaksBefore(int block) {
    return broken[block];
  }

  /** Rows of a block. */
  public int count(int block) {
    return count[block];
  }

  /** Where a row would lie if the rows of its block lay evenly along x. */
  double x(int block, int row) {
    return between(firstX(block), lastX(block), block, row);
  }

  /** Where a row would lie if the line ran straight through its block. */
  double y(int block, int row) {
    return between(firstY(block), lastY(block), block, row);
  }

  private double between(double first, double last, int block, int row) {
    int end = count[block] - 1;
    if (row == 0) {
      return first;
    }
    if (row == end) {
      return last;
    }
    double share = (double) row / end;
    return first * (1 - share) + last * share;
  }

  /** Adds a block to a summary. */
  void addTo(int block, long base, RangeSummary out) {
    int at = block * NUMBERS;
    out.add(
        numbers[at],
        numbers[at + 1],
        numbers[at + 2],
        numbers[at + 3],
        base + atMin[block],
        base + atMax[block],
        count[block]);
  }

  /** Blocks of these counts and bounds, without any memory. */
  BlockSlab withoutRows() {
    int[] counts = Arrays.copyOf(count, size);
    double[] bounds = new double[size * BlockSlab.BOUNDS];
    for (int b = 0; b < size; b++) {
      bounds[b * BlockSlab.BOUNDS] = firstX(b);
      bounds[b * BlockSlab.BOUNDS + 1] = lastX(b);
      bounds[b * BlockSlab.BOUNDS + 3] = min(b);
      bounds[b * BlockSlab.BOUNDS + 4] = max(b);
    }
    return BlockSlab.mapped(counts, bounds, MemorySegment.NULL, new long[size]);
  }

  /** Writes an entry. */
  public void write(int block, MemorySegment to, long offset) {
    for (int i = 0; i < NUMBERS; i++) {
      to.set(DOUBLE, offset + 8L * i, numbers[block * NUMBERS + i]);
    }
    to.set(INT, offset + 64, atMin[block]);
    to.set(INT, offset + 68, atMax[block]);
    to.set(INT, offset + 72, count[block]);
    to.set(INT, offset + 76, broken[block] ? 1 : 0);
  }

  /** Adds the entry that lies at a place. */
  public void addRead(MemorySegment from, long offset) {
    int block = add();
    for (int i = 0; i < NUMBERS; i++) {
      numbers[block * NUMBERS + i] = from.get(DOUBLE, offset + 8L * i);
    }
    atMin[block] = from.get(INT, offset + 64);
    atMax[block] = from.get(INT, offset + 68);
    count[block] = from.get(INT, offset + 72);
    broken[block] = from.get(INT, offset + 76) != 0;
  }
}
