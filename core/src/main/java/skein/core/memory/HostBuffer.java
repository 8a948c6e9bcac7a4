package skein.core.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

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
    this(ledger, owner, Arena.ofShared(), arena -> arena.allocate(bytes, ALIGNMENT));
  }

  private HostBuffer(
      MemoryLedger ledger, String owner, Arena arena, Function<Arena, MemorySegment> memory) {
    this.ledger = ledger;
    this.owner = owner;
    this.arena = arena;
    this.segment = allocate(arena, memory);
    ledger.open(owner, segment.byteSize());
  }

  private static MemorySegment allocate(Arena arena, Function<Arena, MemorySegment> memory) {
    try {
      return memory.apply(arena);
    } catch (OutOfMemoryError e) {
      arena.close();
      throw e;
    }
  }

  /**
   * The same for memory that is written from end to end at once: its pages come all together.
   *
   * @throws OutOfMemoryError when the system gives no more; nothing is booked then
   */
  public static HostBuffer toFill(MemoryLedger ledger, String owner, long bytes) {
    MappedMemory system = bytes < MappedMemory.SMALLEST ? null : MappedMemory.ofSystem();
    return system == null
        ? new HostBuffer(ledger, owner, bytes)
        : mapped(ledger, owner, system.map(bytes, ledger.totalBytes(), ledger.pages()), bytes);
  }

  /**
   * Two of them of one size that are filled together, side by side where huge pages hold both.
   *
   * @return the first owner's and the second's
   * @throws OutOfMemoryError when the system gives no more; nothing is booked then
   */
  public static HostBuffer[] toFill(
      MemoryLedger ledger, String first, String second, long bytesEach) {
    MappedMemory system =
        bytesEach == 0 || bytesEach % MappedMemory.PART != 0 ? null : MappedMemory.ofSystem();
    if (system == null) {
      return apart(ledger, first, second, bytesEach);
    }
    long address = system.map(2 * bytesEach, ledger.totalBytes(), ledger.pages());
    return new HostBuffer[] {
      mapped(ledger, first, address, bytesEach),
      mapped(ledger, second, address + bytesEach, bytesEach)
    };
  }

  private static HostBuffer[] apart(
      MemoryLedger ledger, String first, String second, long bytesEach) {
    HostBuffer one = toFill(ledger, first, bytesEach);
    try {
      return new HostBuffer[] {one, toFill(ledger, second, bytesEach)};
    } catch (OutOfMemoryError e) {
      one.close();
      throw e;
    }
  }

  private static HostBuffer mapped(MemoryLedger ledger, String owner, long address, long bytes) {
    MappedMemory system = Objects.requireNonNull(MappedMemory.ofSystem());
    return new HostBuffer(
        ledger, owner, Arena.ofShared(), arena -> system.owned(address, bytes, arena));
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
