package skein.core.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The temporary files between the pass over the source and the making of blocks, one for each
 * thread that writes, since threads that write one file wait for each other: chunks of rows, in any
 * order, each of one partition. Written with plain writes, so that a full disk is an error and no
 * crash. They have no names any more once they are open, so nothing stays of them whatever happens.
 */
final class Spool implements AutoCloseable {
  private static final int PLACE_BITS = 48;

  private final FileChannel[] files;
  private final long[] ends;

  Spool(Path file, int writers) throws IOException {
    this.files = new FileChannel[writers];
    this.ends = new long[writers];
    for (int i = 0; i < writers; i++) {
      try {
        files[i] = open(file.resolveSibling(file.getFileName() + "." + i));
      } catch (IOException e) {
        close();
        throw e;
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    Files.deleteIfExists(file);
    return channel;
  }

  /** Writes bytes of one writer, which is one thread at a time; returns where. */
  long append(int writer, ByteBuffer bytes) throws IOException {
    long at = ends[writer];
    long start = (long) writer << PLACE_BITS | at;
    while (bytes.hasRemaining()) {
      at += files[writer].write(bytes, at);
    }
    ends[writer] = at;
    return start;
  }

  /** Fills a buffer with the bytes that begin at a place. Any thread. */
  void read(ByteBuffer into, long from) throws IOException {
    FileChannel file = files[(int) (from >>> PLACE_BITS)];
    long at = from & ((1L << PLACE_BITS) - 1);
    while (into.hasRemaining()) {
      int n = file.read(into, at);
      if (n < 0) {
        throw new IOException("the temporary file is too short");
      }
      at += n;
    }
  }

  @Override
  public void close() throws IOException {
    for (FileChannel file : files) {
      if (file != null) {
        file.close();
      }
    }
  }
}
