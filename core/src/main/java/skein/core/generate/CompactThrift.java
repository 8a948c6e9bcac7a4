package skein.core.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of Thrift's compact protocol, in which the footers of Parquet files are written: takes
 * structs apart, and copies values with some of their whole numbers changed (Apache Thrift,
 * thrift-compact-protocol.md). One thread.
 */
final class CompactThrift {
  static final int I64 = 6;
  static final int LIST = 9;
  static final int STRUCT = 12;

  private static final int I16 = 4;
  private static final int DEEPEST = 32;
  private static final int LONG_LIST = 15;

  /** A field of a struct: its number, its type and the bytes of its value. */
  static final class Field {
    final int id;
    final int type;
    final byte[] value;

    Field(int id, int type, byte[] value) {
      this.id = id;
      this.type = type;
      this.value = value;
    }
  }

  /** Changes a whole number; {@code path} names its fields from the outermost struct on. */
  @FunctionalInterface
  interface Change {
    long of(String path, long value);
  }

  private final ByteBuffer in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Change change;

  private CompactThrift(byte[] in, Change change) {
    this.in = ByteBuffer.wrap(in);
    this.change = change;
  }

  /** The fields of a struct. */
  static List<Field> fields(byte[] struct) throws IOException {
    CompactThrift copy = new CompactThrift(struct, (_, value) -> value);
    List<Field> found = new ArrayList<>();
    int id = 0;
    for (int head = copy.next(); head != 0; head = copy.next()) {
      id = copy.id(head, id);
      copy.out.reset();
      copy.value(head & 15, "", 0);
      found.add(new Field(id, head & 15, copy.out.toByteArray()));
    }
    return found;
  }

  /** A struct of fields whose numbers rise. */
  static byte[] struct(List<Field> fields) {
    CompactThrift copy = new CompactThrift(new byte[0], (_, value) -> value);
    int before = 0;
    for (Field field : fields) {
      copy.out.write(((field.id - before) << 4) | field.type);
      copy.out.writeBytes(field.value);
      before = field.id;
    }
    copy.out.write(0);
    return copy.out.toByteArray();
  }

  /** A value of type {@link #I64}. */
  static byte[] number(long value) {
    CompactThrift copy = new CompactThrift(new byte[0], (_, same) -> same);
    copy.putVarint(value << 1 ^ value >> 63);
    return copy.out.toByteArray();
  }

  /** The whole number that a value is. */
  static long toNumber(byte[] value) throws IOException {
    return unzigzag(new CompactThrift(value, (_, same) -> same).varint());
  }

  /** A value of type {@link #LIST}: structs one after another. */
  static byte[] list(int size, byte[] structs) {
    CompactThrift copy = new CompactThrift(new byte[0], (_, same) -> same);
    copy.out.write(LONG_LIST << 4 | STRUCT);
    copy.putVarint(size);
    copy.out.writeBytes(structs);
    return copy.out.toByteArray();
  }

  /**
   * Appends the structs of a list, some of their whole numbers changed.
   *
   * @return how many there are
   */
  static int structs(byte[] list, Change change, ByteArrayOutputStream to) throws IOException {
    CompactThrift copy = new CompactThrift(list, change);
    int size = copy.listSize(copy.next());
    copy.out.reset();
    for (int i = 0; i < size; i++) {
      copy.copyStruct("", 0);
    }
    to.writeBytes(copy.out.toByteArray());
    return size;
  }

  private void copyStruct(String path, int depth) throws IOException {
    int id = 0;
    int head = next();
    for (; head != 0; head = next()) {
      id = id(head, id);
      value(head & 15, path + "." + id, depth + 1);
    }
  }

  /** Reads and copies a byte, which may begin a field, a list or end a struct. */
  private int next() throws IOException {
    try {
      int value = in.get() & 0xff;
      out.write(value);
      return value;
    } catch (BufferUnderflowException e) {
      throw new IOException("a part's footer ends too early", e);
    }
  }

  private int id(int head, int before) throws IOException {
    return head >>> 4 == 0 ? (int) unzigzag(copyVarint()) : before + (head >>> 4);
  }

  private int listSize(int head) throws IOException {
    return head >>> 4 == LONG_LIST ? (int) copyVarint() : head >>> 4;
  }

  private void value(int type, String path, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("a part's footer is nested too deeply");
    }
    switch (type) {
      case 1, 2 -> {} // a boolean is its type
      case 3 -> next();
      case I16, 5, I64 -> {
        long value = change.of(path, unzigzag(varint()));
        putVarint(value << 1 ^ value >> 63);
      }
      case 7 -> copy(Double.BYTES);
      case 8 -> copy((int) copyVarint());
      case LIST, 10 -> {
        int head = next();
        int size = listSize(head);
        for (int i = 0; i < size; i++) {
          element(head & 15, path, depth + 1);
        }
      }
      case STRUCT -> copyStruct(path, depth);
      default -> throw new IOException("a part's footer has values of type " + type);
    }
  }

  private void element(int type, String path, int depth) throws IOException {
    if (type == 1 || type == 2) {
      next();
    } else {
      value(type, path, depth);
    }
  }

  private void copy(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private long copyVarint() throws IOException {
    long value = varint();
    putVarint(value);
    return value;
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (!in.hasRemaining()) {
        throw new IOException("a part's footer ends too early");
      }
      byte next = in.get();
      value |= (next & 127L) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("a part's footer has a number that is too long");
  }

  private void putVarint(long value) {
    long rest = value;
    for (; (rest & ~127L) != 0; rest >>>= 7) {
      out.write((int) ((rest & 127) | 128));
    }
    out.write((int) rest);
  }

  private static long unzigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }
}
