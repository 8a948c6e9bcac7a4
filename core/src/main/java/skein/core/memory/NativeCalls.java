package skein.core.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Functions of the system's library, for what Java does not ask of the system. Any thread. */
public final class NativeCalls {
  private NativeCalls() {}

  /** True on 64-bit Linux. */
  public static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux") && ValueLayout.ADDRESS.byteSize() == 8;
  }

  /**
   * A function by its name.
   *
   * @throws java.util.NoSuchElementException when the library has none of that name
   */
  public static MethodHandle find(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }
}
