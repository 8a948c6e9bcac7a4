package skein.core.gpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.shaders.Layouts;

/** What lies behind a grid's planes: which counts have passed 2^32, as carry.glsl leaves it. */
final class Carries {
  /** Their number and the place of each. */
  static final long BYTES = 4L + 4L * Layouts.CARRIES;

  private static final long MOST = 0xFFFF_FFFFL;

  private Carries() {}

  /** The whole count of a place whose word is given; {@code carriesAt} in bytes. */
  static long count(MemorySegment words, long carriesAt, long place, int word) {
    long count = Integer.toUnsignedLong(word);
    int entries = words.get(ValueLayout.JAVA_INT, carriesAt);
    for (int i = 0; i < Math.min(entries, Layouts.CARRIES); i++) {
      int entry = words.get(ValueLayout.JAVA_INT, carriesAt + 4L + 4L * i);
      count += Integer.toUnsignedLong(entry) == place ? 1L << 32 : 0;
    }
    return count;
  }

  /** A count as a u32, in which 2^32 - 1 stands for all beyond. */
  static int saturated(long count) {
    return (int) Math.min(count, MOST);
  }
}
