package skein.core.line;

import java.util.Arrays;
import skein.core.block.SeriesOrigin;

/**
 * One series along x: its slabs in order and a pyramid of buckets over all of them, so that the
 * smallest and largest value of any range of rows cost a few dozen reads, however long the range.
 * Of mapped slabs only the blocks at the ends of a range are looked into; {@link LineSlab} says
 * what stands for those that are not here. All slabs but the last hold the same number of rows, a
 * power of two. Grows while it loads; owned by the render thread, which closes it.
 */
public final class LineSeries implements AutoCloseable {
  /** A distance along x that no gap exceeds but a break: the rule that joins over all gaps. */
  public static final double JOIN_ALL = Double.MAX_VALUE;

  private static final int[] UPPER_BITS = {18, 22, 26, 30};
  private static final int LOWER = LineSlab.LEVEL_BITS.length;
  private static final int BUCKET_MASK = 63;

  /** Levels of buckets, from 64 rows up. */
  public static final int LEVELS = LOWER + UPPER_BITS.length;

  /** Log2 of the rows of a whole slab. */
  final int slabBits;

  private final int slabMask;
  private final UpperLevel[] upper;
  private LineSlab[] slabs = new LineSlab[4];
  private int size;
  private long rows;
  private long bytes;
  private long revision;
  private boolean mapped;
  private double mostErrorX;
  private double mostErrorY;
  private SeriesOrigin origin = new SeriesOrigin(0, 0);

  /**
   * @param slabBits log2 of the rows of a whole slab, at least 14
   */
  public LineSeries(int slabBits) {
    this.slabBits = slabBits;
    this.slabMask = (1 << slabBits) - 1;
    this.upper = new UpperLevel[UPPER_BITS.length];
    for (int i = 0; i < upper.length; i++) {
      upper[i] = new UpperLevel(UPPER_BITS[i]);
    }
  }

  /** Appends a slab, which belongs to the series from now on. */
  public void add(LineSlab slab) {
    if ((rows & slabMask) != 0) {
      throw new IllegalStateException("slab after the last one: rows=" + rows);
    }
    if (size == slabs.length) {
      slabs = Arrays.copyOf(slabs, 2 * size);
    }
    slabs[size++] = slab;
    for (int b = 0; b < slab.buckets(); b++) {
      mostErrorX = Math.max(mostErrorX, slab.errorX(b));
      mostErrorY = Math.max(mostErrorY, slab.errorY(b));
      for (UpperLevel level : upper) {
        level.add(slab, LineSlab.BLOCK_LEVEL, b, rows);
      }
    }
    mapped |= slab.isMapped();
    rows += slab.rows();
    bytes += slab.bytes();
    revision++;
  }

  /** Frees all rows and begins anew. */
  public void clear() {
    for (int i = 0; i < size; i++) {
      slabs[i].close();
    }
    Arrays.fill(slabs, 0, size, null);
    size = 0;
    rows = 0;
    bytes = 0;
    mapped = false;
    mostErrorX = 0;
    mostErrorY = 0;
    revision++;
    for (UpperLevel level : upper) {
      level.clear();
    }
  }

  /** What positions are offsets from. */
  public SeriesOrigin origin() {
    return origin;
  }

  /** Set once, before or with the first slab. */
  public void origin(SeriesOrigin first) {
    origin = first;
  }

  public long rows() {
    return rows;
  }

  public long bytes() {
    return bytes;
  }

  public int slabs() {
    return size;
  }

  public LineSlab slab(int index) {
    return slabs[index];
  }

  /** True when blocks come and go. */
  public boolean isMapped() {
    return mapped;
  }

  /** True when the position of a row is its own and not a guess; so is the end of all rows. */
  public boolean knows(long row) {
    return row >= rows || slabs[(int) (row >> slabBits)].knows((int) row & slabMask);
  }

  /**
   * True when rows are here that are neither the first nor the last of their block; asks for it.
   */
  boolean here(long row) {
    return slabs[(int) (row >> slabBits)].here(((int) row & slabMask) >> LineSlab.BLOCK_BITS);
  }

  /** How far along x a row may lie below where its codes place it. */
  double errorX(long row) {
    return slabs[(int) (row >> slabBits)].errorX(((int) row & slabMask) >> LineSlab.BLOCK_BITS);
  }

  /** The same along y. */
  double errorY(long row) {
    return slabs[(int) (row >> slabBits)].errorY(((int) row & slabMask) >> LineSlab.BLOCK_BITS);
  }

  /** The largest of all rows. */
  double mostErrorX() {
    return mostErrorX;
  }

  double mostErrorY() {
    return mostErrorY;
  }

  /** Grows with each change. */
  public long revision() {
    return revision;
  }

