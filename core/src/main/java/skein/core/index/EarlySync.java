package skein.core.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import skein.core.thread.Threads;

/**
 * Has the system write a growing file to the disk while its makers compute, so that the sync at its
 * end has little left to wait for. A thread of its own until it is ended.
 */
final class EarlySync {
  private static final long STEP_BYTES = 128L << 20;
  private static final long TICK_NANOS = 50_000_000;

  private final FileChannel channel;
  private final LongSupplier written;
  private final Thread thread;
  private volatile boolean ended;
  private volatile @Nullable IOException failure;

  EarlySync(FileChannel channel, LongSupplier written) {
    this.channel = channel;
    this.written = written;
    this.thread = Thread.ofPlatform().name("skein-sync").daemon().start(this::run);
  }

  private void run() {
    long synced = 0;
    while (!ended) {
      LockSupport.parkNanos(TICK_NANOS);
      long now = written.getAsLong();
      if (!ended && now - synced >= STEP_BYTES) {
        synced = now;
        try {
          channel.force(false);
        } catch (IOException e) {
          failure = e;
          return;
        }
      }
    }
  }

  /** Waits for the thread. */
  void end() {
    ended = true;
    LockSupport.unpark(thread);
    Threads.join(thread);
  }

  /** Throws what an early sync failed with: the system says it once only. After {@link #end}. */
  void check() throws IOException {
    IOException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }
}
