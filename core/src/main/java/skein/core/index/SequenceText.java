package skein.core.index;

import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import skein.core.line.BucketArea;

/**
 * Record batches of a sequence: {@code xy} and {@code rest}, pairs of u16 that give a position as
 * {@code lo + (xy - rest / 65536) * step}, then, belonging to no column, the block's fine buckets,
 * then {@code row}. What drawing reads lies in one piece. Pure functions, any thread.
 */
final class SequenceText {
  private SequenceText() {}

  static Schema schema(int rowBytes) {
    Field row = IpcText.field("row", new ArrowType.Int(rowBytes * 8, false), List.of());
    return new Schema(List.of(pair("xy"), pair("rest"), row));
  }

  private static Field pair(String name) {
    Field code = IpcText.field("item", new ArrowType.Int(16, false), List.of());
    return IpcText.field(name, new ArrowType.FixedSizeList(2), List.of(code));
  }

  /** Where the residuals begin, from the codes. */
  static long restAt(int rows) {
    return IpcText.aligned(4L * rows);
  }

  /** Where the buckets begin, from the codes. */
  static long bucketsAt(int rows) {
    return 2 * restAt(rows);
  }

  /** Where the row ids begin, from the codes: the end of what the block's checksum is of. */
  static long idsAt(int rows) {
    return bucketsAt(rows) + BucketArea.BYTES;
  }

  /** Bytes of a block. */
  static long bytes(int rows, int rowBytes) {
    return idsAt(rows) + IpcText.aligned((long) rowBytes * rows);
  }

  static byte[] message(int rows, int rowBytes, Map<String, String> metadata) {
    long rest = restAt(rows);
    long ids = idsAt(rows);
    long[][] nodes = {{rows}, {2L * rows}, {rows}, {2L * rows}, {rows}};
    long[][] buffers = {
      {0, 0},
      {0, 0},
      {0, 4L * rows},
      {rest, 0},
      {rest, 0},
      {rest, 4L * rows},
      {ids, 0},
      {ids, (long) rowBytes * rows}
    };
    return IpcText.message(rows, nodes, buffers, bytes(rows, rowBytes), metadata);
  }
}