  public double x(long row) {
    return slabs[(int) (row >> slabBits)].x((int) row & slabMask);
  }

  public double y(long row) {
    return slabs[(int) (row >> slabBits)].y((int) row & slabMask);
  }

  /** True when a null or NaN lies before a row. */
  public boolean breaksBefore(long row) {
    return slabs[(int) (row >> slabBits)].breaksBefore((int) row & slabMask);
  }

  /** True when a row is not joined to the one before it. */
  public boolean apart(long row, double mostGap) {
    return row == 0 || breaksBefore(row) || (mostGap < JOIN_ALL && x(row) - x(row - 1) > mostGap);
  }

  /** Adds the extremes of a row's block to a summary, without counting rows. */
  void guess(long row, RangeSummary out) {
    long base = row & ~(long) slabMask;
    int block = ((int) row & slabMask) >> LineSlab.BLOCK_BITS;
    slabs[(int) (row >> slabBits)].guess(block, 0, base, out);
  }

  /** The first row from {@code from} on whose pixel coordinate is not below {@code px}. */
  public long firstFrom(long from, LineMapping mapping, double px) {
    return firstFrom(from, from, mapping, px);
  }

  /**
   * The first row from {@code from} on whose pixel coordinate is not below {@code px}, or {@link
   * #rows()}. Gallops away from the guess, so that a good one costs a few steps.
   *
   * @param guess any row, at or after {@code from}
   */
  public long firstFrom(long from, long guess, LineMapping mapping, double px) {
    if (from >= rows) {
      return rows;
    }
    return mapped
        ? RowSearch.byBlocks(this, from, mapping, px)
        : RowSearch.gallop(this, from, Math.clamp(guess, from, rows - 1), mapping, px);
  }

  /**
   * Adds rows {@code from} to {@code to} to a summary. The gap before the first of them does not
   * count: it is not between two of them.
   */
  public void summarise(long from, long to, double mostGap, RangeSummary out) {
    if (from >= to) {
      return;
    }
    out.add(y(from), from);
    long r = from + 1;
    while (r < to) {
      int level = largest(r, to);
      if (level < 0) {
        long end = Math.min(to, (r | BUCKET_MASK) + 1);
        addRows(r, end, mostGap, out);
        r = end;
      } else {
        addBucket(level, r, out);
        r += 1L << bits(level);
      }
    }
  }

  private void addRows(long from, long to, double mostGap, RangeSummary out) {
    long base = from & ~(long) slabMask;
    slabs[(int) (from >> slabBits)].addRows((int) (from - base), (int) (to - base), base, out);
    if (mostGap < JOIN_ALL) {
      double last = x(from - 1);
      for (long r = from; r < to; r++) {
        double at = x(r);
        out.gap = Math.max(out.gap, at - last);
        last = at;
      }
    }
  }

  /** The highest level with a bucket that begins at a row and ends at or before another, or -1. */
  int largest(long row, long end) {
    int level = -1;
    while (level + 1 < LEVELS) {
      long size = 1L << bits(level + 1);
      if ((row & size - 1) != 0 || row + size > end) {
        break;
      }
      level++;
    }
    return level;
  }

  static int bits(int level) {
    return level < LOWER ? LineSlab.LEVEL_BITS[level] : UPPER_BITS[level - LOWER];
  }

  private void addBucket(int level, long row, RangeSummary out) {
    if (level >= LOWER) {
      upper[level - LOWER].addTo(row, out);
      return;
    }
    long base = row & ~(long) slabMask;
    int bucket = (int) (row - base) >> LineSlab.LEVEL_BITS[level];
    slabs[(int) (row >> slabBits)].addBucket(level, bucket, base, out);
  }

  /** Largest gap before a row of the bucket that begins at a row. */
  double bucketGap(int level, long row) {
    return level >= LOWER
        ? upper[level - LOWER].gap(row)
        : levels(row).gap(level, ((int) row & slabMask) >> LineSlab.LEVEL_BITS[level]);
  }

  double bucketMin(int level, long row) {
    return level >= LOWER
        ? upper[level - LOWER].min(row)
        : levels(row).min(level, ((int) row & slabMask) >> LineSlab.LEVEL_BITS[level]);
  }

  double bucketMax(int level, long row) {
    return level >= LOWER
        ? upper[level - LOWER].max(row)
        : levels(row).max(level, ((int) row & slabMask) >> LineSlab.LEVEL_BITS[level]);
  }

  private SlabBuckets levels(long row) {
    return slabs[(int) (row >> slabBits)].levels();
  }

  @Override
  public void close() {
    clear();
  }

  /** Rows of a whole slab for a load of some series: fewer where many series share memory. */
  public static int slabBits(int series) {
    return series <= 16 ? 18 : 14;
  }
}
