package skein.core.memory;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Whether memory that is filled at once should come in huge pages or in small ones: whichever cost
 * less processor time a byte when it was mapped last. Huge ones take a third of what small ones
 * take, unless the system has to make room for them first, or a virtual machine's host has yet to
 * give them: then they take several times as much. What was dear is tried again, more and more
 * seldom. Any thread.
 */
final class PageChoice {
  private static final int FIRST_PAUSE = 8;
  private static final int LONGEST_PAUSE = 512;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private double small = -1;
  private double huge = -1;
  private int pause = FIRST_PAUSE;
  private int left;

  /** Processor time of the calling thread, in nanoseconds. */
  long now() {
    return threads.isCurrentThreadCpuTimeSupported()
        ? threads.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  /** Whether the next mapping should have huge pages. */
  synchronized boolean huge() {
    if (small < 0) {
      return false;
    }
    if (huge <= small) {
      return true;
    }
    left--;
    return left < 0;
  }

  /** Learns what a mapping took. */
  synchronized void took(boolean hugePages, long nanos, long bytes) {
    double cost = (double) nanos / bytes;
    if (!hugePages) {
      small = small < 0 ? cost : small + (cost - small) / 8;
      return;
    }
    huge = cost;
    if (cost <= small) {
      pause = FIRST_PAUSE;
    } else {
      left = pause;
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  }
}
