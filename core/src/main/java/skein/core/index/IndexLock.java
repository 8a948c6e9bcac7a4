package skein.core.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The right to build one index, among all processes: a lock on a file that stays. The system takes
 * it back when a process ends, however it ends.
 */
final class IndexLock implements AutoCloseable {
  private static final long WAIT_NANOS = 50_000_000;

  private final FileChannel channel;

  private IndexLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock; null when cancelled before. */
  static @Nullable IndexLock take(Path file, BooleanSupplier cancelled) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      while (!taken && !cancelled.getAsBoolean()) {
        taken = tryLock(channel);
        if (!taken) {
          LockSupport.parkNanos(WAIT_NANOS);
        }
      }
      return taken ? new IndexLock(channel) : null;
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
