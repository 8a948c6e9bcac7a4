package skein.desktop.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.LoggerFactory;
import skein.core.memory.NativeCalls;

/**
 * Lets loading stand back behind drawing where cores are few. On Linux a thread's nice value passes
 * to every thread that it starts, so one call on the thread that opens a source also covers
 * DuckDB's, the builder's and the clusterer's threads. Elsewhere it does nothing.
 */
final class BackgroundPriority {
  private static final int THIS_THREAD = 0;
  private static final int NICE = 10;
  private static final int SCHED_IDLE = 5;

  private BackgroundPriority() {}

  /** Makes the calling thread, and all that it will start, yield to the others. */
  static void take() {
    if (!NativeCalls.isLinux()) {
      return;
    }
    FunctionDescriptor signature =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    try {
      MethodHandle setpriority = NativeCalls.find("setpriority", signature);
      int result = (int) setpriority.invokeExact(THIS_THREAD, THIS_THREAD, NICE);
      LoggerFactory.getLogger(BackgroundPriority.class).debug("setpriority: {}", result);
    } catch (Throwable e) {
      LoggerFactory.getLogger(BackgroundPriority.class).debug("setpriority", e);
    }
  }

  /**
   * Lets the calling thread, and all that it will start, run only on processors that nobody else
   * wants: a thread that draws or counts takes one back from it at once. For those who work in
   * pieces while frames are drawn.
   */
  static void takeIdle() {
    if (!NativeCalls.isLinux()) {
      return;
    }
    FunctionDescriptor signature =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle setscheduler = NativeCalls.find("sched_setscheduler", signature);
      MemorySegment noPriority = arena.allocateFrom(ValueLayout.JAVA_INT, 0);
      int result = (int) setscheduler.invokeExact(THIS_THREAD, SCHED_IDLE, noPriority);
      LoggerFactory.getLogger(BackgroundPriority.class).debug("sched_setscheduler: {}", result);
    } catch (Throwable e) {
      LoggerFactory.getLogger(BackgroundPriority.class).debug("sched_setscheduler", e);
    }
  }
}
