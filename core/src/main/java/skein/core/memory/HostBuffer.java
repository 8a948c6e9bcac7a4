package skein.core.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

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
    this(ledger, owner, bytes, null);
  }

  private HostBuffer(MemoryLedger ledger, String owner, long bytes, @Nullable MappedMemory system) {
    this.ledger = ledger;
    this.owner = owner;
    this.arena = Arena.ofShared();
    this.segment = allocate(ledger, arena, bytes, system);
    ledger.open(owner, bytes);
  }

  /**
   * The same for memory that is written from end to end at once: its pages come all together.
   *
   * @throws OutOfMemoryError when the system gives no more; nothing is booked then
   */
  public static HostBuffer toFill(MemoryLedger ledger, String owner, long bytes) {
    boolean large = bytes >= MappedMemory.SMALLEST;
    return new HostBuffer(ledger, owner, bytes, large ? MappedMemory.ofSystem() : null);
  }

  private static MemorySegment allocate(
      MemoryLedger ledger, Arena arena, long bytes, @Nullable MappedMemory system) {
    try {
      return system == null
          ? arena.allocate(bytes, ALIGNMENT)
          : system.map(bytes, ledger.totalBytes(), arena);
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
