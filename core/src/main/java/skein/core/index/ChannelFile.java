package skein.core.index;

import java.io.IOException;
import java.nio.file.Path;
import skein.core.block.SlabPlane;

/**
 * A column's u16 codes in the blocks of an index, in a mapped file of its own. May be read by any
 * thread until closed by its one owner.
 */
public final class ChannelFile implements StampedFile {
  private final Path file;
  private final IndexFile mapped;
  private final BlockTable table;
  private final String stamp;

  private ChannelFile(Path file, IndexFile mapped, BlockTable table, String stamp) {
    this.file = file;
    this.mapped = mapped;
    this.table = table;
    this.stamp = stamp;
  }

  /**
   * Opens a file that goes with an index.
   *
   * @throws BrokenIndexException when it is damaged or its blocks are not those of the index
   */
  public static ChannelFile open(Path file, BlockIndex index) throws IOException {
    IndexFile mapped = IndexFile.open(file);
    try {
      BlockTable table = mapped.table(Short.BYTES, 0);
      boolean same = table.size() == index.blocks();
      for (int b = 0; same && b < table.size(); b++) {
        same = table.count[b] == index.count(b);
      }
      if (!same) {
        throw new BrokenIndexException("its blocks are not those of the index");
      }
      return new ChannelFile(file, mapped, table, mapped.text("skein.channel"));
    } catch (IOException | RuntimeException | Error e) {
      mapped.close();
      throw e;
    }
  }

  Path file() {
    return file;
  }

  /** Identifies the index, the column and its coding. */
  @Override
  public String stamp() {
    return stamp;
  }

  /** Reads all codes of a block; false when they are damaged. */
  public boolean verify(int block) {
    long bytes = 2L * table.count[block];
    return Checksums.of(mapped.memory().asSlice(table.at[block], bytes)) == table.crc[block];
  }

  SlabPlane plane(int first, int blocks) {
    long[] at = new long[blocks];
    long from = table.at[first];
    for (int b = 0; b < blocks; b++) {
      at[b] = table.at[first + b] - from;
    }
    long end = at[blocks - 1] + 2L * table.count[first + blocks - 1];
    return new SlabPlane(mapped.memory().asSlice(from, end), at);
  }

  @Override
  public void close() {
    mapped.close();
  }
}
