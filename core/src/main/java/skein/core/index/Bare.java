package skein.core.index;

import java.lang.foreign.MemorySegment;

/** Memory that is read or written row by row, without a look at its owner with each access. */
final class Bare {
  private Bare() {}

  /** The same bytes; the caller keeps their owner open for as long as it uses them. */
  static MemorySegment of(MemorySegment owned) {
    return MemorySegment.ofAddress(owned.address()).reinterpret(owned.byteSize());
  }
}
