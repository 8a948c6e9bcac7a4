package skein.core.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The rows of one block on their way into a slab: positions in, bounds and codes out. Reused for
 * block after block; one thread.
 */
public final class RowPack {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  final double[] x = new double[BlockSlab.MAX_ROWS];
  final double[] y = new double[BlockSlab.MAX_ROWS];

  /** Codes of the rows, a plane a channel. */
  final short[][] planes;

  private final int[] codes = new int[BlockSlab.MAX_ROWS];
  private final int[] residuals = new int[BlockSlab.MAX_ROWS];
  private final Extent range = new Extent();
  private final boolean integerX;
  private final boolean integerY;
  private final boolean withResiduals;

  /**
   * @param integerX true when all positions on x are whole numbers; integerY likewise
   * @param withResiduals whether to encode what a code leaves of a position, too
   */
  public RowPack(boolean integerX, boolean integerY, boolean withResiduals) {
    this(integerX, integerY, withResiduals, 0);
  }

  RowPack(boolean integerX, boolean integerY, boolean withResiduals, int planes) {
    this.planes = new short[planes][BlockSlab.MAX_ROWS];
    this.withResiduals = withResiduals;
    this.integerX = integerX;
    this.integerY = integerY;
  }

  /** Finds the bounds of the first n rows, writes them at {@code at}, and encodes the rows. */
  void encode(int n, double[] bounds, int at) {
    encode(x, y, 0, n, bounds, at);
  }

  /** The same for n rows from {@code from} on in arrays of the caller's. */
  void encode(double[] xs, double[] ys, int from, int n, double[] bounds, int at) {
    bound(xs, from, n, bounds, at);
    bound(ys, from, n, bounds, at + 3);
    encodeWithin(xs, ys, from, n, bounds, at);
  }

  private void bound(double[] v, int from, int n, double[] bounds, int at) {
    range.of(v, from, n);
    bounds[at] = range.lo;
    bounds[at + 1] = range.hi;
  }

  /**
   * Encodes n rows from {@code from} on within the lo and hi that stand at {@code at} and {@code at
   * + 3}; no position is outside of them. Writes the steps.
   */
  public void encodeWithin(double[] xs, double[] ys, int from, int n, double[] bounds, int at) {
    bounds[at + 2] = BlockCodec.step(bounds[at], bounds[at + 1], integerX);
    bounds[at + 5] = BlockCodec.step(bounds[at + 3], bounds[at + 4], integerY);
    if (withResiduals) {
      encodeFull(xs, ys, from, n, bounds, at, codes, residuals);
    } else {
      encodeCodes(xs, ys, from, n, bounds, at, codes);
    }
  }

  /** Quotients of an axis as {@link BlockCodec#quotient} has them. */
  private record Quotients(double scale, double lo, double step) {
    /** Of the axis whose lo, hi and step stand at a place; without extent it has code 0 for all. */
    static Quotients of(double[] bounds, int at) {
      double scale = BlockCodec.scale(bounds[at], bounds[at + 1]);
      double step = bounds[at + 2] == 0 ? 1 : bounds[at + 2] * scale;
      return new Quotients(scale, bounds[at] * scale, step);
    }

    double of(double v) {
      return (v * scale - lo) / step;
    }
  }

  /** The JIT makes vector code of the loop. */
  private static void encodeFull(
      double[] xs,
      double[] ys,
      int from,
      int n,
      double[] bounds,
      int at,
      int[] codes,
      int[] residuals) {
    Quotients x = Quotients.of(bounds, at);
    Quotients y = Quotients.of(bounds, at + 3);
    for (int i = 0; i < n; i++) {
      double qx = x.of(xs[from + i]);
      double qy = y.of(ys[from + i]);
      int codeX = BlockCodec.code(qx);
      int codeY = BlockCodec.code(qy);
      codes[i] = codeX | codeY << 16;
      residuals[i] = BlockCodec.residual(qx, codeX) | BlockCodec.residual(qy, codeY) << 16;
    }
  }

  private static void encodeCodes(
      double[] xs, double[] ys, int from, int n, double[] bounds, int at, int[] codes) {
    Quotients x = Quotients.of(bounds, at);
    Quotients y = Quotients.of(bounds, at + 3);
    for (int i = 0; i < n; i++) {
      codes[i] = BlockCodec.code(x.of(xs[from + i])) | BlockCodec.code(y.of(ys[from + i])) << 16;
    }
  }

  /** Shuffles codes and planes of the first n rows: any prefix becomes an unbiased sample. */
  void shuffle(int n, long seed) {
    long state = seed;
    for (int i = n - 1; i > 0; i--) {
      state += GAMMA;
      int j = draw(state, i);
      swapCodes(i, j);
      for (short[] plane : planes) {
        short value = plane[i];
        plane[i] = plane[j];
        plane[j] = value;
      }
    }
  }

  /** Shuffles codes of the first n rows, and what stands beside them, likewise. */
  public void shuffle(long[] beside, int n, long seed) {
    long state = seed;
    for (int i = n - 1; i > 0; i--) {
      state += GAMMA;
      int j = draw(state, i);
      swapCodes(i, j);
      long held = beside[i];
      beside[i] = beside[j];
      beside[j] = held;
    }
  }

  /** A place from 0 to i, drawn by a state (SplittableRandom's mixing). */
  private static int draw(long state, int i) {
    long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    z ^= z >>> 31;
    return (int) (((z >>> 32) * (i + 1)) >>> 32);
  }

  private void swapCodes(int i, int j) {
    int code = codes[i];
    codes[i] = codes[j];
    codes[j] = code;
  }

  /** Writes the codes of the first n rows, the first as row {@code row} of a segment. */
  public void writeCodes(int n, MemorySegment to, long row) {
    MemorySegment.copy(codes, 0, to, ValueLayout.JAVA_INT, row * Integer.BYTES, n);
  }

  void writeResiduals(int n, MemorySegment to, long row) {
    MemorySegment.copy(residuals, 0, to, ValueLayout.JAVA_INT, row * Integer.BYTES, n);
  }

  void writePlane(int plane, int n, MemorySegment to, long row) {
    MemorySegment.copy(planes[plane], 0, to, ValueLayout.JAVA_SHORT, row * Short.BYTES, n);
  }
}
