package skein.core.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Tells Linux what of a file will not be read again soon, so that it keeps other files in memory
 * instead. On other systems, and for a file that cannot be opened, it does nothing. One thread at a
 * time.
 */
public final class FileAdvice implements AutoCloseable {
  private static final int NO_FILE = -1;
  private static final int READ_ONLY = 0;
  private static final int NOT_NEEDED = 4;

  /** What it asks the system with. */
  private record Calls(MethodHandle open, MethodHandle advise, MethodHandle close) {}

  private static final @Nullable Calls CALLS = calls();

  private int file;

  /** Opens a file beside whoever reads it. */
  public FileAdvice(Path path) {
    this.file = open(path);
  }

  private static @Nullable Calls calls() {
    if (!NativeCalls.isLinux()) {
      return null;
    }
    var number = ValueLayout.JAVA_INT;
    var word = ValueLayout.JAVA_LONG;
    return new Calls(
        NativeCalls.find("open", FunctionDescriptor.of(number, ValueLayout.ADDRESS, number)),
        NativeCalls.find(
            "posix_fadvise", FunctionDescriptor.of(number, number, word, word, number)),
        NativeCalls.find("close", FunctionDescriptor.of(number, number)));
  }

  private static int open(Path path) {
    if (CALLS == null) {
      return NO_FILE;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path.toAbsolutePath().toString());
      return (int) CALLS.open.invokeExact(name, READ_ONLY);
    } catch (Throwable e) {
      throw new IllegalStateException("open", e);
    }
  }

  /**
   * The system may forget a part of the file; it reads the part again should anybody ask. True when
   * it took the advice.
   */
  public boolean forget(long from, long bytes) {
    if (file == NO_FILE || CALLS == null) {
      return false;
    }
    try {
      return (int) CALLS.advise.invokeExact(file, from, bytes, NOT_NEEDED) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("posix_fadvise", e);
    }
  }

  @Override
  public void close() {
    int open = file;
    file = NO_FILE;
    if (open == NO_FILE || CALLS == null) {
      return;
    }
    try {
      int ignored = (int) CALLS.close.invokeExact(open);
    } catch (Throwable e) {
      throw new IllegalStateException("close", e);
    }
  }
}
