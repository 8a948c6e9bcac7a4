package skein.desktop.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.LoggerFactory;

/**
 * Lets loading stand back behind drawing where cores are few. On Linux a thread's nice value passes
 * to every thread that it starts, so one call on the thread that opens a source also covers
 * DuckDB's, the builder's and the clusterer's threads. Elsewhere it does nothing.
 */
final class BackgroundPriority {
  private static final int THIS_THREAD = 0;
  private static final int NICE = 10;

  private BackgroundPriority() {}

  /** Makes the calling thread, and all that it will start, yield to the others. */
  static void take() {
    if (!System.getProperty("os.name", "").startsWith("Linux")) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor signature =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    try {
      MethodHandle setpriority =
          linker.downcallHandle(linker.defaultLookup().findOrThrow("setpriority"), signature);
      int result = (int) setpriority.invokeExact(THIS_THREAD, THIS_THREAD, NICE);
      LoggerFactory.getLogger(BackgroundPriority.class).debug("setpriority: {}", result);
    } catch (Throwable e) {
      LoggerFactory.getLogger(BackgroundPriority.class).debug("setpriority", e);
    }
  }
}
