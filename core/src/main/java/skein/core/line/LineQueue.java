package skein.core.line;

import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Bounded hand-over of slabs of lines from one worker thread to the render thread. A slab belongs
 * to the producer until {@link #put} returns true, to the queue until {@link #poll}, then to the
 * consumer. A full queue makes the producer wait; nothing is dropped.
 */
public final class LineQueue implements AutoCloseable {
  private static final long PARK_NANOS = 200_000;

  private final SpscVarHandleArrayQueue<LineSlab> queue;
  private volatile boolean closed;

  public LineQueue(int capacity) {
    queue = new SpscVarHandleArrayQueue<>(capacity);
  }

  /** Producer: waits for room; false when the queue was closed, and the slab stays the caller's. */
  public boolean put(LineSlab slab) {
    while (!closed) {
      if (queue.offer(slab)) {
        return true;
      }
      LockSupport.parkNanos(this, PARK_NANOS);
    }
    return false;
  }

  /** Consumer: the next slab, or null when empty. */
  public @Nullable LineSlab poll() {
    return queue.poll();
  }

  public int depth() {
    return queue.size();
  }

  /** Consumer: refuses further slabs and frees those inside; once more after the producer's end. */
  @Override
  public void close() {
    closed = true;
    for (LineSlab slab = queue.poll(); slab != null; slab = queue.poll()) {
      slab.close();
    }
  }
}
