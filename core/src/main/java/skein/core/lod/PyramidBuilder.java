package skein.core.lod;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/**
 * Counts the rows of blocks in memory into a {@link CountPyramid}: one pass for the finest level,
 * at a few nanoseconds a row, then sums. One worker thread.
 */
public final class PyramidBuilder {
  private static final String OWNER = "lod.pyramid";

  private final int[] codes = new int[BlockSlab.MAX_ROWS];
  private final MemorySegment cells;
  private final int side;
  private final Axis x;
  private final Axis y;

  private PyramidBuilder(MemorySegment cells, int side, Axis x, Axis y) {
    this.cells = cells;
    this.side = side;
    this.x = x;
    this.y = y;
  }

  /**
   * Builds over the bounds of the blocks; the caller owns the result.
   *
   * @return null when there is nothing to count, or when cancelled
   */
  public static @Nullable CountPyramid build(
      MemoryLedger ledger, SlabSet slabs, BooleanSupplier cancelled) {
    if (slabs.rows() == 0) {
      return null;
    }
    int bits = CountPyramid.bitsFor(slabs.rows());
    Axis x = new Axis();
    Axis y = new Axis();
    for (int s = 0; s < slabs.size(); s++) {
      for (int b = 0; b < slabs.get(s).blocks(); b++) {
        x.cover(slabs.get(s).loX(b), slabs.get(s).hiX(b));
        y.cover(slabs.get(s).loY(b), slabs.get(s).hiY(b));
      }
    }
    x.divide(1 << bits);
    y.divide(1 << bits);
    if (!x.finite() || !y.finite()) {
      return null;
    }
    HostBuffer cells = new HostBuffer(ledger, OWNER, CountPyramid.bytes(bits));
    if (!new PyramidBuilder(cells.segment(), 1 << bits, x, y).count(slabs, cancelled)) {
      cells.close();
      return null;
    }
    CountPyramid.fold(cells.segment(), bits);
    return CountPyramid.built(cells, bits, x.lo, x.hi, y.lo, y.hi);
  }

  private boolean count(SlabSet slabs, BooleanSupplier cancelled) {
    for (int s = 0; s < slabs.size(); s++) {
      BlockSlab slab = slabs.get(s);
      for (int b = 0; b < slab.blocks(); b++) {
        if (cancelled.getAsBoolean()) {
          return false;
        }
        count(slab, b);
      }
    }
    return true;
  }

  private void count(BlockSlab slab, int b) {
    int n = slab.count(b);
    MemorySegment.copy(slab.coords(), ValueLayout.JAVA_INT, slab.coordsAt(b), codes, 0, n);
    double ax = slab.stepX(b) * x.perUnit;
    double bx = (slab.loX(b) - x.lo) * x.perUnit;
    double ay = slab.stepY(b) * y.perUnit;
    double by = (slab.loY(b) - y.lo) * y.perUnit;
    int last = side - 1;
    for (int i = 0; i < n; i++) {
      int column = Math.min((int) ((codes[i] & 0xffff) * ax + bx), last);
      int row = Math.min((int) ((codes[i] >>> 16) * ay + by), last);
      long at = 4 * ((long) row * side + column);
      cells.set(ValueLayout.JAVA_INT, at, cells.get(ValueLayout.JAVA_INT, at) + 1);
    }
  }

  /** The range of one axis and its division; a range without extent gets one. */
  private static final class Axis {
    private double lo = Double.POSITIVE_INFINITY;
    private double hi = Double.NEGATIVE_INFINITY;
    private double perUnit;

    void cover(double from, double to) {
      lo = Math.min(lo, from);
      hi = Math.max(hi, to);
    }

    void divide(int parts) {
      if (hi == lo) {
        double half = Math.max(0.5, Math.ulp(hi) * parts);
        lo -= half;
        hi += half;
      }
      perUnit = parts / (hi - lo);
    }

    /** False for ranges so wide or so narrow that their division over- or underflows. */
    boolean finite() {
      return hi > lo && perUnit > 0 && perUnit <= Double.MAX_VALUE;
    }
  }
}
