package skein.core.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import skein.core.block.BlockSlab;
import skein.core.block.RowPack;
import skein.core.memory.Lease;
import skein.core.memory.MemoryLedger;

/**
 * Record batches of some blocks, made in memory and written to an index file in one piece. One
 * thread.
 */
final class GroupBuffer implements BlockGroup, AutoCloseable {
  /** Blocks of a full group. */
  static final int BLOCKS = 32;

  /** Most bytes of a message in front of a block's rows. */
  private static final int MESSAGE_BYTES = 2_048;

  private final Lease buffer;
  private final MemorySegment memory;
  private final int rowBytes;
  private final BlockTable table = new BlockTable();
  private final CRC32C crc = new CRC32C();
  private final long[] starts = new long[BLOCKS];
  private long used;

  /**
   * @param rowBytes bytes of a row id; of a channel's file 0
   */
  GroupBuffer(MemoryLedger ledger, int rowBytes) {
    long block = MESSAGE_BYTES + (long) BlockSlab.MAX_ROWS * (Integer.BYTES + rowBytes);
    this.buffer = ledger.scratch().lease("index.group", BLOCKS * block);
    this.memory = buffer.segment();
    this.rowBytes = rowBytes;
  }

  boolean full() {
    return table.size() == BLOCKS;
  }

  boolean isEmpty() {
    return table.size() == 0;
  }

  /** Adds a block of encoded rows; there is room unless it is {@link #full}. */
  void add(RowPack pack, int n, double[] bounds, int boundsAt, long[] rows, long key) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("x", bounds[boundsAt] + " " + bounds[boundsAt + 1]);
    about.put("y", bounds[boundsAt + 3] + " " + bounds[boundsAt + 4]);
    about.put("rows", Integer.toString(n));
    about.put("key", Long.toString(key));
    about.put("crc32c", hex(0) + " " + hex(0));
    long xy = used + IpcText.blockMessage(n, rowBytes, about).length;
    pack.writeCodes(n, memory.asSlice(xy, 4L * n), 0);
    clear(xy + 4L * n, xy + IpcText.aligned(4L * n));
    long ids = xy + IpcText.aligned(4L * n);
    long idBytes = (long) n * rowBytes;
    writeRows(rows, n, ids);
    clear(ids + idBytes, ids + IpcText.aligned(idBytes));
    int coordCrc = crc(xy, 4L * n);
    int idCrc = crc(ids, idBytes);
    about.put("crc32c", hex(coordCrc) + " " + hex(idCrc));
    int i = note(IpcText.blockMessage(n, rowBytes, about), n, coordCrc, key);
    table.rowCrc[i] = idCrc;
    System.arraycopy(bounds, boundsAt, table.bounds, i * BlockSlab.BOUNDS, BlockSlab.BOUNDS);
    used = ids + IpcText.aligned(idBytes);
  }

  /** Adds a block's codes of a channel. */
  void addCodes(short[] codes, int n, long key) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("rows", Integer.toString(n));
    about.put("crc32c", hex(0));
    long at = used + IpcText.channelMessage(n, about).length;
    MemorySegment.copy(codes, 0, memory, ValueLayout.JAVA_SHORT, at, n);
    clear(at + 2L * n, at + IpcText.aligned(2L * n));
    int sum = crc(at, 2L * n);
    about.put("crc32c", hex(sum));
    note(IpcText.channelMessage(n, about), n, sum, key);
    used = at + IpcText.aligned(2L * n);
  }

  private int note(byte[] message, int n, int sum, long key) {
    MemorySegment.copy(message, 0, memory, ValueLayout.JAVA_BYTE, used, message.length);
    int i = table.add();
    starts[i] = used;
    table.at[i] = used + message.length;
    table.count[i] = n;
    table.crc[i] = sum;
    table.rowCrc[i] = 0;
    table.key[i] = key;
    return i;
  }

  private static String hex(int sum) {
    return HexFormat.of().toHexDigits(sum);
  }

  private void writeRows(long[] rows, int n, long at) {
    if (rowBytes == Long.BYTES) {
      MemorySegment.copy(rows, 0, memory, ValueLayout.JAVA_LONG, at, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      memory.set(ValueLayout.JAVA_INT, at + 4L * i, (int) rows[i]);
    }
  }

  private void clear(long from, long to) {
    memory.asSlice(from, to - from).fill((byte) 0);
  }

  private int crc(long at, long bytes) {
    return Checksums.of(crc, memory.asSlice(at, bytes));
  }

  @Override
  public MemorySegment bytes() {
    return memory.asSlice(0, used);
  }

  @Override
  public long start(int block) {
    return starts[block];
  }

  @Override
  public BlockTable table() {
    return table;
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
