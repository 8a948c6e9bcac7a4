package skein.core.queue;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Bounded hand-over from one worker thread to the render thread. An item belongs to the producer
 * until {@link #offer} returns true, to the queue until {@link #poll}, then to the consumer. The
 * overflow rule is to wait: a full queue slows the source down, nothing is dropped.
 *
 * @param <T> what is handed over
 */
public class HandOver<T> implements AutoCloseable {
  private static final long PARK_NANOS = 200_000;

  private final SpscVarHandleArrayQueue<T> queue;
  private final Consumer<? super T> free;
  private final ToLongFunction<? super T> bytes;
  private final QueueMeter meter;
  private final List<QueueMeter> meters;
  private volatile boolean closed;

  /**
   * A queue for {@code capacity} items or a few more.
   *
   * @param free gives back an item that nobody takes
   * @param bytes of an item, for the meter
   */
  public HandOver(
      String name, int capacity, Consumer<? super T> free, ToLongFunction<? super T> bytes) {
    this.queue = new SpscVarHandleArrayQueue<>(capacity);
    this.free = free;
    this.bytes = bytes;
    this.meter = new QueueMeter(name, queue.capacity());
    this.meters = List.of(meter);
  }

  /** Producer: true when taken; false when full or closed, and the item stays the caller's. */
  public boolean offer(T item) {
    if (closed || queue.size() == queue.capacity()) {
      return false;
    }
    meter.offering();
    if (!queue.offer(item)) {
      return false;
    }
    meter.put(queue.size());
    return true;
  }

  /** Producer: waits for room; false when the queue was closed, and the item stays the caller's. */
  public boolean put(T item) {
    long start = 0;
    while (!closed) {
      if (offer(item)) {
        if (start != 0) {
          meter.producerWaited(System.nanoTime() - start);
        }
        return true;
      }
      if (start == 0) {
        start = System.nanoTime();
      }
      LockSupport.parkNanos(this, PARK_NANOS);
    }
    return false;
  }

  /** Consumer: the next item, or null when empty. */
  public @Nullable T poll() {
    T item = queue.poll();
    if (item != null) {
      meter.take(bytes.applyAsLong(item));
    }
    return item;
  }

  public int depth() {
    return queue.size();
  }

  public int capacity() {
    return queue.capacity();
  }

  /** What went through. */
  public QueueMeter meter() {
    return meter;
  }

  /** {@link #meter} alone in a list. */
  public List<QueueMeter> meters() {
    return meters;
  }

  public boolean isClosed() {
    return closed;
  }

  /**
   * Consumer: refuses further items and frees those inside. A producer inside {@link #offer} at
   * this moment may still add one; call {@link #drain} again once it has stopped.
   */
  @Override
  public void close() {
    closed = true;
    drain();
  }

  /** Consumer: frees all items inside. */
  public void drain() {
    for (T item = poll(); item != null; item = poll()) {
      if (closed) {
        meter.drop();
      }
      free.accept(item);
    }
  }
}
