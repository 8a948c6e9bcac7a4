package skein.core.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import skein.core.block.BlockSlab;
import skein.core.line.LineSlab;
import skein.core.memory.Lease;
import skein.core.memory.MemoryLedger;

/** The record batches of one slab of a line. One thread. */
final class SequenceGroup implements BlockGroup, AutoCloseable {
  /** Log2 of what orders a block's number below that of its series in a key. */
  static final int SERIES_SHIFT = 40;

  private static final int MESSAGE_BYTES = 2_048;

  private final Lease buffer;
  private final MemorySegment memory;
  private final int rowBytes;
  private final BlockTable table = new BlockTable();
  private final CRC32C crc = new CRC32C();
  private final long[] starts;
  private long used;

  /**
   * @param blocks most blocks of a slab
   */
  SequenceGroup(MemoryLedger ledger, int blocks, int rowBytes) {
    long block = MESSAGE_BYTES + SequenceText.bytes(BlockSlab.MAX_ROWS, rowBytes);
    this.buffer = ledger.scratch().lease("index.group", blocks * block);
    this.memory = buffer.segment();
    this.rowBytes = rowBytes;
    this.starts = new long[blocks];
  }

  /**
   * Takes a slab.
   *
   * @param ids of all its rows
   * @param firstBlock number within the series of its first block
   */
  void add(LineSlab slab, long[] ids, long firstBlock) {
    for (int b = 0; b < slab.blocks().blocks(); b++) {
      long key = ((long) slab.series() << SERIES_SHIFT) + firstBlock + b;
      add(slab, b, ids, key);
    }
  }

  private void add(LineSlab slab, int b, long[] ids, long key) {
    BlockSlab blocks = slab.blocks();
    int n = blocks.count(b);
    Map<String, String> about = new LinkedHashMap<>();
    about.put("x", blocks.loX(b) + " " + blocks.hiX(b) + " " + blocks.stepX(b));
    about.put("y", blocks.loY(b) + " " + blocks.hiY(b) + " " + blocks.stepY(b));
    about.put("rows", Integer.toString(n));
    about.put("key", Long.toString(key));
    about.put("crc32c", hex(0) + " " + hex(0));
    long at = used + SequenceText.message(n, rowBytes, about).length;
    MemorySegment residual = Objects.requireNonNull(blocks.residual(), "residual");
    put(blocks.coords().asSlice(blocks.coordsAt(b), 4L * n), at);
    put(residual.asSlice(blocks.coordsAt(b), 4L * n), at + SequenceText.restAt(n));
    put(slab.buckets(b), at + SequenceText.bucketsAt(n));
    long idsAt = at + SequenceText.idsAt(n);
    long end = at + SequenceText.bytes(n, rowBytes);
    writeIds(ids, b * BlockSlab.MAX_ROWS, n, idsAt);
    clear(idsAt + (long) rowBytes * n, end);
    int sum = Checksums.of(crc, memory.asSlice(at, SequenceText.idsAt(n)));
    int idSum = Checksums.of(crc, memory.asSlice(idsAt, (long) rowBytes * n));
    about.put("crc32c", hex(sum) + " " + hex(idSum));
    byte[] message = SequenceText.message(n, rowBytes, about);
    MemorySegment.copy(message, 0, memory, ValueLayout.JAVA_BYTE, used, message.length);
    note(blocks, b, at, n, sum, idSum, key);
    used = end;
  }

  private void note(BlockSlab blocks, int b, long at, int n, int sum, int idSum, long key) {
    int i = table.add();
    starts[i] = used;
    table.at[i] = at;
    table.count[i] = n;
    table.crc[i] = sum;
    table.rowCrc[i] = idSum;
    table.key[i] = key;
    double[] bounds = {
      blocks.loX(b), blocks.hiX(b), blocks.stepX(b), blocks.loY(b), blocks.hiY(b), blocks.stepY(b)
    };
    System.arraycopy(bounds, 0, table.bounds, i * BlockSlab.BOUNDS, BlockSlab.BOUNDS);
  }

  /** Copies bytes and clears up to the next aligned place. */
  private void put(MemorySegment bytes, long at) {
    MemorySegment.copy(bytes, 0, memory, at, bytes.byteSize());
    clear(at + bytes.byteSize(), at + IpcText.aligned(bytes.byteSize()));
  }

  private void clear(long from, long to) {
    memory.asSlice(from, to - from).fill((byte) 0);
  }

  private void writeIds(long[] ids, int from, int n, long at) {
    if (rowBytes == Long.BYTES) {
      MemorySegment.copy(ids, from, memory, ValueLayout.JAVA_LONG, at, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      memory.set(ValueLayout.JAVA_INT, at + 4L * i, (int) ids[from + i]);
    }
  }

  private static String hex(int sum) {
    return HexFormat.of().toHexDigits(sum);
  }

  @Override
  public MemorySegment bytes() {
    return memory.asSlice(0, used);
  }

  @Override
  public BlockTable table() {
    return table;
  }

  @Override
  public long start(int block) {
    return starts[block];
  }

  @Override
  public void clear() {
    used = 0;
    table.clear();
  }

  @Override
  public void close() {
    buffer.close();
  }
}
