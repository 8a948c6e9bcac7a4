package skein.core.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;
import skein.core.fault.SkeinException;

/**
 * The rows of the provisional slabs as one sequence of blocks. A row's reference is a u32: its
 * block in the upper 18 bits, its place in the block in the lower 14. Read by all clustering
 * threads.
 */
final class StagedRows {
  private static final int PLACE_BITS = 14;
  private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
  private static final short[][] NO_PLANES = {};
  private static final int MAX_BLOCKS = 1 << (Integer.SIZE - PLACE_BITS);

  private final BlockSlab[] slabOf;
  private final int[] blockOf;
  private final double[] bounds;
  private final long rows;

  StagedRows(List<BlockSlab> slabs) {
    int blocks = 0;
    long sum = 0;
    for (BlockSlab slab : slabs) {
      blocks += slab.blocks();
      sum += slab.rows();
    }
    if (blocks > MAX_BLOCKS) {
      throw new SkeinException(
          SkeinException.Kind.ENVIRONMENT,
          "too many rows to cluster in memory",
          "rows=" + sum + ", the limit is 4.29e9",
          "use --where or --sql to load fewer rows",
          null);
    }
    this.slabOf = new BlockSlab[blocks];
    this.blockOf = new int[blocks];
    this.bounds = new double[blocks * BlockSlab.BOUNDS];
    this.rows = sum;
    fill(slabs);
  }

  private void fill(List<BlockSlab> slabs) {
    int at = 0;
    for (BlockSlab slab : slabs) {
      for (int b = 0; b < slab.blocks(); b++) {
        slabOf[at] = slab;
        blockOf[at] = b;
        int o = at * BlockSlab.BOUNDS;
        bounds[o] = slab.loX(b);
        bounds[o + 1] = slab.hiX(b);
        bounds[o + 2] = slab.stepX(b);
        bounds[o + 3] = slab.loY(b);
        bounds[o + 4] = slab.hiY(b);
        bounds[o + 5] = slab.stepY(b);
        at++;
      }
    }
  }

  int blocks() {
    return blockOf.length;
  }

  long rows() {
    return rows;
  }

  static int reference(int block, int place) {
    return (block << PLACE_BITS) | place;
  }

  /** A thread's way to the rows. */
  final class Reader {
    private final int[] codes = new int[BlockSlab.MAX_ROWS];
    private final int[] residuals = new int[BlockSlab.MAX_ROWS];

    /**
     * Cells of all rows of a block along the Morton curve, in order; returns their number. Good to
     * a step of the block, which is enough to cluster.
     */
    int cells(int block, CellAxis cellX, CellAxis cellY, int[] out) {
      BlockSlab slab = slabOf[block];
      int n = slab.count(blockOf[block]);
      long from = slab.coordsAt(blockOf[block]);
      MemorySegment.copy(slab.coords(), ValueLayout.JAVA_INT, from, codes, 0, n);
      int o = block * BlockSlab.BOUNDS;
      cellX.codeCells(codes, n, 0, bounds[o], bounds[o + 2], out);
      cellY.codeCells(codes, n, 16, bounds[o + 3], bounds[o + 5], residuals);
      Morton.interleave(out, residuals, n);
      return n;
    }

    /** Positions of n referenced rows; neighbours in a block go fastest. */
    void gather(int[] references, int n, double[] x, double[] y) {
      gather(references, n, x, y, NO_PLANES);
    }

    /** Positions and codes of n referenced rows. */
    void gather(int[] references, int n, double[] x, double[] y, short[][] values) {
      int i = 0;
      while (i < n) {
        int block = references[i] >>> PLACE_BITS;
        int end = i + 1;
        while (end < n && references[end] >>> PLACE_BITS == block) {
          end++;
        }
        fetch(block, references, i, end, values);
        decode(block, i, end, x, y);
        i = end;
      }
    }

    private void fetch(int block, int[] references, int from, int to, short[][] values) {
      BlockSlab slab = slabOf[block];
      long first = slab.coordsAt(blockOf[block]);
      MemorySegment coords = slab.coords();
      MemorySegment residual = Objects.requireNonNull(slab.residual(), "residual");
      for (int i = from; i < to; i++) {
        long at = first + 4L * (references[i] & PLACE_MASK);
        codes[i] = coords.get(ValueLayout.JAVA_INT, at);
        residuals[i] = residual.get(ValueLayout.JAVA_INT, at);
      }
      for (int p = 0; p < values.length; p++) {
        MemorySegment held = slab.channel(p);
        long codesAt = slab.channelAt(p, blockOf[block]);
        short[] plane = values[p];
        for (int i = from; i < to; i++) {
          long at = codesAt + 2L * (references[i] & PLACE_MASK);
          plane[i] = held.get(ValueLayout.JAVA_SHORT, at);
        }
      }
    }

    private void decode(int block, int from, int to, double[] x, double[] y) {
      int o = block * BlockSlab.BOUNDS;
      axis(codes, residuals, 0, from, to, bounds, o, x);
      axis(codes, residuals, 16, from, to, bounds, o + 3, y);
    }
  }

  private static void axis(
      int[] codes,
      int[] residuals,
      int shift,
      int from,
      int to,
      double[] bounds,
      int o,
      double[] out) {
    double lo = bounds[o];
    double hi = bounds[o + 1];
    double step = bounds[o + 2];
    if (Math.max(Math.abs(lo), Math.abs(hi)) < Double.MAX_VALUE / 4) {
      near(codes, residuals, shift, from, to, lo, hi, step, out);
      return;
    }
    for (int i = from; i < to; i++) {
      int code = (codes[i] >>> shift) & 0xffff;
      int residual = (residuals[i] >>> shift) & 0xffff;
      out[i] = Math.max(lo, Math.min(BlockCodec.decode(lo, step, code, residual), hi));
    }
  }

  /** The same where nothing can overflow; the JIT makes vector code of it. */
  private static void near(
      int[] codes,
      int[] residuals,
      int shift,
      int from,
      int to,
      double lo,
      double hi,
      double step,
      double[] out) {
    double unit = 1.0 / BlockCodec.RESIDUAL_UNITS;
    for (int i = from; i < to; i++) {
      double code = (codes[i] >>> shift) & 0xffff;
      double residual = (residuals[i] >>> shift) & 0xffff;
      out[i] = Math.max(lo, Math.min(lo + (code - residual * unit) * step, hi));
    }
  }
}
