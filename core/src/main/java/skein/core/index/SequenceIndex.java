package skein.core.index;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import skein.core.block.BlockSlab;
import skein.core.block.SlabPlane;
import skein.core.block.SlabSet;
import skein.core.line.BlockSums;
import skein.core.line.BucketArea;
import skein.core.line.LineSeries;
import skein.core.line.LineSlab;
import skein.core.source.ColourMode;

/**
 * An opened index of lines, mapped into memory. Opening checks that the file is whole, and the
 * checksums of its metadata, its block table and of what its blocks come to; a block's own checksum
 * is checked by {@link #verify} when it is first used. May be read by any thread until closed by
 * its one owner, after all slabs are out of use.
 */
public final class SequenceIndex implements StampedFile {
  /** Log2 of the rows of a slab. */
  public static final int SLAB_BITS = 20;

  private static final int SLAB_BLOCKS = 1 << (SLAB_BITS - 14);
  private static final long PLACE = (1L << SequenceGroup.SERIES_SHIFT) - 1;

  private final Path file;
  private final IndexFile mapped;
  private final SequenceMeta meta;
  private final BlockTable table;
  private final BlockSums sums;

  /** Entries of the table by series and place. */
  private final int[] order;

  private SequenceIndex(Path file, IndexFile mapped, SequenceMeta meta) throws IOException {
    this.file = file;
    this.mapped = mapped;
    this.meta = meta;
    this.table = mapped.table(2 * Integer.BYTES, meta.rowBytes());
    this.sums = sums(mapped, table);
    this.order =
        IntStream.range(0, table.size())
            .boxed()
            .sorted((a, b) -> Long.compare(table.key[a], table.key[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    check();
  }

  /**
   * Opens a file.
   *
   * @throws BrokenIndexException when it is no whole and undamaged index of lines
   */
  public static SequenceIndex open(Path file) throws IOException {
    IndexFile mapped = IndexFile.open(file);
    try {
      return new SequenceIndex(file, mapped, SequenceMeta.parse(mapped.text("skein")));
    } catch (IOException | RuntimeException | Error e) {
      mapped.close();
      throw e;
    }
  }

  private static BlockSums sums(IndexFile mapped, BlockTable table) throws BrokenIndexException {
    MemorySegment region = mapped.region("skein.sums", "bucket pyramid");
    if (region.byteSize() != (long) table.size() * BlockSums.ENTRY_BYTES) {
      throw new BrokenIndexException("its bucket pyramid has a wrong size");
    }
    BlockSums sums = new BlockSums(table.size());
    for (int i = 0; i < table.size(); i++) {
      sums.addRead(region, (long) i * BlockSums.ENTRY_BYTES);
    }
    return sums;
  }

  /** Each series' blocks are numbered without a gap, whole but for the last, and in the file. */
  private void check() throws BrokenIndexException {
    long size = mapped.memory().byteSize();
    for (int i = 0; i < order.length; i++) {
      int e = order[i];
      boolean first = i == 0 || series(order[i - 1]) != series(e);
      boolean last = i + 1 == order.length || series(order[i + 1]) != series(e);
      long place = table.key[e] & PLACE;
      boolean follows = first ? place == 0 : table.key[e] == table.key[order[i - 1]] + 1;
      int n = table.count[e];
      if (!follows
          || n != sums.count(e)
          || (!last && n != BlockSlab.MAX_ROWS)
          || series(e) >= meta.origins().size()
          || table.at[e] > size - SequenceText.bytes(n, meta.rowBytes())) {
        throw new BrokenIndexException("block " + e + " does not belong there");
      }
    }
  }

  private int series(int entry) {
    return (int) (table.key[entry] >>> SequenceGroup.SERIES_SHIFT);
  }

  public Path file() {
    return file;
  }

  public SequenceMeta meta() {
    return meta;
  }

  public int blocks() {
    return table.size();
  }

  /** Levels of buckets: three in each block, the others made of those when it is opened. */
  public int levels() {
    return LineSeries.LEVELS;
  }

  /** Values of all series. */
  public long values() {
    return table.rows();
  }

  public long bytes() {
    return mapped.memory().byteSize();
  }

  /** Slabs of all series over the mapped memory, none of their blocks resident. */
  public List<LineSlab> slabs(int generation) {
    List<LineSlab> slabs = new ArrayList<>();
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && to - from < SLAB_BLOCKS && sameSeries(from, to)) {
        to++;
      }
      slabs.add(slab(from, to, generation));
      from = to;
    }
    return slabs;
  }

  private boolean sameSeries(int a, int b) {
    return series(order[a]) == series(order[b]);
  }

  private LineSlab slab(int from, int to, int generation) {
    int n = to - from;
    int[] count = new int[n];
    double[] bounds = new double[n * BlockSlab.BOUNDS];
    long[] codesAt = new long[n];
    long[] restAt = new long[n];
    long[] bucketsAt = new long[n];
    int[] restBytes = new int[n];
    int[] bucketBytes = new int[n];
    BlockSums own = new BlockSums(n);
    for (int b = 0; b < n; b++) {
      int e = order[from + b];
      count[b] = table.count[e];
      System.arraycopy(
          table.bounds, e * BlockSlab.BOUNDS, bounds, b * BlockSlab.BOUNDS, BlockSlab.BOUNDS);
      codesAt[b] = table.at[e];
      restAt[b] = table.at[e] + SequenceText.restAt(count[b]);
      bucketsAt[b] = table.at[e] + SequenceText.bucketsAt(count[b]);
      restBytes[b] = 4 * count[b];
      bucketBytes[b] = BucketArea.BYTES;
      own.addFrom(sums, e);
    }
    MemorySegment memory = mapped.memory();
    BlockSlab blocks =
        BlockSlab.mapped(
            count,
            bounds,
            memory,
            codesAt,
            new SlabPlane(memory, restAt, restBytes),
            new SlabPlane(memory, bucketsAt, bucketBytes));
    return LineSlab.mapped(series(order[from]), generation, blocks, own);
  }

  /** The blocks of slabs in one set, as {@link #verify} counts them. */
  public static SlabSet blocks(List<LineSlab> slabs) {
    SlabSet set = new SlabSet(ColourMode.COUNT);
    for (LineSlab slab : slabs) {
      set.add(slab.blocks());
    }
    return set;
  }

  /** Reads all of a block but its row ids; false when it is damaged. */
  public boolean verify(int block) {
    int e = order[block];
    long bytes = SequenceText.idsAt(table.count[e]);
    return Checksums.of(mapped.memory().asSlice(table.at[e], bytes)) == table.crc[e];
  }

  /** Reads all row ids of a block; false when they are damaged. */
  public boolean verifyRows(int block) {
    int e = order[block];
    long bytes = (long) table.count[e] * meta.rowBytes();
    return Checksums.of(mapped.memory().asSlice(idsAt(e), bytes)) == table.rowCrc[e];
  }

  private long idsAt(int entry) {
    return table.at[entry] + SequenceText.idsAt(table.count[entry]);
  }

  /** Place in the source of a row of a block, counted from 0 in the order of a scan. */
  public long row(int block, int place) {
    int e = order[block];
    return meta.rowBytes() == Long.BYTES
        ? mapped.memory().get(ValueLayout.JAVA_LONG, idsAt(e) + 8L * place)
        : Integer.toUnsignedLong(mapped.memory().get(ValueLayout.JAVA_INT, idsAt(e) + 4L * place));
  }

  @Override
  public String stamp() {
    return meta.stamp();
  }

  @Override
  public void close() {
    mapped.close();
  }
}
