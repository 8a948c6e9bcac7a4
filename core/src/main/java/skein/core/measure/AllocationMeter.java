package skein.core.measure;

import java.lang.management.ManagementFactory;

/** Bytes that the thread which made it has allocated on the heap; -1 where the JVM cannot tell. */
public final class AllocationMeter {
  private final com.sun.management.ThreadMXBean threads;
  private final long thread = Thread.currentThread().threadId();

  public AllocationMeter() {
    threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  }

  /** Bytes since the thread began. Allocates nothing itself. */
  public long bytes() {
    return threads.getThreadAllocatedBytes(thread);
  }
}
