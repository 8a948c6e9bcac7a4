package skein.core.residency;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import skein.core.govern.Relief;

/**
 * Bytes of mapped blocks that may be in memory at once, over all sets. May be squeezed for a while
 * when the process' memory is short; what is in use beyond that goes with the next frames. Any
 * thread.
 */
public final class HostBudget implements Relief {
  private static final int DEFAULT_SHARE = 2;

  /** Some blocks of up to 96 KiB are at work at a time. */
  private static final long LEAST_BYTES = 1 << 20;

  /** A squeezed budget keeps this share, so that views still become exact. */
  private static final int LEAST_SHARE = 64;

  /** Part of the budget that comes back in each step of recovering. */
  private static final int RECOVERY = 8;

  private final long bytes;
  private volatile long limit;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong leaving = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();

  public HostBudget(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("budget: bytes=" + bytes);
    }
    this.bytes = bytes;
    this.limit = bytes;
  }

  /** Half of the memory that the machine, or its container, has. */
  public static HostBudget ofMachine() {
    return new HostBudget(Math.max(1, machineBytes() / DEFAULT_SHARE));
  }

  /** Memory of the machine or its container; twice the heap's most where that is not known. */
  public static long machineBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : DEFAULT_SHARE * Runtime.getRuntime().maxMemory();
  }

  public long bytes() {
    return bytes;
  }

  /** What may be in use now: all, unless squeezed. */
  public long limit() {
    return limit;
  }

  /** Bytes in use beyond what may be now, and not on their way out. */
  long excess() {
    return Math.max(0, used.get() - leaving.get() - limit);
  }

  /** Blocks of so many bytes are on their way out, or, with a minus, no longer. */
  void leaving(long more) {
    leaving.addAndGet(more);
  }

  @Override
  public long relieve(long wanted) {
    long held = used.get();
    long now = Math.min(limit, held);
    long least = Math.min(now, Math.max(LEAST_BYTES, bytes / LEAST_SHARE));
    long onItsWay = held - now;
    limit = Math.max(least, now - Math.max(0, wanted - onItsWay));
    return now - limit;
  }

  @Override
  public void recover(long room) {
    long step = limit + Math.max(1, bytes / RECOVERY);
    long reach = used.get() + Math.min(room, bytes);
    limit = Math.min(bytes, Math.max(limit, Math.min(step, reach)));
  }

  public long used() {
    return used.get();
  }

  /** Most bytes that were in use at once. */
  public long peak() {
    return peak.get();
  }

  /** What to free at a time: as much as wanted, within 1/64 and 1/4 of all. */
  long share(long wanted) {
    long now = limit;
    return Math.max(1, Math.max(now / 64, Math.min(wanted, now / 4)));
  }

  /** Takes bytes, all or none. */
  boolean take(long wanted) {
    long now = used.get();
    while (now + wanted <= limit) {
      if (used.compareAndSet(now, now + wanted)) {
        peak.accumulateAndGet(now + wanted, Math::max);
        return true;
      }
      now = used.get();
    }
    return false;
  }

  void give(long returned) {
    used.addAndGet(-returned);
  }
}
