package skein.core.generate;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one Parquet file of many with the same columns: their pages are copied as they are, the
 * descriptions of their row groups with the new places (parquet-format, parquet.thrift). The file
 * is whole once {@link #finish} has returned. One thread at a time.
 */
final class ParquetAppender implements AutoCloseable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL_BYTES = Integer.BYTES + MAGIC.length;

  /** Fields of FileMetaData. */
  private static final int NUM_ROWS = 3;

  private static final int ROW_GROUPS = 4;

  private final FileChannel out;
  private final ByteArrayOutputStream groups = new ByteArrayOutputStream();
  private int groupCount;
  private long rows;
  private long end;
  private List<CompactThrift.Field> first = List.of();

  ParquetAppender(Path file) throws IOException {
    out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    write(ByteBuffer.wrap(MAGIC));
  }

  /** Appends the rows of a file. */
  void append(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer tail = read(in, in.size() - TAIL_BYTES, TAIL_BYTES);
      int length = tail.order(ByteOrder.LITTLE_ENDIAN).getInt();
      long pages = in.size() - TAIL_BYTES - length;
      List<CompactThrift.Field> fields = CompactThrift.fields(read(in, pages, length).array());
      long moved = end - MAGIC.length;
      for (CompactThrift.Field field : fields) {
        if (field.id == ROW_GROUPS) {
          groupCount +=
              CompactThrift.structs(field.value, (path, at) -> place(path, at, moved), groups);
        } else if (field.id == NUM_ROWS) {
          rows += CompactThrift.toNumber(field.value);
        }
      }
      copy(in, MAGIC.length, pages);
      first = first.isEmpty() ? fields : first;
    }
  }

  /** Where something lies in the whole file; fields are those of RowGroup. */
  private static long place(String path, long value, long moved) {
    return switch (path) {
      // file_offset of the group; of the column, its offset and column indexes; of its data,
      // index, dictionary and bloom filter pages
      case ".5", ".1.2", ".1.4", ".1.6", ".1.3.9", ".1.3.10", ".1.3.11", ".1.3.14" ->
          value == 0 ? 0 : value + moved;
      default -> value;
    };
  }

  private void copy(FileChannel in, long from, long to) throws IOException {
    out.position(end);
    for (long at = from; at < to; ) {
      long n = in.transferTo(at, to - at, out);
      if (n <= 0) {
        throw new EOFException("a part is too short");
      }
      at += n;
    }
    end += to - from;
  }

  private static ByteBuffer read(FileChannel in, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (in.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException("a part is too short");
      }
    }
    return bytes.flip();
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      end += out.write(bytes, end);
    }
  }

  /** Writes the footer. */
  void finish() throws IOException {
    List<CompactThrift.Field> fields = new ArrayList<>();
    for (CompactThrift.Field field : first) {
      fields.add(
          switch (field.id) {
            case NUM_ROWS ->
                new CompactThrift.Field(NUM_ROWS, CompactThrift.I64, CompactThrift.number(rows));
            case ROW_GROUPS ->
                new CompactThrift.Field(
                    ROW_GROUPS,
                    CompactThrift.LIST,
                    CompactThrift.list(groupCount, groups.toByteArray()));
            default -> field;
          });
    }
    byte[] footer = CompactThrift.struct(fields);
    write(ByteBuffer.wrap(footer));
    ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    write(tail.putInt(footer.length).put(MAGIC).flip());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
