package skein.core.index;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import skein.core.memory.FileAdvice;

/**
 * Lets the system forget what has been read of a source that does not fit into memory beside what
 * an index build makes of it. Else the system keeps the source, which is not read again, and writes
 * the temporary files out to read them back. One thread.
 */
final class ReadOnce implements AutoCloseable {
  /** Bytes behind the rows that were handed out last, which readers may still be at. */
  private static final long BEHIND = 256L << 20;

  /** Share of the machine's memory that a build may fill with its files: three quarters. */
  private static final int PARTS = 4;

  /** Who tells the system what of a file it may forget. */
  interface Adviser extends AutoCloseable {
    void forget(long from, long bytes);

    @Override
    void close();

    /** The system's own. */
    static Adviser of(Path file) {
      FileAdvice advice = new FileAdvice(file);
      return new Adviser() {
        @Override
        public void forget(long from, long bytes) {
          advice.forget(from, bytes);
        }

        @Override
        public void close() {
          advice.close();
        }
      };
    }
  }

  /** A file, the bytes before it in the source, and its own. */
  private record Part(Adviser adviser, long first, long bytes) {}

  private final List<Part> parts = new ArrayList<>();
  private final long behind;
  private long total;
  private long forgotten;

  /**
   * @param made bytes of the files that the build makes
   */
  ReadOnce(List<Path> files, long made) {
    this(files, made, BEHIND, Adviser::of);
  }

  /**
   * @param behind bytes that are kept behind what has been read
   * @param advisers one for each file
   */
  ReadOnce(List<Path> files, long made, long behind, Function<Path, Adviser> advisers) {
    this.behind = behind;
    for (Path file : files) {
      total += file.toFile().length();
    }
    if (total + made <= memory() / PARTS * (PARTS - 1)) {
      return;
    }
    long first = 0;
    for (Path file : files) {
      long bytes = file.toFile().length();
      parts.add(new Part(advisers.apply(file), first, bytes));
      first += bytes;
    }
  }

  private static long memory() {
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return machine.getTotalMemorySize();
  }

  /** Says how much of the source has been read; below 0 when that is not known. */
  void read(double share) {
    long end = (long) (share * total) - behind;
    if (parts.isEmpty() || end <= forgotten) {
      return;
    }
    for (Part part : parts) {
      long from = Math.max(0, forgotten - part.first);
      long to = Math.min(part.bytes, end - part.first);
      if (from < to) {
        part.adviser.forget(from, to - from);
      }
    }
    forgotten = end;
  }

  @Override
  public void close() {
    for (Part part : parts) {
      part.adviser.close();
    }
  }
}
