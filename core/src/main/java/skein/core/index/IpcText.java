package skein.core.index;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.ArrowFooter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The parts of an Arrow IPC file around the columns' bytes: schema, messages, footer. Every message
 * and every buffer begins at a multiple of 64 bytes. Pure functions, any thread.
 */
final class IpcText {
  static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
  static final int ALIGNMENT = 64;
  private static final int START = 8;
  static final byte[] END_OF_STREAM = {-1, -1, -1, -1, 0, 0, 0, 0};

  private IpcText() {}

  static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** {@code xy}, a pair of u16 codes, and {@code row}, the place of the row in the source. */
  static Schema blocks(int rowBytes) {
    Field code = field("item", new ArrowType.Int(16, false), List.of());
    Field xy = field("xy", new ArrowType.FixedSizeList(2), List.of(code));
    Field row = field("row", new ArrowType.Int(rowBytes * 8, false), List.of());
    return new Schema(List.of(xy, row));
  }

  /** One column of u16 codes. */
  static Schema channel(String name) {
    return new Schema(List.of(field(name, new ArrowType.Int(16, false), List.of())));
  }

  static Field field(String name, ArrowType type, List<Field> children) {
    return new Field(name, FieldType.notNullable(type), children);
  }

  /** What a file begins with: the magic and the schema, up to the first batch. */
  static byte[] head(Schema schema) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(MAGIC);
    out.write(new byte[START - MAGIC.length]);
    ByteBuffer message = MessageSerializer.serializeMetadata(schema, IpcOption.DEFAULT);
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    out.write(framed(bytes, START));
    return out.toByteArray();
  }

  /** A message of coordinates and row ids. */
  static byte[] blockMessage(int rows, int rowBytes, Map<String, String> metadata) {
    long xy = aligned(4L * rows);
    long ids = aligned((long) rowBytes * rows);
    long[][] nodes = {{rows}, {2L * rows}, {rows}};
    long[][] buffers = {{0, 0}, {0, 0}, {0, 4L * rows}, {xy, 0}, {xy, (long) rowBytes * rows}};
    return message(rows, nodes, buffers, xy + ids, metadata);
  }

  /** A message of channel codes. */
  static byte[] channelMessage(int rows, Map<String, String> metadata) {
    long[][] buffers = {{0, 0}, {0, 2L * rows}};
    return message(rows, new long[][] {{rows}}, buffers, aligned(2L * rows), metadata);
  }

  static byte[] message(
      int rows, long[][] nodes, long[][] buffers, long body, Map<String, String> metadata) {
    FlatBufferBuilder b = new FlatBufferBuilder(1024);
    RecordBatch.startNodesVector(b, nodes.length);
    for (int i = nodes.length - 1; i >= 0; i--) {
      FieldNode.createFieldNode(b, nodes[i][0], 0);
    }
    int nodesAt = b.endVector();
    RecordBatch.startBuffersVector(b, buffers.length);
    for (int i = buffers.length - 1; i >= 0; i--) {
      Buffer.createBuffer(b, buffers[i][0], buffers[i][1]);
    }
    int buffersAt = b.endVector();
    RecordBatch.startRecordBatch(b);
    RecordBatch.addLength(b, rows);
    RecordBatch.addNodes(b, nodesAt);
    RecordBatch.addBuffers(b, buffersAt);
    int batch = RecordBatch.endRecordBatch(b);
    int[] pairs = new int[metadata.size()];
    int at = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      int key = b.createString(entry.getKey());
      int value = b.createString(entry.getValue());
      pairs[at++] = KeyValue.createKeyValue(b, key, value);
    }
    int custom = Message.createCustomMetadataVector(b, pairs);
    int header = MessageHeader.RecordBatch;
    b.finish(Message.createMessage(b, MetadataVersion.V5, (byte) header, batch, body, custom));
    return framed(b.sizedByteArray(), 0);
  }

  /** Adds the continuation mark and the length, and pads so that an aligned place follows. */
  private static byte[] framed(byte[] message, int start) {
    int length = (int) aligned(start + message.length + 8L) - start;
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(-1).putInt(length - 8).put(message);
    return out.array();
  }

  /** What a file ends with: the footer, its length and the magic. */
  static byte[] foot(Schema schema, List<ArrowBlock> batches, Map<String, String> metadata) {
    FlatBufferBuilder b = new FlatBufferBuilder(1 << 16);
    b.finish(new ArrowFooter(schema, List.of(), batches, metadata).writeTo(b));
    byte[] footer = b.sizedByteArray();
    ByteBuffer out =
        ByteBuffer.allocate(footer.length + 4 + MAGIC.length).order(ByteOrder.LITTLE_ENDIAN);
    return out.put(footer).putInt(footer.length).put(MAGIC).array();
  }
}
