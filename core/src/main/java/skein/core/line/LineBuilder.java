package skein.core.line;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import skein.core.block.AxisReader;
import skein.core.block.BlockSlab;
import skein.core.block.SequencePacker;
import skein.core.memory.MemoryLedger;

/**
 * Turns the rows of one series, in x order, into slabs. A row without a y breaks the line; a row
 * without an x has no place and is left out. Notices when a row lies before the one before it. One
 * worker thread.
 */
public final class LineBuilder {
  private final MemoryLedger ledger;
  private final int series;
  private final int capacity;
  private final @Nullable SequencePacker packer;
  private final SpacingCounts spacing;
  private final double[] xs;
  private final double[] ys;
  private final long[] breaks;
  private final long[] ids;
  private @Nullable CodeKeeper codes;
  private int generation;
  private double[] cuts = {};
  private int cut;
  private int held;
  private boolean broken;
  private double last = Double.NaN;
  private double lastPacked = Double.NaN;
  private boolean sorted = true;
  private double loX = Double.POSITIVE_INFINITY;
  private double hiX = Double.NEGATIVE_INFINITY;
  private double loY = Double.POSITIVE_INFINITY;
  private double hiY = Double.NEGATIVE_INFINITY;

  /**
   * @param series number of the series, which its slabs carry
   * @param slabBits log2 of the rows of a whole slab
   * @param integerX true when all positions along x are whole numbers; integerY likewise
   * @param spacing takes the distances between neighbours; may serve several builders
   */
  public LineBuilder(
      MemoryLedger ledger,
      int series,
      int slabBits,
      boolean integerX,
      boolean integerY,
      SpacingCounts spacing) {
    this(ledger, series, slabBits, integerX, integerY, spacing, false);
  }

  /**
   * The same.
   *
   * @param withIds whether to keep the places of rows in their source
   */
  LineBuilder(
      MemoryLedger ledger,
      int series,
      int slabBits,
      boolean integerX,
      boolean integerY,
      SpacingCounts spacing,
      boolean withIds) {
    this(
        ledger, series, slabBits, new SequencePacker(ledger, integerX, integerY), spacing, withIds);
  }

  private LineBuilder(
      MemoryLedger ledger,
      int series,
      int slabBits,
      @Nullable SequencePacker packer,
      SpacingCounts spacing,
      boolean withIds) {
    this.ledger = ledger;
    this.series = series;
    this.capacity = 1 << slabBits;
    this.packer = packer;
    this.spacing = spacing;
    this.xs = new double[capacity];
    this.ys = new double[capacity];
    this.breaks = new long[capacity / 64];
    this.ids = new long[withIds ? capacity : 0];
  }

  /** A builder whose slabs keep rows as doubles that no code rounds. */
  static LineBuilder exact(MemoryLedger ledger, int series, int slabBits, SpacingCounts spacing) {
    return new LineBuilder(ledger, series, slabBits, null, spacing, false);
  }

  /**
   * Has the line break between the rows before and those at or behind some positions, for rows that
   * are known to lie between and do not come.
   *
   * @param positions rising
   */
  void breakAt(double... positions) {
    cuts = positions.clone();
  }

  /** Keeps codes of the rows from now on. */
  void keep(CodeKeeper keeper) {
    codes = keeper;
  }

  /** Forgets all rows, for another reading of the source in another order. */
  public void restart() {
    generation++;
    held = 0;
    cut = 0;
    broken = false;
    last = Double.NaN;
    lastPacked = Double.NaN;
    sorted = true;
    loX = Double.POSITIVE_INFINITY;
    hiX = Double.NEGATIVE_INFINITY;
    loY = Double.POSITIVE_INFINITY;
    hiY = Double.NEGATIVE_INFINITY;
    Arrays.fill(breaks, 0);
    if (codes != null) {
      codes.clear();
    }
  }

  /**
   * Takes rows until they end or a slab is full.
   *
   * @param xFlags 0 where the row has an x, by {@link AxisReader}'s causes; yFlags likewise
   * @param rows places in the source, looked at when they are kept
   * @return the first row not taken
   */
  public int add(
      double[] x, byte[] xFlags, double[] y, byte[] yFlags, long[] rows, int from, int to) {
    boolean withIds = ids.length > 0;
    int i = from;
    for (; i < to && held < capacity; i++) {
      if (xFlags[i] == 0) {
        addOne(x[i], y[i], yFlags[i] == 0, withIds ? rows[i] : 0, i);
      }
    }
    return i;
  }

  /** Takes one row that has an x. There must be room. */
  public void addOne(double x, double y, boolean hasY) {
    addOne(x, y, hasY, 0, 0);
  }

  /**
   * The same.
   *
   * @param id place in the source
   * @param at place in the chunk that codes are read in
   */
  void addOne(double x, double y, boolean hasY, long id, int at) {
    if (x < last) {
      sorted = false;
    }
    while (cut < cuts.length && x >= cuts[cut]) {
      broken = true;
      cut++;
    }
    if (codes != null) {
      codes.add(held, at, hasY);
    }
    if (!hasY) {
      broken = true;
      return;
    }
    if (broken) {
      breaks[held >> 6] |= 1L << held;
      broken = false;
    } else if (x > last) {
      spacing.count(x - last);
    }
    xs[held] = x;
    ys[held] = y;
    if (ids.length > 0) {
      ids[held] = id;
    }
    held++;
    last = x;
    loX = Math.min(loX, x);
    hiX = Math.max(hiX, x);
    loY = Math.min(loY, y);
    hiY = Math.max(hiY, y);
  }

  /** True when {@link #build} must come before the next row. */
  public boolean full() {
    return held == capacity;
  }

  /** False once a row lay before the one before it along x. */
  public boolean sorted() {
    return sorted;
  }

  /**
   * Makes a slab of the rows held, which the caller owns; null when none are. All slabs but the
   * last must be full.
   */
  public @Nullable LineSlab build() {
    if (held == 0) {
      return null;
    }
    LineSlab slab =
        packer == null
            ? ExactPlaces.slab(ledger, series, generation, xs, ys, held, breaks, lastPacked)
            : packed(packer);
    lastPacked = slab.x(held - 1);
    held = 0;
    Arrays.fill(breaks, 0);
    return slab;
  }

  private LineSlab packed(SequencePacker from) {
    SlabCodes kept = codes == null ? null : codes.build(held);
    BlockSlab blocks = null;
    try {
      blocks = from.pack(xs, ys, held);
      return new LineSlab(ledger, series, generation, blocks, breaks, lastPacked, kept);
    } catch (OutOfMemoryError e) {
      if (kept != null) {
        kept.close();
      }
      if (blocks != null) {
        blocks.close();
      }
      throw e;
    }
  }

  /** Places in the source of the rows of the slab built last, until rows are added. */
  long[] ids() {
    return ids;
  }

  /** Bounds of the rows so far; lo above hi when there are none. */
  public double loX() {
    return loX;
  }

  public double hiX() {
    return hiX;
  }

  public double loY() {
    return loY;
  }

  public double hiY() {
    return hiY;
  }
}
