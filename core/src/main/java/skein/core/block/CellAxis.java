package skein.core.block;

/** Maps positions of one axis to counting cells: equal parts of a range, for clustering only. */
final class CellAxis {
  private double lo;
  private double scale;
  private double perUnit;
  private int last;

  /** Divides lo..hi into cells; a range without extent is one cell. */
  void set(double newLo, double hi, int cells) {
    scale = BlockCodec.scale(newLo, hi);
    lo = newLo * scale;
    double span = hi * scale - lo;
    perUnit = span > 0 ? Math.min(cells / span, Double.MAX_VALUE) : 0;
    last = cells - 1;
  }

  int cell(double position) {
    return Math.max(0, Math.min((int) ((position * scale - lo) * perUnit), last));
  }

  /** Puts the cells of n positions into {@code out}, shifted left; shift 0 overwrites. */
  void cells(double[] positions, int from, int n, int[] out, int shift) {
    double s = scale;
    double l = lo;
    double p = perUnit;
    int end = last;
    if (shift == 0) {
      for (int i = 0; i < n; i++) {
        out[i] = Math.max(0, Math.min((int) ((positions[from + i] * s - l) * p), end));
      }
    } else {
      for (int i = 0; i < n; i++) {
        out[i] |= Math.max(0, Math.min((int) ((positions[from + i] * s - l) * p), end)) << shift;
      }
    }
  }

  /** Puts the cells of n codes (each in a half of an int) of a block into {@code out}. */
  void codeCells(int[] codes, int n, int half, double blockLo, double step, int[] out) {
    double a = step * scale * perUnit;
    double b = (blockLo * scale - lo) * perUnit;
    int end = last;
    for (int i = 0; i < n; i++) {
      double code = (codes[i] >>> half) & 0xffff;
      out[i] = Math.max(0, Math.min((int) (code * a + b), end));
    }
  }
}
