package skein.core.index;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/**
 * What lies between the pass over the source and the making of blocks: chunks of rows, in any
 * order, each of one partition. So many bytes are held in memory, the rest goes to temporary files,
 * one for each thread that writes, since threads that write one file wait for each other. Files are
 * written with plain writes, so that a full disk is an error and no crash. They have no names any
 * more once they are open, so nothing stays of them whatever happens.
 */
final class Spool implements AutoCloseable {
  private static final int PLACE_BITS = 48;

  /** Marks a place in memory: the piece, and the offset in it below. */
  private static final long IN_MEMORY = 1L << 62;

  private static final int PIECE_BITS = 24;

  private final MemoryLedger ledger;
  private final @Nullable HostBuffer[] pieces;
  private final AtomicInteger taken = new AtomicInteger();

  /** For each writer its piece, or -1, and how much of it is used. */
  private final int[] piece;

  private final int[] used;
  private final FileChannel[] files;
  private final long[] ends;

  /**
   * Opens the files.
   *
   * @param memoryBytes about how much is held in memory before files are used
   */
  Spool(MemoryLedger ledger, Path file, int writers, long memoryBytes) throws IOException {
    this.ledger = ledger;
    this.pieces = new @Nullable HostBuffer[(int) (memoryBytes >>> PIECE_BITS)];
    this.piece = new int[writers];
    this.used = new int[writers];
    Arrays.fill(piece, -1);
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

  /** Keeps bytes of one writer, which is one thread at a time; returns where. */
  long append(int writer, MemorySegment chunk) throws IOException {
    HostBuffer held = room(writer, chunk.byteSize());
    if (held != null) {
      long to = used[writer];
      held.segment().asSlice(to, chunk.byteSize()).copyFrom(chunk);
      used[writer] += (int) chunk.byteSize();
      return IN_MEMORY | (long) piece[writer] << PIECE_BITS | to;
    }
    ByteBuffer bytes = chunk.asByteBuffer();
    long at = ends[writer];
    long start = (long) writer << PLACE_BITS | at;
    while (bytes.hasRemaining()) {
      at += files[writer].write(bytes, at);
    }
    ends[writer] = at;
    return start;
  }

  /** The writer's piece of memory with so much room, or null when there is none any more. */
  private @Nullable HostBuffer room(int writer, long bytes) {
    int now = piece[writer];
    if (now >= 0 && used[writer] + bytes <= 1 << PIECE_BITS) {
      return pieces[now];
    }
    if (taken.get() >= pieces.length) {
      return null;
    }
    int next = taken.getAndIncrement();
    if (next >= pieces.length) {
      return null;
    }
    HostBuffer made = new HostBuffer(ledger, "index.spool", 1L << PIECE_BITS);
    pieces[next] = made;
    piece[writer] = next;
    used[writer] = 0;
    return made;
  }

  /**
   * The bytes that begin at a place. Any thread.
   *
   * @param scratch as large, for bytes that have to be read
   */
  MemorySegment read(long from, int bytes, MemorySegment scratch) throws IOException {
    if ((from & IN_MEMORY) != 0) {
      HostBuffer held = pieces[(int) ((from & ~IN_MEMORY) >>> PIECE_BITS)];
      return Objects.requireNonNull(held).segment().asSlice(from & ((1L << PIECE_BITS) - 1), bytes);
    }
    MemorySegment into = scratch.asSlice(0, bytes);
    fill(into.asByteBuffer(), from);
    return into;
  }

  private void fill(ByteBuffer into, long from) throws IOException {
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
    for (HostBuffer held : pieces) {
      if (held != null) {
        held.close();
      }
    }
    for (FileChannel file : files) {
      if (file != null) {
        file.close();
      }
    }
  }
}
