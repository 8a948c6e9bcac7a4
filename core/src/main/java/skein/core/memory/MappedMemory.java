package skein.core.memory;

import com.sun.management.OperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * Memory mapped from Linux with all its pages at once: a third cheaper than a page fault for each
 * page, and zero without a second writing. For memory that is written as soon as it is there. Any
 * thread; on other systems there is none of it.
 */
final class MappedMemory {
  /** Below this, what the JVM allocates is as good. */
  static final long SMALLEST = 256L << 10;

  private static final int READ_WRITE = 3;
  private static final int PRIVATE_ANONYMOUS_POPULATED = 0x8022;
  private static final @Nullable MappedMemory SYSTEM = system();

  private final MethodHandle mmap;
  private final MethodHandle munmap;
  private final long most;

  private MappedMemory(MethodHandle mmap, MethodHandle munmap, long most) {
    this.mmap = mmap;
    this.munmap = munmap;
    this.most = most;
  }

  private static @Nullable MappedMemory system() {
    if (!NativeCalls.isLinux()) {
      return null;
    }
    var word = ValueLayout.JAVA_LONG;
    var number = ValueLayout.JAVA_INT;
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new MappedMemory(
        NativeCalls.find(
            "mmap", FunctionDescriptor.of(word, word, word, number, number, number, word)),
        NativeCalls.find("munmap", FunctionDescriptor.of(number, word, word)),
        machine.getTotalMemorySize() / 5 * 3);
  }

  /** The memory of this system, or null when it has none of this kind. */
  static @Nullable MappedMemory ofSystem() {
    return SYSTEM;
  }

  /**
   * Maps memory that goes back to the system when the arena is closed.
   *
   * @param held bytes that the program holds already; with more than three fifths of the machine's
   *     memory it would be killed rather than told
   * @throws OutOfMemoryError when the system has no more
   */
  MemorySegment map(long bytes, long held, Arena arena) {
    if (bytes > most - held) {
      throw new OutOfMemoryError("cannot map " + bytes + " bytes, held=" + held);
    }
    long address;
    try {
      address = (long) mmap.invokeExact(0L, bytes, READ_WRITE, PRIVATE_ANONYMOUS_POPULATED, -1, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("mmap", e);
    }
    if (address == -1) {
      throw new OutOfMemoryError("cannot map " + bytes + " bytes");
    }
    return MemorySegment.ofAddress(address)
        .reinterpret(bytes, arena, all -> unmap(all.address(), bytes));
  }

  private void unmap(long address, long bytes) {
    int result;
    try {
      result = (int) munmap.invokeExact(address, bytes);
    } catch (Throwable e) {
      throw new IllegalStateException("munmap", e);
    }
    if (result != 0) {
      throw new IllegalStateException("munmap: address=" + address + " bytes=" + bytes);
    }
  }
}
