package skein.core.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A zeroed piece of off-heap memory, 64-byte aligned, booked in a ledger until closed. May be read
 * by any thread; closing while another thread still uses it makes that thread fail, not the JVM.
 */
public final class HostBuffer implements AutoCloseable {
  private static final long ALIGNMENT = 64;

  private final MemoryLedger ledger;
  private final String owner;
  private final Arena arena;
  private final MemorySegment segment;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Allocates and books.
   *
   * @throws OutOfMemoryError when the system gives no more; nothing is booked then
   */
  public HostBuffer(MemoryLedger ledger, String owner, long bytes) {
    this.ledger = ledger;
    this.owner = owner;
    this.arena = Arena.ofShared();
    this.segment = allocate(arena, bytes);
    ledger.open(owner, bytes);
  }

  private static MemorySegment allocate(Arena arena, long bytes) {
    try {
      return arena.allocate(bytes, ALIGNMENT);
    } catch (OutOfMemoryError e) {
      arena.close();
      throw e;
    }
  }

  public MemorySegment segment() {
    return segment;
  }

  public long bytes() {
    return segment.byteSize();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      long bytes = segment.byteSize();
      arena.close();
      ledger.close(owner, bytes);
    }
  }
}
