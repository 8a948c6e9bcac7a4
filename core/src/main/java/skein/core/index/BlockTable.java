package skein.core.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.IntStream;
import skein.core.block.BlockSlab;

/**
 * One entry a block: where its coordinates lie, how many rows it has, their checksums, its order
 * key and its bounds. In the file {@value #ENTRY_BYTES} bytes an entry, little-endian:
 *
 * <pre>
 *   0 int64  offset of the coordinates in the file, a multiple of 64
 *   8 int32  rows
 *  12 int32  CRC32C of the coordinates
 *  16 int32  CRC32C of the row ids
 *  20 int32  0
 *  24 int64  order key
 *  32 6 float64: loX hiX stepX loY hiY stepY
 * </pre>
 *
 * <p>The row ids follow the coordinates at the next multiple of 64. Grows while an index is
 * written; one thread at a time.
 */
final class BlockTable {
  static final int ENTRY_BYTES = 80;

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  long[] at = new long[64];
  int[] count = new int[64];
  int[] crc = new int[64];
  int[] rowCrc = new int[64];
  long[] key = new long[64];
  double[] bounds = new double[64 * BlockSlab.BOUNDS];
  private int size;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Adds an entry; the caller fills its fields, the bounds from the index times 6 on. */
  int add() {
    if (size == count.length) {
      int wider = size * 2;
      at = Arrays.copyOf(at, wider);
      count = Arrays.copyOf(count, wider);
      crc = Arrays.copyOf(crc, wider);
      rowCrc = Arrays.copyOf(rowCrc, wider);
      key = Arrays.copyOf(key, wider);
      bounds = Arrays.copyOf(bounds, wider * BlockSlab.BOUNDS);
    }
    return size++;
  }

  /** Adds all entries of another table, their places moved. */
  void addAll(BlockTable other, long moved) {
    for (int i = 0; i < other.size; i++) {
      int to = add();
      at[to] = other.at[i] + moved;
      copy(other, i, to);
    }
  }

  private void copy(BlockTable other, int from, int to) {
    count[to] = other.count[from];
    crc[to] = other.crc[from];
    rowCrc[to] = other.rowCrc[from];
    key[to] = other.key[from];
    int step = BlockSlab.BOUNDS;
    System.arraycopy(other.bounds, from * step, bounds, to * step, step);
  }

  /** The same entries by their place in the file. */
  BlockTable sorted() {
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted((a, b) -> Long.compare(at[a], at[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    BlockTable out = new BlockTable();
    for (int i : order) {
      int to = out.add();
      out.at[to] = at[i];
      out.copy(this, i, to);
    }
    return out;
  }

  long rows() {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += count[i];
    }
    return sum;
  }

  void write(MemorySegment to) {
    for (int i = 0; i < size; i++) {
      long o = (long) i * ENTRY_BYTES;
      to.set(LONG, o, at[i]);
      to.set(INT, o + 8, count[i]);
      to.set(INT, o + 12, crc[i]);
      to.set(INT, o + 16, rowCrc[i]);
      to.set(INT, o + 20, 0);
      to.set(LONG, o + 24, key[i]);
      for (int d = 0; d < BlockSlab.BOUNDS; d++) {
        to.set(DOUBLE, o + 32 + 8L * d, bounds[i * BlockSlab.BOUNDS + d]);
      }
    }
  }

  static BlockTable read(MemorySegment from) {
    BlockTable table = new BlockTable();
    int blocks = (int) (from.byteSize() / ENTRY_BYTES);
    for (int i = 0; i < blocks; i++) {
      long o = (long) i * ENTRY_BYTES;
      table.add();
      table.at[i] = from.get(LONG, o);
      table.count[i] = from.get(INT, o + 8);
      table.crc[i] = from.get(INT, o + 12);
      table.rowCrc[i] = from.get(INT, o + 16);
      table.key[i] = from.get(LONG, o + 24);
      for (int d = 0; d < BlockSlab.BOUNDS; d++) {
        table.bounds[i * BlockSlab.BOUNDS + d] = from.get(DOUBLE, o + 32 + 8L * d);
      }
    }
    return table;
  }
}
