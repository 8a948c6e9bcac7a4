package skein.core.block;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A channel of a slab: memory with codes, and where in it each block's bytes begin. */
public final class SlabPlane {
  final MemorySegment codes;
  final long[] at;
  final int @Nullable [] bytes;

  /** One u16 a row; takes ownership of the array. */
  public SlabPlane(MemorySegment codes, long[] at) {
    this(codes, at, null);
  }

  /** So many bytes a block, null for one u16 a row; takes ownership of the arrays. */
  public SlabPlane(MemorySegment codes, long[] at, int @Nullable [] bytes) {
    this.codes = codes;
    this.at = at;
    this.bytes = bytes;
  }
}
