package skein.core.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.SeekableReadChannel;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.MessageMetadataResult;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import skein.core.query.SqlFaults;

/**
 * One Arrow IPC file as a table of one connection. The query that scans the table reads the file
 * batch by batch and uses it up: every query needs a new one.
 */
final class ArrowInput implements AutoCloseable {
  private final BufferAllocator allocator;
  private final ArrowReader reader;
  private final ArrowArrayStream stream;

  private ArrowInput(BufferAllocator allocator, ArrowReader reader, ArrowArrayStream stream) {
    this.allocator = allocator;
    this.reader = reader;
    this.stream = stream;
  }

  /** Opens the file and registers it under a name; the caller closes it after the connection. */
  static ArrowInput register(
      DuckDBConnection connection,
      String name,
      Path file,
      SourceFormat format,
      @Nullable Set<String> wanted,
      AllocationListener memory,
      String subject) {
    BufferAllocator allocator = new RootAllocator(memory, Long.MAX_VALUE);
    ArrowReader reader = null;
    ArrowArrayStream stream = null;
    try {
      reader = new CheckedArrowReader(open(file, format, allocator), allocator, wanted);
      reader.getVectorSchemaRoot();
      stream = ArrowArrayStream.allocateNew(allocator);
      Data.exportArrayStream(allocator, reader, stream);
      connection.registerArrowStream(name, stream);
      return new ArrowInput(allocator, reader, stream);
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      try {
        close(reader, stream, allocator);
      } catch (RuntimeException leaked) {
        e.addSuppressed(leaked);
      }
      throw SqlFaults.input(subject, e);
    }
  }

  private static ArrowReader open(Path file, SourceFormat format, BufferAllocator allocator)
      throws IOException {
    CommonsCompressionFactory compression = CommonsCompressionFactory.INSTANCE;
    return format == SourceFormat.ARROW_FILE
        ? new ArrowFileReader(
            new SeekableReadChannel(FileChannel.open(file)), allocator, compression)
        : new ArrowStreamReader(
            new BufferedInputStream(Files.newInputStream(file), 1 << 20), allocator, compression);
  }

  /** Rows of an Arrow file by the headers of its batches, or -1. */
  static long rows(Path file, BufferAllocator parent) {
    long rows = 0;
    try (FileChannel channel = FileChannel.open(file);
        ArrowFileReader reader = new ArrowFileReader(channel, parent)) {
      for (ArrowBlock block : reader.getRecordBlocks()) {
        channel.position(block.getOffset());
        MessageMetadataResult message = MessageSerializer.readMessage(new ReadChannel(channel));
        if (message == null
            || !(message.getMessage().header(new RecordBatch()) instanceof RecordBatch batch)) {
          return -1;
        }
        rows += batch.length();
      }
      return rows;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return -1;
    }
  }

  @Override
  public void close() {
    close(reader, stream, allocator);
  }

  /**
   * Data that turned out damaged may leave buffers behind inside Arrow's reader; they stay booked.
   */
  private static void close(
      @Nullable ArrowReader reader, @Nullable ArrowArrayStream stream, BufferAllocator allocator) {
    try {
      if (stream != null) {
        stream.release();
        stream.close();
      }
      if (reader != null) {
        reader.close();
      }
      allocator.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
