package skein.core.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import skein.core.lod.CountPyramid;

/**
 * Writes one Arrow IPC file of blocks. Groups may come from several threads; they lie in the file
 * in the order in which they came. Behind the end-of-stream mark follow the block table and the
 * count pyramid, which other Arrow readers never look at, then the footer, whose metadata says
 * where they are:
 *
 * <pre>
 *   skein          the index's metadata, JSON
 *   skein.table    offset, bytes and CRC32C of the block table
 *   skein.pyramid  offset, bytes and CRC32C of the count pyramid, log2 of its side, its bounds
 * </pre>
 *
 * <p>The file is written under the name it is given; whoever calls renames it once it is whole.
 */
final class IndexWriter implements AutoCloseable {
  private static final int PIECE = 8 << 20;

  private final FileChannel channel;
  private final Schema schema;
  private final BlockTable table = new BlockTable();
  private final List<ArrowBlock> batches = new ArrayList<>();
  private final AtomicLong end = new AtomicLong();
  private final EarlySync sync;

  /** Makes the file, in place of one that is there. */
  IndexWriter(Path file, Schema schema) throws IOException {
    this.schema = schema;
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.sync = new EarlySync(channel, end::get);
    try {
      append(ByteBuffer.wrap(IpcText.head(schema)));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Writes a group and takes its blocks into the table; the group is empty afterwards. */
  void write(BlockGroup group) throws IOException {
    MemorySegment bytes = group.bytes();
    long at = end.getAndAdd(bytes.byteSize());
    put(channel, bytes, at);
    note(group, at, bytes.byteSize());
    group.clear();
  }

  private synchronized void note(BlockGroup group, long at, long bytes) {
    BlockTable blocks = group.table();
    table.addAll(blocks, at);
    for (int i = 0; i < blocks.size(); i++) {
      long start = group.start(i);
      long body = blocks.at[i];
      long next = i + 1 < blocks.size() ? group.start(i + 1) : bytes;
      batches.add(new ArrowBlock(at + start, (int) (body - start), next - body));
    }
  }

  /** Blocks written so far. */
  synchronized int blocks() {
    return table.size();
  }

  /** Ends the file and waits until all of it is on the disk. */
  void finish(Map<String, String> metadata, @Nullable CountPyramid pyramid) throws IOException {
    finish(metadata, pyramid, Map.of());
  }

  /**
   * The same with further regions of bytes.
   *
   * @param regions by the name under which the footer's metadata says where they are
   */
  void finish(
      Map<String, String> metadata,
      @Nullable CountPyramid pyramid,
      Map<String, MemorySegment> regions)
      throws IOException {
    append(ByteBuffer.wrap(IpcText.END_OF_STREAM));
    Map<String, String> all = new HashMap<>(metadata);
    BlockTable sorted = table.sorted();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes =
          arena
              .allocate(Math.max(1, (long) sorted.size() * BlockTable.ENTRY_BYTES), 64)
              .asSlice(0, (long) sorted.size() * BlockTable.ENTRY_BYTES);
      sorted.write(bytes);
      all.put("skein.table", region(bytes));
    }
    if (pyramid != null) {
      String bounds =
          pyramid.loX() + " " + pyramid.hiX() + " " + pyramid.loY() + " " + pyramid.hiY();
      all.put(
          "skein.pyramid", region(pyramid.cells()) + " " + (pyramid.levels() - 1) + " " + bounds);
    }
    for (Map.Entry<String, MemorySegment> region : regions.entrySet()) {
      all.put(region.getKey(), region(region.getValue()));
    }
    batches.sort((a, b) -> Long.compare(a.getOffset(), b.getOffset()));
    align();
    append(ByteBuffer.wrap(IpcText.foot(schema, batches, IndexFile.sealed(all))));
    sync.end();
    sync.check();
    channel.force(true);
  }

  private String region(MemorySegment bytes) throws IOException {
    align();
    long at = end.getAndAdd(bytes.byteSize());
    put(channel, bytes, at);
    return at + " " + bytes.byteSize() + " " + Integer.toUnsignedString(Checksums.of(bytes));
  }

  private void align() throws IOException {
    int gap = (int) (IpcText.aligned(end.get()) - end.get());
    append(ByteBuffer.allocate(gap));
  }

  private void append(ByteBuffer bytes) throws IOException {
    long at = end.getAndAdd(bytes.remaining());
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  /** Writes bytes to a place of a file. */
  static void put(FileChannel channel, MemorySegment bytes, long at) throws IOException {
    for (long from = 0; from < bytes.byteSize(); from += PIECE) {
      long length = Math.min(PIECE, bytes.byteSize() - from);
      ByteBuffer piece = bytes.asSlice(from, length).asByteBuffer();
      long to = at + from;
      while (piece.hasRemaining()) {
        to += channel.write(piece, to);
      }
    }
  }

  long bytes() {
    return end.get();
  }

  @Override
  public void close() throws IOException {
    sync.end();
    channel.close();
  }
}
