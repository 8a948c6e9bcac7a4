package skein.core.load;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;

/**
 * Gives the batches of one stream to several lanes: whoever comes next reads the next one. No lane
 * hands rows to another, so that none of them waits while there is something to build.
 */
final class LoadFeed {
  private final BatchStream stream;
  private final LoadProgress progress;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean ended;

  /** The stream stays the caller's. */
  LoadFeed(BatchStream stream, LoadProgress progress) {
    this.stream = stream;
    this.progress = progress;
  }

  /** The next batch, which the caller owns, or null at the end. */
  @Nullable ColumnBatch next() {
    lock.lock();
    try {
      if (ended) {
        return null;
      }
      ended = true;
      long from = System.nanoTime();
      ColumnBatch batch = stream.next();
      progress.read(batch, from);
      ended = batch == null;
      progress.share = stream.progress();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Makes a running or later {@link #next()} end soon. */
  void cancel() {
    stream.cancel();
  }
}
