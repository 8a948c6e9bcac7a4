package skein.core.memory;

import com.sun.management.OperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * Memory mapped from Linux with all its pages at once, huge ones where {@link PageChoice} finds
 * them cheaper: without a page fault for each page, and zero without a second writing. For memory
 * that is written as soon as it is there. Any thread; on other systems there is none of it.
 */
final class MappedMemory {
  /** Below this, what the JVM allocates is as good. */
  static final long SMALLEST = 256L << 10;

  /** Mappings are made of these, which can be unmapped alone whatever the system's pages. */
  static final long PART = 64L << 10;

  private static final long HUGE_PAGE = 2L << 20;
  private static final int READ_WRITE = 3;
  private static final int PRIVATE_ANONYMOUS = 0x22;
  private static final int POPULATED = 0x8000;
  private static final int ADVICE_HUGE_PAGES = 14;
  private static final int ADVICE_POPULATE = 23;
  private static final @Nullable MappedMemory SYSTEM = system();

  private final MethodHandle mmap;
  private final MethodHandle munmap;
  private final MethodHandle madvise;
  private final long most;

  private MappedMemory(MethodHandle mmap, MethodHandle munmap, MethodHandle madvise, long most) {
    this.mmap = mmap;
    this.munmap = munmap;
    this.madvise = madvise;
    this.most = most;
  }

  private static @Nullable MappedMemory system() {
    if (!isLinux()) {
      return null;
    }
    var word = ValueLayout.JAVA_LONG;
    var number = ValueLayout.JAVA_INT;
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new MappedMemory(
        call("mmap", FunctionDescriptor.of(word, word, word, number, number, number, word)),
        call("munmap", FunctionDescriptor.of(number, word, word)),
        call("madvise", FunctionDescriptor.of(number, word, word, number)),
        machine.getTotalMemorySize() / 5 * 3);
  }

  /** True on 64-bit Linux. */
  static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux") && ValueLayout.ADDRESS.byteSize() == 8;
  }

  /** A function of the system's library. */
  static MethodHandle call(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }

  /** The memory of this system, or null when it has none of this kind. */
  static @Nullable MappedMemory ofSystem() {
    return SYSTEM;
  }

  /**
   * Maps memory. It stays until {@link #owned} parts of it have been closed.
   *
   * @param held bytes that the program holds already; with more than three fifths of the machine's
   *     memory it would be killed rather than told
   * @param choice whether to ask for huge pages; learns what it cost
   * @return its address
   * @throws OutOfMemoryError when the system has no more
   */
  long map(long bytes, long held, PageChoice choice) {
    if (bytes > most - held) {
      throw new OutOfMemoryError("cannot map " + bytes + " bytes, held=" + held);
    }
    long whole = parts(bytes);
    if (bytes < HUGE_PAGE) {
      return map(whole, PRIVATE_ANONYMOUS | POPULATED);
    }
    boolean huge = choice.huge();
    long before = choice.now();
    long address = huge ? mapHuge(whole) : map(whole, PRIVATE_ANONYMOUS | POPULATED);
    choice.took(huge, choice.now() - before, bytes);
    return address;
  }

  /** From the border of a huge page on, so that as many as fit may come. */
  private long mapHuge(long bytes) {
    long from = map(bytes + HUGE_PAGE, PRIVATE_ANONYMOUS);
    long address = (from + HUGE_PAGE - 1) & -HUGE_PAGE;
    if (address > from) {
      unmap(from, address - from);
    }
    unmap(address + bytes, from + HUGE_PAGE - address);
    // where the system knows one of them not, pages come small, or with the first writing
    advise(address, bytes, ADVICE_HUGE_PAGES);
    advise(address, bytes, ADVICE_POPULATE);
    return address;
  }

  private static long parts(long bytes) {
    return (bytes + PART - 1) & -PART;
  }

  private long map(long bytes, int flags) {
    long address;
    try {
      address = (long) mmap.invokeExact(0L, bytes, READ_WRITE, flags, -1, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("mmap", e);
    }
    if (address == -1) {
      throw new OutOfMemoryError("cannot map " + bytes + " bytes");
    }
    return address;
  }

  private void advise(long address, long bytes, int advice) {
    try {
      int unused = (int) madvise.invokeExact(address, bytes, advice);
    } catch (Throwable e) {
      throw new IllegalStateException("madvise", e);
    }
  }

  /** A mapping, or a part of one between borders of {@link #PART}, that goes with an arena. */
  MemorySegment owned(long address, long bytes, Arena arena) {
    return MemorySegment.ofAddress(address)
        .reinterpret(bytes, arena, all -> unmap(all.address(), parts(bytes)));
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
