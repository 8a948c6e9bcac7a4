package skein.core.gpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.core.block.BlockSlab;
import skein.shaders.Layouts;

/** Writes block headers as the shaders read them. */
final class BlockHeaders {
  static final long BYTES = Layouts.BLOCK_HEADER.byteSize();

  private static final long COUNT_AT = Layouts.offset(Layouts.BLOCK_HEADER, "count");
  private static final long FIRST_AT = Layouts.offset(Layouts.BLOCK_HEADER, "first");
  private static final long EXTREMES_AT = Layouts.offset(Layouts.BLOCK_HEADER, "extremes");
  private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE;
  private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT;

  private BlockHeaders() {}

  /**
   * Writes a block's header.
   *
   * @param firstRow in the buffer of coordinates
   * @param extremes along y, for sequences
   */
  static void write(
      MemorySegment to, long at, BlockSlab slab, int block, int firstRow, int extremes) {
    to.set(F64, at, slab.loX(block));
    to.set(F64, at + 8, slab.hiX(block));
    to.set(F64, at + 16, slab.stepX(block));
    to.set(F64, at + 24, slab.loY(block));
    to.set(F64, at + 32, slab.hiY(block));
    to.set(F64, at + 40, slab.stepY(block));
    to.set(U32, at + COUNT_AT, slab.count(block));
    to.set(U32, at + FIRST_AT, firstRow);
    to.set(U32, at + EXTREMES_AT, extremes);
    to.set(U32, at + EXTREMES_AT + 4, 0);
  }
}
