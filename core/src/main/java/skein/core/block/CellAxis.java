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
}
