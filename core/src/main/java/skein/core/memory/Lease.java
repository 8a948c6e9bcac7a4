package skein.core.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Scratch memory off the heap, the holder's until closed; what is in it at first means nothing. One
 * holder at a time, handed from thread to thread if need be. Closing twice and use after closing
 * are bugs and throw with the owner's name.
 */
public final class Lease implements AutoCloseable {
  private static final VarHandle CLOSED;

  static {
    try {
      CLOSED = MethodHandles.lookup().findVarHandle(Lease.class, "closed", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final ScratchPool pool;
  private final String owner;
  private final HostBuffer buffer;

  /** Its size, or -1 when the memory is not the pool's. */
  private final int size;

  private final MemorySegment segment;
  private final @Nullable Arena scope;
  private volatile boolean closed;

  Lease(ScratchPool pool, String owner, HostBuffer buffer, int size, long bytes, boolean checked) {
    this.pool = pool;
    this.owner = owner;
    this.buffer = buffer;
    this.size = size;
    this.scope = checked && size >= 0 ? Arena.ofShared() : null;
    this.segment =
        scope == null
            ? buffer.segment().asSlice(0, bytes)
            : MemorySegment.ofAddress(buffer.segment().address()).reinterpret(bytes, scope, null);
  }

  /** The memory: as many bytes as asked for, 64-byte aligned. */
  public MemorySegment segment() {
    if (closed) {
      throw new IllegalStateException("scratch memory used after it was closed: owner=" + owner);
    }
    return segment;
  }

  /** Bytes asked for. */
  public long bytes() {
    return segment.byteSize();
  }

  @Override
  public void close() {
    if (!CLOSED.compareAndSet(this, false, true)) {
      throw new IllegalStateException("scratch memory closed twice: owner=" + owner);
    }
    if (scope != null) {
      segment.fill(ScratchPool.CLOSED_BYTE);
      scope.close();
    }
    pool.giveBack(owner, buffer, size);
  }
}
