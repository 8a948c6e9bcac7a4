package skein.core.load;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;
import skein.core.thread.Threads;

/**
 * Reads a stream ahead on a thread of its own, so that the source works on the next batches while
 * blocks are built from the last. A batch belongs to the pump until {@link #next} has given it out.
 */
public final class BatchPump implements BatchStream {
  /** Batches that are read ahead. */
  static final int AHEAD = 3;

  private static final long WAIT_MILLIS = 20;

  private final Supplier<BatchStream> source;
  private final BooleanSupplier stop;
  private final ArrayBlockingQueue<ColumnBatch> batches = new ArrayBlockingQueue<>(AHEAD);
  private final Semaphore room = new Semaphore(AHEAD);
  private final LoadProgress meters;
  private final Thread reader;
  private volatile @Nullable BatchStream stream;
  private volatile @Nullable Throwable failure;
  private volatile double progress = -1;
  private volatile boolean cancelled;
  private volatile boolean ended;

  /**
   * Opens the stream on the reading thread.
   *
   * @param meters takes what goes through the source and through this
   */
  public BatchPump(Supplier<BatchStream> source, LoadProgress meters) {
    this(source, meters, () -> false);
  }

  /**
   * The same.
   *
   * @param stop asked while waiting for a batch; true ends the stream like {@link #cancel}
   */
  public BatchPump(Supplier<BatchStream> source, LoadProgress meters, BooleanSupplier stop) {
    this.source = source;
    this.meters = meters;
    this.stop = stop;
    this.reader = Thread.ofPlatform().name("skein-read").daemon().start(this::read);
  }

  private void read() {
    try (BatchStream opened = source.get()) {
      stream = opened;
      while (!cancelled) {
        long from = System.nanoTime();
        ColumnBatch batch = opened.next();
        meters.read(batch, from);
        progress = opened.progress();
        if (batch == null || !hand(batch)) {
          break;
        }
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      stream = null;
      ended = true;
    }
  }

  private boolean hand(ColumnBatch batch) {
    try {
      long from = System.nanoTime();
      boolean waited = !room.tryAcquire();
      boolean free = !waited;
      while (!free && !cancelled) {
        free = room.tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      }
      if (waited) {
        meters.batches.producerWaited(System.nanoTime() - from);
      }
      if (free) {
        meters.batches.offering();
        batches.add(batch);
        meters.batches.put(batches.size());
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    batch.close();
    return false;
  }

  @Override
  public @Nullable ColumnBatch next() {
    while (!cancelled) {
      boolean last = ended;
      ColumnBatch batch = await(last ? 0 : WAIT_MILLIS);
      if (batch != null) {
        return batch;
      }
      if (last) {
        rethrow();
        return null;
      }
      if (stop.getAsBoolean()) {
        cancel();
      }
    }
    return null;
  }

  private @Nullable ColumnBatch await(long millis) {
    try {
      ColumnBatch batch = batches.poll(millis, TimeUnit.MILLISECONDS);
      if (batch != null) {
        meters.batches.take(batch.bytes());
        room.release();
      }
      return batch;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel();
      return null;
    }
  }

  private void rethrow() {
    Throwable failed = failure;
    if (failed instanceof RuntimeException e) {
      throw e;
    }
    if (failed instanceof Error e) {
      throw e;
    }
  }

  @Override
  public double progress() {
    return progress;
  }

  @Override
  public void cancel() {
    cancelled = true;
    BatchStream running = stream;
    if (running != null) {
      running.cancel();
    }
  }

  /** Waits for the reading thread and frees the batches that nobody took. */
  @Override
  public void close() {
    cancel();
    Threads.join(reader);
    for (ColumnBatch batch = batches.poll(); batch != null; batch = batches.poll()) {
      meters.batches.take(batch.bytes());
      meters.batches.drop();
      batch.close();
    }
  }
}
