package skein.core.queue;

import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;
import skein.core.block.BlockSlab;
import skein.core.measure.Spread;

/**
 * Bounded hand-over of slabs from one worker thread to the render thread. A slab belongs to the
 * producer until {@link #offer} returns true, to the queue until {@link #poll}, then to the
 * consumer. The overflow rule is to wait: a full queue slows the source down, nothing is dropped.
 */
public final class SlabQueue implements AutoCloseable {
  private static final long PARK_NANOS = 200_000;

  private final SpscVarHandleArrayQueue<BlockSlab> queue;
  private final int capacity;
  private volatile boolean closed;
  private final long[] offered;
  private final Spread waits = new Spread();
  private volatile long waitedNanos;
  private volatile int mostDepth;
  private long put;
  private long taken;

  public SlabQueue(int capacity) {
    this.queue = new SpscVarHandleArrayQueue<>(capacity);
    this.capacity = queue.capacity();
    this.offered = new long[this.capacity];
  }

  /** Producer: true when taken; false when full or closed, and the slab stays the caller's. */
  public boolean offer(BlockSlab slab) {
    if (closed || queue.size() == capacity) {
      return false;
    }
    offered[(int) (put % capacity)] = System.nanoTime();
    if (!queue.offer(slab)) {
      return false;
    }
    put++;
    mostDepth = Math.max(mostDepth, queue.size());
    return true;
  }

  /** Producer: waits for room; false when the queue was closed, and the slab stays the caller's. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  public boolean put(BlockSlab slab) {
    long start = 0;
    while (!closed) {
      if (offer(slab)) {
        if (start != 0) {
          waitedNanos += System.nanoTime() - start;
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

  /** Consumer: the next slab, or null when empty. */
  public @Nullable BlockSlab poll() {
    BlockSlab slab = queue.poll();
    if (slab != null) {
      waits.record(System.nanoTime() - offered[(int) (taken % capacity)]);
      taken++;
    }
    return slab;
  }

  public int depth() {
    return queue.size();
  }

  public int capacity() {
    return capacity;
  }

  /** The most slabs that were inside at once. */
  public int mostDepth() {
    return mostDepth;
  }

  /** How long slabs were inside, in nanoseconds. Consumer's thread. */
  public Spread waits() {
    return waits;
  }

  /** Nanoseconds that the producer has waited for room. */
  public long waitedNanos() {
    return waitedNanos;
  }

  public boolean isClosed() {
    return closed;
  }

  /**
   * Consumer: refuses further slabs and frees those inside. A producer inside {@link #offer} at
   * this moment may still add one; call {@link #drain} again once it has stopped.
   */
  @Override
  public void close() {
    closed = true;
    drain();
  }

  /** Consumer: frees all slabs inside. */
  public void drain() {
    for (BlockSlab slab = poll(); slab != null; slab = poll()) {
      slab.close();
    }
  }
}
