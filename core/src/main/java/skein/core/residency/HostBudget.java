package skein.core.residency;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes of mapped blocks that may be in memory at once, over all sets. Any thread. */
public final class HostBudget {
  private static final int DEFAULT_SHARE = 2;

  private final long bytes;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();

  public HostBudget(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("budget: bytes=" + bytes);
    }
    this.bytes = bytes;
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

  public long used() {
    return used.get();
  }

  /** Most bytes that were in use at once. */
  public long peak() {
    return peak.get();
  }

  /** What to free at a time: as much as wanted, within 1/64 and 1/4 of all. */
  long share(long wanted) {
    return Math.max(1, Math.max(bytes / 64, Math.min(wanted, bytes / 4)));
  }

  /** Takes bytes, all or none. */
  boolean take(long wanted) {
    long now = used.get();
    while (now + wanted <= bytes) {
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
