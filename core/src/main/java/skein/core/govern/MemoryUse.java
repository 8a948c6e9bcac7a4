package skein.core.govern;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.OptionalLong;
import skein.core.measure.ProcessMemory;

/** What the JVM and the system say of this process' memory, in bytes. Any thread; allocates. */
public final class MemoryUse {
  private static final String DIRECT = "direct";

  private MemoryUse() {}

  /** Resident pages; where the system does not tell, heap and direct buffers. */
  public static long process() {
    OptionalLong resident = ProcessMemory.residentBytes();
    Runtime runtime = Runtime.getRuntime();
    return resident.orElseGet(() -> runtime.totalMemory() + directBuffers());
  }

  /** The heap in use after the last collection; as it is where none was measured. */
  public static long heap() {
    long after = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage usage = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      after += usage == null ? 0 : usage.getUsed();
    }
    Runtime runtime = Runtime.getRuntime();
    long now = runtime.totalMemory() - runtime.freeMemory();
    return after == 0 ? now : Math.min(after, now);
  }

  /** NIO's direct buffers. */
  public static long directBuffers() {
    List<BufferPoolMXBean> pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
    for (BufferPoolMXBean pool : pools) {
      if (pool.getName().equals(DIRECT)) {
        return Math.max(0, pool.getMemoryUsed());
      }
    }
    return 0;
  }
}
