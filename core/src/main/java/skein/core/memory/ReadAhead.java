package skein.core.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Tells Linux which parts of mapped files will be read soon; elsewhere nothing. Any thread. */
public final class ReadAhead {
  /** Smallest size of a page on any processor that this runs on. */
  private static final long PAGE = 4_096;

  private static final int NEEDED = 3;
  private static final @Nullable MethodHandle MADVISE = madvise();

  private ReadAhead() {}

  private static @Nullable MethodHandle madvise() {
    var word = ValueLayout.JAVA_LONG;
    var number = ValueLayout.JAVA_INT;
    return NativeCalls.isLinux()
        ? NativeCalls.find("madvise", FunctionDescriptor.of(number, word, word, number))
        : null;
  }

  /** Has the system begin to read a part of a mapped file, and returns at once. */
  public static void begin(MemorySegment mapped) {
    if (MADVISE == null || mapped.byteSize() == 0) {
      return;
    }
    long start = mapped.address() & -PAGE;
    long bytes = mapped.address() + mapped.byteSize() - start;
    try {
      int ignored = (int) MADVISE.invokeExact(start, bytes, NEEDED);
    } catch (Throwable e) {
      throw new IllegalStateException("madvise", e);
    }
  }
}
