package skein.core.index;

import java.io.IOException;
import java.lang.foreign.Arena;
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
import skein.core.memory.ReadAhead;

/**
 * What lies between the pass over the source and the making of blocks: chunks of rows, in any
 * order, each of one partition. So many bytes are held in memory, the rest goes to temporary files,
 * one for each thread that writes, since threads that write one file wait for each other. Files are
 * written with plain writes, so that a full disk is an error and no crash, and read by mapping what
 * is written of them. A build that ends takes them away; one that is cancelled or killed leaves
 * them to the next, with a {@link Checkpoint}.
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

  /** Of each file what is mapped so far; an older mapping holds until all are closed. */
  private final @Nullable MemorySegment[] mapped;

  private final Arena mappings = Arena.ofShared();
  private final Path name;
  private final boolean named;
  private boolean kept;

  /**
   * Opens new files, which have names only when nothing is held in memory.
   *
   * @param memoryBytes about how much is held in memory before files are used
   */
  Spool(MemoryLedger ledger, Path name, int writers, long memoryBytes) throws IOException {
    this(ledger, name, writers, memoryBytes, new long[0]);
  }

  /**
   * Opens files of an earlier build.
   *
   * @param earlier bytes that they hold
   */
  Spool(MemoryLedger ledger, Path name, int writers, long memoryBytes, long[] earlier)
      throws IOException {
    this.ledger = ledger;
    this.name = name;
    this.named = memoryBytes == 0 && Checkpoint.isPossible();
    this.pieces = new @Nullable HostBuffer[(int) (memoryBytes >>> PIECE_BITS)];
    int all = Math.max(writers, earlier.length);
    this.piece = new int[all];
    this.used = new int[all];
    Arrays.fill(piece, -1);
    this.files = new FileChannel[all];
    this.ends = Arrays.copyOf(earlier, all);
    this.mapped = new @Nullable MemorySegment[all];
    for (int i = 0; i < all; i++) {
      try {
        files[i] = i < earlier.length ? reopen(file(name, i)) : open(file(name, i));
      } catch (IOException e) {
        close();
        throw e;
      }
    }
  }

  static Path file(Path name, int writer) {
    return name.resolveSibling(name.getFileName() + "." + writer);
  }

  private static FileChannel reopen(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private FileChannel open(Path file) throws IOException {
    Files.deleteIfExists(file);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!named) {
      Files.deleteIfExists(file);
    }
    return channel;
  }

  /** True when a later build can go on from these files. */
  boolean canBeKept() {
    return named;
  }

  /** Leaves the files where they are for a later build. */
  void keep() {
    kept = named;
  }

  /** Bytes of each file. */
  Checkpoint.Ends ends() {
    return new Checkpoint.Ends(ends.clone());
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
    HostBuffer made = HostBuffer.toFill(ledger, "index.spool", 1L << PIECE_BITS);
    pieces[next] = made;
    piece[writer] = next;
    used[writer] = 0;
    return made;
  }

  /** The bytes that begin at a place, until this is closed. Any thread. */
  MemorySegment read(long from, int bytes) throws IOException {
    if ((from & IN_MEMORY) != 0) {
      HostBuffer held = pieces[(int) ((from & ~IN_MEMORY) >>> PIECE_BITS)];
      return Objects.requireNonNull(held).segment().asSlice(from & ((1L << PIECE_BITS) - 1), bytes);
    }
    long at = from & ((1L << PLACE_BITS) - 1);
    return mapping((int) (from >>> PLACE_BITS), at + bytes).asSlice(at, bytes);
  }

  /** Has the system bring bytes that will be read soon. */
  void expect(long from, int bytes) throws IOException {
    if ((from & IN_MEMORY) == 0) {
      ReadAhead.begin(read(from, bytes));
    }
  }

  /** A mapping of a file at least up to an end. */
  private synchronized MemorySegment mapping(int writer, long end) throws IOException {
    MemorySegment now = mapped[writer];
    if (now == null || now.byteSize() < end) {
      long size = files[writer].size();
      if (size < end) {
        throw new IOException("the temporary file is too short");
      }
      now = files[writer].map(FileChannel.MapMode.READ_ONLY, 0, size, mappings);
      mapped[writer] = now;
    }
    return now;
  }

  @Override
  public void close() throws IOException {
    mappings.close();
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
    if (named && !kept) {
      Checkpoint.remove(name);
    }
  }
}
