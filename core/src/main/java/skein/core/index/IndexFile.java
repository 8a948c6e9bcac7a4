package skein.core.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.flatbuf.Footer;
import org.jspecify.annotations.Nullable;
import skein.core.block.BlockSlab;
import skein.core.lod.CountPyramid;

/** A mapped file of blocks and the regions that its footer names, checked before they are used. */
final class IndexFile implements AutoCloseable {
  private static final int TAIL = 4 + IpcText.MAGIC.length;

  private final Arena arena;
  private final MemorySegment memory;
  private final Map<String, String> metadata;

  private IndexFile(Arena arena, MemorySegment memory, Map<String, String> metadata) {
    this.arena = arena;
    this.memory = memory;
    this.metadata = metadata;
  }

  static IndexFile open(Path file) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment memory = BlockIndex.map(file, arena);
      return new IndexFile(arena, memory, footer(memory));
    } catch (IOException | RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private static Map<String, String> footer(MemorySegment memory) throws BrokenIndexException {
    long size = memory.byteSize();
    if (size < 2L * TAIL || !magic(memory, 0) || !magic(memory, size - IpcText.MAGIC.length)) {
      throw new BrokenIndexException("it is no whole Arrow file");
    }
    int length = memory.get(ValueLayout.JAVA_INT_UNALIGNED, size - TAIL);
    if (length <= 0 || length > size - TAIL) {
      throw new BrokenIndexException("its footer is damaged");
    }
    try {
      byte[] bytes = memory.asSlice(size - TAIL - length, length).toArray(ValueLayout.JAVA_BYTE);
      Footer footer = Footer.getRootAsFooter(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
      Map<String, String> found = new HashMap<>();
      for (int i = 0; i < footer.customMetadataLength(); i++) {
        found.put(footer.customMetadata(i).key(), footer.customMetadata(i).value());
      }
      return checked(found);
    } catch (RuntimeException e) {
      throw new BrokenIndexException("its footer is damaged", e);
    }
  }

  private static boolean magic(MemorySegment memory, long at) {
    byte[] bytes = memory.asSlice(at, IpcText.MAGIC.length).toArray(ValueLayout.JAVA_BYTE);
    return java.util.Arrays.equals(bytes, IpcText.MAGIC);
  }

  /** Metadata with its own checksum under {@code skein.check}. */
  static Map<String, String> sealed(Map<String, String> metadata) {
    Map<String, String> all = new java.util.TreeMap<>(metadata);
    all.put("skein.check", sum(metadata));
    return all;
  }

  private static Map<String, String> checked(Map<String, String> found)
      throws BrokenIndexException {
    String sum = found.remove("skein.check");
    if (!sum(found).equals(sum)) {
      throw new BrokenIndexException(
          found.containsKey("skein") ? "its metadata is damaged" : "it is no index");
    }
    return found;
  }

  private static String sum(Map<String, String> metadata) {
    byte[] text = new java.util.TreeMap<>(metadata).toString().getBytes(StandardCharsets.UTF_8);
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(text);
    return Long.toHexString(crc.getValue());
  }

  MemorySegment memory() {
    return memory;
  }

  String text(String key) throws BrokenIndexException {
    @Nullable String value = metadata.get(key);
    if (value == null) {
      throw new BrokenIndexException("its metadata lacks " + key);
    }
    return value;
  }

  /** The table of blocks, each inside the file. */
  BlockTable table(int bytesPerRow, int rowBytes) throws BrokenIndexException {
    BlockTable table = BlockTable.read(region(text("skein.table").split(" ", -1), "block table"));
    for (int i = 0; i < table.size(); i++) {
      int n = table.count[i];
      long bytes = n < 0 ? 0 : IpcText.aligned((long) bytesPerRow * n) + (long) rowBytes * n;
      if (n < 1
          || n > BlockSlab.MAX_ROWS
          || table.at[i] < 0
          || table.at[i] % IpcText.ALIGNMENT != 0
          || table.at[i] > memory.byteSize() - bytes) {
        throw new BrokenIndexException("block " + i + " lies outside of it");
      }
    }
    return table;
  }

  CountPyramid pyramid() throws BrokenIndexException {
    String[] words = text("skein.pyramid").split(" ", -1);
    MemorySegment cells = region(words, "count pyramid");
    try {
      int bits = Integer.parseInt(words[3]);
      if (bits < 0
          || bits > CountPyramid.MOST_BITS
          || cells.byteSize() != CountPyramid.bytes(bits)) {
        throw new BrokenIndexException("its count pyramid has a wrong size");
      }
      return CountPyramid.mapped(
          cells,
          bits,
          Double.parseDouble(words[4]),
          Double.parseDouble(words[5]),
          Double.parseDouble(words[6]),
          Double.parseDouble(words[7]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new BrokenIndexException("its count pyramid cannot be read", e);
    }
  }

  /** A region by the name that it has in the metadata. */
  MemorySegment region(String key, String what) throws BrokenIndexException {
    return region(text(key).split(" ", -1), what);
  }

  private MemorySegment region(String[] words, String what) throws BrokenIndexException {
    try {
      MemorySegment found = memory.asSlice(Long.parseLong(words[0]), Long.parseLong(words[1]));
      if (Checksums.of(found) != Integer.parseUnsignedInt(words[2])) {
        throw new BrokenIndexException("its " + what + " is damaged");
      }
      return found;
    } catch (RuntimeException e) {
      throw new BrokenIndexException("its " + what + " cannot be found", e);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
