package skein.core.memory;

import java.lang.foreign.ValueLayout;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;
import skein.core.memory.Shelf.Piece;

/**
 * Lends scratch and staging memory off the heap for short whiles and keeps it for the next one who
 * asks: first what the thread itself gave back, then what any thread did, then new memory. For what
 * is freed soon; what lives long is a {@link HostBuffer}.
 *
 * <p>Leased memory is booked under its owner, idle memory under {@code pool.idle}. Memory that is
 * not asked for goes back to the system with {@link #trim}, all idle memory with {@link #drop}. Any
 * thread.
 */
public final class ScratchPool implements AutoCloseable {
  /** Owner of idle memory in the ledger. */
  public static final String IDLE = "pool.idle";

  /** What closed memory is full of where that is checked. */
  static final byte CLOSED_BYTE = (byte) 0xA5;

  private static final int MOST_SHARED = 64;

  private final MemoryLedger ledger;
  private final PoolSettings settings;
  private final SizeClasses sizes;
  private final Queue<Shelf> shelves = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<Shelf> local = ThreadLocal.withInitial(this::newShelf);
  private final MpmcVarHandleArrayQueue<Piece>[] shared;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();
  private final AtomicInteger round = new AtomicInteger();
  private final LongAdder localHits = new LongAdder();
  private final LongAdder sharedHits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder plain = new LongAdder();
  private volatile boolean closed;

  public ScratchPool(MemoryLedger ledger, PoolSettings settings) {
    this.ledger = ledger;
    this.settings = settings;
    this.sizes = new SizeClasses(settings.smallest(), settings.largest());
    this.shared = queues(sizes, settings.mostBytes());
  }

  private static MpmcVarHandleArrayQueue<Piece>[] queues(SizeClasses sizes, long mostBytes) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    MpmcVarHandleArrayQueue<Piece>[] made = new MpmcVarHandleArrayQueue[sizes.count()];
    for (int i = 0; i < made.length; i++) {
      int fit = Math.clamp(mostBytes / sizes.bytes(i), 2, MOST_SHARED);
      made[i] = new MpmcVarHandleArrayQueue<>(fit);
    }
    return made;
  }

  private Shelf newShelf() {
    Shelf shelf = new Shelf(Thread.currentThread(), sizes.count());
    shelves.add(shelf);
    return shelf;
  }

  /** Lends room for so many values of a type. */
  public Lease lease(String owner, ValueLayout type, long count) {
    return lease(owner, Math.multiplyExact(type.byteSize(), count));
  }

  /**
   * Lends so many bytes.
   *
   * @param owner for the ledger, such as {@code "block.permutation"}
   * @throws OutOfMemoryError when the system gives no more; nothing is booked then
   */
  public Lease lease(String owner, long bytes) {
    if (bytes < settings.smallest() || bytes > settings.largest() || closed) {
      return plain(owner, bytes);
    }
    int size = sizes.of(bytes);
    Piece piece = local.get().take(size);
    if (piece != null) {
      localHits.increment();
    } else {
      piece = shared[size].poll();
      if (piece != null) {
        sharedHits.increment();
      }
    }
    HostBuffer buffer = piece == null ? allocate(size) : piece.buffer();
    if (buffer == null) {
      return plain(owner, bytes);
    }
    ledger.move(IDLE, owner, buffer.bytes());
    return new Lease(this, owner, buffer, size, bytes, settings.checked());
  }

  private Lease plain(String owner, long bytes) {
    plain.increment();
    HostBuffer buffer = HostBuffer.toFill(ledger, owner, bytes);
    return new Lease(this, owner, buffer, -1, bytes, false);
  }

  /** New memory, or null when there would be too much. */
  private @Nullable HostBuffer allocate(int size) {
    long bytes = sizes.bytes(size);
    if (!reserve(bytes)) {
      drop();
      if (!reserve(bytes)) {
        return null;
      }
    }
    try {
      HostBuffer made = HostBuffer.toFill(ledger, IDLE, bytes);
      misses.increment();
      return made;
    } catch (OutOfMemoryError e) {
      held.addAndGet(-bytes);
      throw e;
    }
  }

  private boolean reserve(long bytes) {
    long now = held.addAndGet(bytes);
    if (now > settings.mostBytes()) {
      held.addAndGet(-bytes);
      return false;
    }
    peak.accumulateAndGet(now, Math::max);
    return true;
  }

  /** Takes back a lease's memory. */
  void giveBack(String owner, HostBuffer buffer, int size) {
    if (size < 0) {
      buffer.close();
      return;
    }
    ledger.move(owner, IDLE, buffer.bytes());
    Piece piece = new Piece(buffer, size, round.getPlain());
    if (!local.get().put(piece)) {
      share(piece);
    }
    if (closed) {
      drop();
    }
  }

  private void share(Piece piece) {
    if (!shared[piece.size()].offer(piece)) {
      free(piece);
    }
  }

  private void free(Piece piece) {
    held.addAndGet(-piece.buffer().bytes());
    piece.buffer().close();
  }

  /** Ends a round: frees what was idle for as many rounds as the settings say. */
  public void trim() {
    free(round.incrementAndGet() - settings.keepRounds() - 1);
  }

  /** Frees all idle memory. */
  public void drop() {
    free(Integer.MAX_VALUE);
  }

  private void free(int lastRound) {
    for (Shelf shelf : shelves) {
      shelf.clear(lastRound, this::free);
    }
    shelves.removeIf(this::isLeft);
    for (MpmcVarHandleArrayQueue<Piece> queue : shared) {
      for (int left = queue.size(); left > 0; left--) {
        Piece piece = queue.poll();
        if (piece != null && piece.round() <= lastRound) {
          free(piece);
        } else if (piece != null) {
          share(piece);
        }
      }
    }
  }

  /** True for the shelf of a thread that has ended; what lay there is shared. */
  private boolean isLeft(Shelf shelf) {
    if (shelf.inUse()) {
      return false;
    }
    shelf.clear(Integer.MAX_VALUE, this::share);
    return true;
  }

  /** Bytes of the pool's memory, leased and idle. Allocates nothing, as the next two. */
  public long heldBytes() {
    return held.get();
  }

  /** Leases so far. */
  public long leases() {
    return hits() + misses.sum() + plain.sum();
  }

  /** Leases that were served from what had been given back. */
  public long hits() {
    return localHits.sum() + sharedHits.sum();
  }

  /** Counts so far; those of leases going on meanwhile may be missing. */
  public PoolStats stats() {
    return new PoolStats(
        localHits.sum(),
        sharedHits.sum(),
        misses.sum(),
        plain.sum(),
        held.get(),
        ledger.bytes(IDLE),
        peak.get());
  }

  /** Frees all idle memory; what is still leased is freed as it is given back. */
  @Override
  public void close() {
    closed = true;
    drop();
  }
}
