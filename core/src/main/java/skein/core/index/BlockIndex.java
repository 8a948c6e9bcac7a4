package skein.core.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import skein.core.block.BlockSlab;
import skein.core.block.SlabPlane;
import skein.core.block.SlabSet;
import skein.core.lod.CountPyramid;
import skein.core.source.ColourMode;

/**
 * An opened index file, mapped into memory. Opening checks that the file is whole, and the
 * checksums of its metadata, block table and pyramid; a block's own checksums are checked by {@link
 * #verify} when it is first used. May be read by any thread until closed by its one owner, after
 * all slabs are out of use.
 *
 * <p>The slabs' blocks are the index's blocks in order: block b of slab s is block {@link
 * #firstBlock}{@code (s) + b} of the index.
 */
public final class BlockIndex implements StampedFile {
  /** Blocks of a slab. */
  public static final int SLAB_BLOCKS = 64;

  private final Path file;
  private final IndexFile mapped;
  private final IndexMeta meta;
  private final BlockTable table;
  private final CountPyramid pyramid;

  private BlockIndex(
      Path file, IndexFile mapped, IndexMeta meta, BlockTable table, CountPyramid pyramid) {
    this.file = file;
    this.mapped = mapped;
    this.meta = meta;
    this.table = table;
    this.pyramid = pyramid;
  }

  /**
   * Opens a file.
   *
   * @throws BrokenIndexException when it is no whole and undamaged index
   */
  public static BlockIndex open(Path file) throws IOException {
    IndexFile mapped = IndexFile.open(file);
    try {
      IndexMeta meta = IndexMeta.parse(mapped.text("skein"));
      BlockTable table = mapped.table(Integer.BYTES, meta.rowBytes());
      CountPyramid pyramid = mapped.pyramid();
      if (table.rows() != meta.plotted()) {
        throw new BrokenIndexException("its blocks hold " + table.rows() + " rows");
      }
      return new BlockIndex(file, mapped, meta, table, pyramid);
    } catch (IOException | RuntimeException | Error e) {
      mapped.close();
      throw e;
    }
  }

  public Path file() {
    return file;
  }

  public IndexMeta meta() {
    return meta;
  }

  public CountPyramid pyramid() {
    return pyramid;
  }

  public int blocks() {
    return table.size();
  }

  /** Plotted rows. */
  public long rows() {
    return meta.plotted();
  }

  public long bytes() {
    return mapped.memory().byteSize();
  }

  /** Rows of a block. */
  public int count(int block) {
    return table.count[block];
  }

  /** Order key of a block. */
  public long key(int block) {
    return table.key[block];
  }

  /** The first block of a slab of {@link #slabs}. */
  public int firstBlock(int slab) {
    return slab * SLAB_BLOCKS;
  }

  /** Slabs over the mapped memory, none of their blocks resident; without a channel. */
  public SlabSet slabs() {
    return slabs(ColourMode.COUNT, List.of());
  }

  /**
   * Slabs over the mapped memory, none of their blocks resident.
   *
   * @param planes codes in the same blocks: the colour's unless the mode is COUNT, then those of
   *     channels
   */
  public SlabSet slabs(ColourMode mode, List<ChannelFile> planes) {
    SlabSet set = new SlabSet(mode);
    for (int first = 0; first < table.size(); first += SLAB_BLOCKS) {
      set.add(slab(first, Math.min(SLAB_BLOCKS, table.size() - first), planes));
    }
    return set;
  }

  private BlockSlab slab(int first, int blocks, List<ChannelFile> planes) {
    int[] count = new int[blocks];
    double[] bounds = new double[blocks * BlockSlab.BOUNDS];
    long[] at = new long[blocks];
    long from = table.at[first];
    for (int b = 0; b < blocks; b++) {
      count[b] = table.count[first + b];
      at[b] = table.at[first + b] - from;
    }
    System.arraycopy(table.bounds, first * BlockSlab.BOUNDS, bounds, 0, bounds.length);
    int last = blocks - 1;
    MemorySegment coords = mapped.memory().asSlice(from, at[last] + 4L * count[last]);
    SlabPlane[] codes = new SlabPlane[planes.size()];
    for (int p = 0; p < codes.length; p++) {
      codes[p] = planes.get(p).plane(first, blocks);
    }
    return BlockSlab.mapped(count, bounds, coords, at, codes);
  }

  /** The coordinates of a block as they lie in the file. */
  public MemorySegment coords(int block) {
    return mapped.memory().asSlice(table.at[block], 4L * table.count[block]);
  }

  /** Reads all coordinates of a block; false when their checksum says that they are damaged. */
  public boolean verify(int block) {
    return Checksums.of(coords(block)) == table.crc[block];
  }

  /** Reads all row ids of a block; false when they are damaged. */
  public boolean verifyRows(int block) {
    return Checksums.of(rowIds(block)) == table.rowCrc[block];
  }

  /** Place in the source of a row of a block, counted from 0 in the order of a scan. */
  public long row(int block, int place) {
    long at = rowsAt(block);
    return meta.rowBytes() == Long.BYTES
        ? mapped.memory().get(ValueLayout.JAVA_LONG, at + 8L * place)
        : Integer.toUnsignedLong(mapped.memory().get(ValueLayout.JAVA_INT, at + 4L * place));
  }

  private MemorySegment rowIds(int block) {
    long bytes = (long) table.count[block] * meta.rowBytes();
    return mapped.memory().asSlice(rowsAt(block), bytes);
  }

  private long rowsAt(int block) {
    return table.at[block] + IpcText.aligned(4L * table.count[block]);
  }

  @Override
  public String stamp() {
    return meta.stamp();
  }

  @Override
  public void close() {
    mapped.close();
  }

  /** Maps a whole file for reading. */
  static MemorySegment map(Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }
}
