package skein.core.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The rows of one block on their way into a slab: positions in, bounds and codes out. Reused for
 * block after block; one thread.
 */
final class RowPack {
  final double[] x = new double[BlockSlab.MAX_ROWS];
  final double[] y = new double[BlockSlab.MAX_ROWS];
  final short[] channel = new short[BlockSlab.MAX_ROWS];
  private final int[] codes = new int[BlockSlab.MAX_ROWS];
  private final int[] residuals = new int[BlockSlab.MAX_ROWS];
  private final boolean integerX;
  private final boolean integerY;
  private final boolean withResiduals;

  RowPack(boolean integerX, boolean integerY, boolean withResiduals) {
    this.withResiduals = withResiduals;
    this.integerX = integerX;
    this.integerY = integerY;
  }

  /** Finds the bounds of the first n rows, writes them at {@code at}, and encodes the rows. */
  void encode(int n, double[] bounds, int at) {
    axisBounds(x, n, integerX, bounds, at);
    axisBounds(y, n, integerY, bounds, at + 3);
    encodeAxis(x, n, bounds, at, 0);
    encodeAxis(y, n, bounds, at + 3, 16);
  }

  private static void axisBounds(double[] v, int n, boolean integers, double[] bounds, int at) {
    double lo = Double.POSITIVE_INFINITY;
    double hi = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      lo = Math.min(lo, v[i]);
      hi = Math.max(hi, v[i]);
    }
    bounds[at] = lo;
    bounds[at + 1] = hi;
    bounds[at + 2] = BlockCodec.step(lo, hi, integers);
  }

  private void encodeAxis(double[] v, int n, double[] bounds, int at, int shift) {
    double lo = bounds[at];
    double step = bounds[at + 2];
    double scale = BlockCodec.scale(lo, bounds[at + 1]);
    if (shift == 0) {
      Arrays.fill(codes, 0, n, 0);
      Arrays.fill(residuals, 0, n, 0);
    }
    if (step == 0) {
      return;
    }
    if (withResiduals) {
      encodeFull(v, n, lo, step, scale, codes, residuals, shift);
    } else {
      encodeCodes(v, n, lo, step, scale, codes, shift);
    }
  }

  private static void encodeFull(
      double[] v,
      int n,
      double lo,
      double step,
      double scale,
      int[] codes,
      int[] residuals,
      int shift) {
    for (int i = 0; i < n; i++) {
      double q = BlockCodec.quotient(v[i], lo, step, scale);
      int code = BlockCodec.code(q);
      codes[i] |= code << shift;
      residuals[i] |= BlockCodec.residual(q, code) << shift;
    }
  }

  private static void encodeCodes(
      double[] v, int n, double lo, double step, double scale, int[] codes, int shift) {
    for (int i = 0; i < n; i++) {
      codes[i] |= BlockCodec.code(BlockCodec.quotient(v[i], lo, step, scale)) << shift;
    }
  }

  /** Shuffles codes and channel of the first n rows: any prefix becomes an unbiased sample. */
  void shuffle(int n, long seed, boolean withChannel) {
    long state = seed;
    for (int i = n - 1; i > 0; i--) {
      state += 0x9e3779b97f4a7c15L;
      long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
      z ^= z >>> 31;
      int j = (int) (((z >>> 32) * (i + 1)) >>> 32);
      int code = codes[i];
      codes[i] = codes[j];
      codes[j] = code;
      if (withChannel) {
        short value = channel[i];
        channel[i] = channel[j];
        channel[j] = value;
      }
    }
  }

  void writeCodes(int n, MemorySegment to, long row) {
    MemorySegment.copy(codes, 0, to, ValueLayout.JAVA_INT, row * Integer.BYTES, n);
  }

  void writeResiduals(int n, MemorySegment to, long row) {
    MemorySegment.copy(residuals, 0, to, ValueLayout.JAVA_INT, row * Integer.BYTES, n);
  }

  void writeChannel(int n, MemorySegment to, long row) {
    MemorySegment.copy(channel, 0, to, ValueLayout.JAVA_SHORT, row * Short.BYTES, n);
  }
}
