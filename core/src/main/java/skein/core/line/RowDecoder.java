package skein.core.line;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;
import skein.core.block.BlockCodec;
import skein.core.block.BlockSlab;

/** Positions of the rows of blocks that have residuals. Immutable; any thread. */
final class RowDecoder implements RowPlaces {
  private static final double UNIT = 1.0 / BlockCodec.RESIDUAL_UNITS;
  private static final double FAR = Double.MAX_VALUE / 4;

  private final MemorySegment coords;
  private final MemorySegment residual;
  private final long[] coordsAt;
  private final long[] residualAt;
  private final double[] bounds;

  /**
   * @param residual memory with the residuals of the blocks
   * @param residualAt where in it those of each block begin
   */
  RowDecoder(BlockSlab blocks, MemorySegment residual, long[] residualAt) {
    this.coords = blocks.coords();
    this.residual = residual;
    this.residualAt = residualAt;
    this.coordsAt = new long[blocks.blocks()];
    this.bounds = new double[blocks.blocks() * BlockSlab.BOUNDS];
    for (int b = 0; b < blocks.blocks(); b++) {
      int at = b * BlockSlab.BOUNDS;
      coordsAt[b] = blocks.coordsAt(b);
      bounds[at] = blocks.loX(b);
      bounds[at + 1] = blocks.hiX(b);
      bounds[at + 2] = blocks.stepX(b);
      bounds[at + 3] = blocks.loY(b);
      bounds[at + 4] = blocks.hiY(b);
      bounds[at + 5] = blocks.stepY(b);
    }
  }

  /** Positions of built blocks, which hold their residuals. */
  static RowDecoder of(BlockSlab blocks) {
    long[] at = new long[blocks.blocks()];
    Arrays.setAll(at, blocks::coordsAt);
    return new RowDecoder(blocks, Objects.requireNonNull(blocks.residual(), "residual"), at);
  }

  /** Of codes and residuals. */
  @Override
  public long bytes() {
    return coords.byteSize() + residual.byteSize();
  }

  @Override
  public double x(int block, int row) {
    return decode(block, row, 0, block * BlockSlab.BOUNDS);
  }

  @Override
  public double y(int block, int row) {
    return decode(block, row, 16, block * BlockSlab.BOUNDS + 3);
  }

  /** The blocks own the memory. */
  @Override
  public void close() {}

  private double decode(int block, int row, int shift, int at) {
    int code = coords.get(ValueLayout.JAVA_INT, coordsAt[block] + 4L * row) >>> shift & 0xffff;
    int rest = residual.get(ValueLayout.JAVA_INT, residualAt[block] + 4L * row) >>> shift & 0xffff;
    double lo = bounds[at];
    double hi = bounds[at + 1];
    double v =
        Math.max(Math.abs(lo), Math.abs(hi)) < FAR
            ? lo + (code - rest * UNIT) * bounds[at + 2]
            : BlockCodec.decode(lo, bounds[at + 2], code, rest);
    return Math.max(lo, Math.min(v, hi));
  }
}
