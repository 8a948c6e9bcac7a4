package skein.core.index;

import skein.core.block.BlockCodec;

/**
 * One axis of a division of rows: maps positions in lo..hi to places, whole numbers of {@value
 * #LOW_BITS} bits and those of a partition, whose upper bits are the cells of grids over the range.
 * With whole positions that span less than half the places a place gives back its position exactly.
 * Immutable, any thread.
 */
final class AxisGrid {
  /** Bits of a place below its partition. */
  static final int LOW_BITS = 40;

  /** Those bits of a place. */
  static final long LOW = (1L << LOW_BITS) - 1;

  /** Bits of a place. */
  final int bits;

  final double lo;
  final double hi;

  /** Width of a place; 0 where places give back positions exactly. */
  final double quantum;

  private final boolean whole;
  private final double half;
  private final double start;
  private final double perUnit;
  private final double width;

  /**
   * @param whole true when all positions are whole numbers
   * @param partitionBits log2 of the partitions along the axis
   * @param exact true when positions are kept beside their places
   */
  AxisGrid(double lo, double hi, boolean whole, int partitionBits, boolean exact) {
    this.bits = LOW_BITS + partitionBits;
    double places = 1L << bits;
    this.lo = lo;
    this.hi = hi;
    this.whole = whole;
    this.half = BlockCodec.scale(lo, hi);
    this.start = lo * half;
    double span = hi * half - start;
    this.perUnit = span > 0 ? Math.min(places / span, Double.MAX_VALUE) : 0;
    this.width = span / places;
    this.quantum = exact || span == 0 || (whole && width / half < 0.5) ? 0 : width / half;
  }

  /** Upper edge of the range as a window, which must not be empty. */
  double top() {
    return hi > lo ? hi : Math.max(lo + 1, Math.nextUp(lo));
  }

  /** Place of a position in lo..hi. */
  long place(double position) {
    return Math.min((long) ((position * half - start) * perUnit), (1L << bits) - 1);
  }

  /** Places of the first n positions. */
  void places(double[] positions, int n, long[] out) {
    long last = (1L << bits) - 1;
    for (int i = 0; i < n; i++) {
      out[i] = Math.min((long) ((positions[i] * half - start) * perUnit), last);
    }
  }

  /** A position of a place: not above any position there by more than rounding. */
  double position(long place) {
    double raw = (start + place * width) / half;
    if (whole) {
      double at =
          quantum == 0 ? Math.rint((start + (place + 0.5) * width) / half) : Math.floor(raw);
      return Math.clamp(at, lo, hi);
    }
    return Math.clamp(raw, lo, hi);
  }

  /**
   * Bounds for positions read back from places: no row is outside of them, and where a place does
   * not give its position back they are so wide that a code's step is at least a place.
   *
   * @param low the smallest position; high the largest
   * @param bounds gets lo and hi at {@code at}
   */
  void bounds(double low, double high, double[] bounds, int at) {
    if (quantum == 0) {
      bounds[at] = low;
      bounds[at + 1] = high;
      return;
    }
    double below = low - quantum / 64;
    double above = high + quantum + quantum / 64;
    below = whole ? Math.floor(below) : Math.nextDown(Math.nextDown(below));
    above = whole ? Math.ceil(above) : Math.nextUp(Math.nextUp(above));
    double width = quantum * (BlockCodec.MAX_CODE + 1);
    above = Math.min(hi, Math.max(above, below + width));
    below = Math.max(lo, Math.min(below, above - width));
    bounds[at] = whole ? Math.floor(below) : below;
    bounds[at + 1] = whole ? Math.ceil(above) : above;
  }
}
