package skein.core.block;

/** Order along a Morton (Z) curve: bits of x and y interleaved, x lowest. */
public final class Morton {
  private Morton() {}

  /** Spreads the low 16 bits of v to the even bits. */
  public static int spread(int v) {
    int s = v & 0xffff;
    s = (s | (s << 8)) & 0x00ff00ff;
    s = (s | (s << 4)) & 0x0f0f0f0f;
    s = (s | (s << 2)) & 0x33333333;
    return (s | (s << 1)) & 0x55555555;
  }

  /** Table of {@link #spread} for 0 to size - 1. */
  static int[] table(int size) {
    int[] table = new int[size];
    for (int i = 0; i < size; i++) {
      table[i] = spread(i);
    }
    return table;
  }

  /** Turns each x and its y, both below 65,536, into its place on the curve. */
  static void interleave(int[] x, int[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = spread(x[i]) | (spread(y[i]) << 1);
    }
  }
}
