package skein.core.line;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import skein.core.block.BlockCodec;
import skein.core.block.BlockSlab;
import skein.core.memory.MemoryLedger;

/**
 * Rows of one series in x order: full blocks but for the last, and over each of them buckets of 64
 * and 1,024 rows ({@link BucketArea}) and what the whole block comes to ({@link BlockSums}), which
 * is always at hand.
 *
 * <p>The blocks of a mapped slab come and go. While one is absent, its rows stand where {@link
 * BlockSums} puts them, ranges of its rows have the extremes of the whole block, and whoever sums
 * them up is told so; its first and last row are exact all the same. What was looked at inside a
 * block is noted in {@link #wishes}.
 *
 * <p>Immutable after construction but for what is resident and wishes; any thread reads; closed by
 * its one owner.
 */
public final class LineSlab implements AutoCloseable {
  /** Log2 of the rows of a bucket of each level: the last is a block. */
  static final int[] LEVEL_BITS = {6, 10, 14};

  /** The level whose buckets are blocks. */
  static final int BLOCK_LEVEL = 2;

  static final int BLOCK_BITS = 14;
  static final int BLOCK_MASK = BlockSlab.MAX_ROWS - 1;

  /** Channels of a mapped slab's blocks: residuals, and buckets. */
  public static final int RESIDUALS = 0;

  public static final int BUCKETS = 1;

  private final int series;
  private final int generation;
  private final int rows;
  private final BlockSlab blocks;
  private final BlockSums sums;
  private final RowPlaces places;
  private final SlabBuckets levels;
  private final @Nullable BlockWishes wishes;
  private final @Nullable SlabCodes codes;

  /**
   * Takes ownership of the blocks and codes and sums the rows up.
   *
   * @param series number of the series in its load
   * @param generation which reading of the source the rows come from
   * @param blocks rows in x order, with residuals
   * @param breaks bit r of word r / 64 is set when the line breaks before row r
   * @param before position of the row before the first; NaN when there is none
   * @param codes of the rows' channels, or null
   */
  public LineSlab(
      MemoryLedger ledger,
      int series,
      int generation,
      BlockSlab blocks,
      long[] breaks,
      double before,
      @Nullable SlabCodes codes) {
    this(ledger, series, generation, blocks, RowDecoder.of(blocks), breaks, codes);
    BucketSums.sumUp(this, before);
  }

  private LineSlab(
      MemoryLedger ledger,
      int series,
      int generation,
      BlockSlab blocks,
      RowPlaces places,
      long[] breaks,
      @Nullable SlabCodes codes) {
    this(
        series,
        generation,
        blocks,
        places,
        SlabBuckets.of(ledger, blocks, places, breaks, codes),
        codes);
  }

  private LineSlab(
      int series,
      int generation,
      BlockSlab blocks,
      RowPlaces places,
      SlabBuckets levels,
      @Nullable SlabCodes codes) {
    this.series = series;
    this.generation = generation;
    this.blocks = blocks;
    this.rows = Math.toIntExact(blocks.rows());
    this.places = places;
    this.levels = levels;
    this.sums = levels.sums();
    this.codes = codes;
    this.wishes = levels.isOwned() ? null : new BlockWishes(blocks);
  }

  /** A slab whose rows lie where {@code places} says; takes both over. Arguments as above. */
  static LineSlab placed(
      MemoryLedger ledger,
      int series,
      int generation,
      BlockSlab blocks,
      RowPlaces places,
      long[] breaks,
      double before) {
    LineSlab slab = new LineSlab(ledger, series, generation, blocks, places, breaks, null);
    BucketSums.sumUp(slab, before);
    return slab;
  }

  /**
   * A slab of blocks in a mapped file.
   *
   * @param blocks with the channels {@link #RESIDUALS} and {@link #BUCKETS}
   * @param sums of the same blocks
   */
  public static LineSlab mapped(int series, int generation, BlockSlab blocks, BlockSums sums) {
    long[] at = new long[blocks.blocks()];
    Arrays.setAll(at, b -> blocks.channelAt(RESIDUALS, b));
    RowDecoder rows = new RowDecoder(blocks, blocks.channel(RESIDUALS), at);
    return new LineSlab(series, generation, blocks, rows, SlabBuckets.mapped(blocks, sums), null);
  }

  /** A slab that knows what its blocks come to, while their rows are still being written. */
  public static LineSlab preview(int series, int generation, BlockSums sums) {
    BlockSlab blocks = sums.withoutRows();
    RowDecoder none = new RowDecoder(blocks, MemorySegment.NULL, new long[blocks.blocks()]);
    return new LineSlab(series, generation, blocks, none, SlabBuckets.none(sums), null);
  }

  public int series() {
    return series;
  }

  /** Which reading of the source the rows come from. */
  public int generation() {
    return generation;
  }

  public int rows() {
    return rows;
  }

  public BlockSlab blocks() {
    return blocks;
  }

  public BlockSums sums() {
    return sums;
  }

  /** The {@link BucketArea} of a block that is here. */
  public MemorySegment buckets(int block) {
    return levels.area(block);
  }

  /** The buckets of all blocks that are here. */
  SlabBuckets levels() {
    return levels;
  }

  /** Bytes of host memory of rows and buckets; of a mapped slab those that stay. */
  public long bytes() {
    return isMapped()
        ? (long) blocks.blocks() * BlockSums.ENTRY_BYTES
        : places.bytes() + levels.bytes() + (codes == null ? 0 : codes.bytes());
  }

  /** Codes of its rows' channels, or null where it keeps none. */
  @Nullable SlabCodes codes() {
    return codes;
  }

  /** True when blocks come and go. */
  public boolean isMapped() {
    return wishes != null;
  }

  int buckets() {
    return blocks.blocks();
  }

  /** Notes that a block is looked into; true when it is here. */
  boolean here(int block) {
    BlockWishes noted = wishes;
    return noted == null || noted.here(block);
  }

  /** The blocks looked into; null of a slab in memory. */
  public @Nullable BlockWishes wishes() {
    return wishes;
  }

  /** True when {@link #x} and {@link #y} of a row are its own. */
  boolean knows(int row) {
    int b = row >> BLOCK_BITS;
    int i = row & BLOCK_MASK;
    return wishes == null || i == 0 || i == sums.count(b) - 1 || blocks.resident(b);
  }

  private boolean isEnd(int block, int i) {
    return wishes != null && (i == 0 || i == sums.count(block) - 1);
  }

  /** How far along x a row of a block may lie below where its codes place it. */
  double errorX(int block) {
    return error(blocks.stepX(block));
  }

  /** The same along y. */
  double errorY(int block) {
    return error(blocks.stepY(block));
  }

  /** Codes one apart hold all whole numbers. */
  private static double error(double step) {
    return step == 1.0 ? 0 : step / BlockCodec.RESIDUAL_UNITS;
  }

  /** Position of a row along x, an offset from the origin. */
  public double x(int row) {
    int b = row >> BLOCK_BITS;
    int i = row & BLOCK_MASK;
    return isEnd(b, i) || !here(b) ? sums.x(b, i) : places.x(b, i);
  }

  /** Position of a row along y, an offset from the origin. */
  public double y(int row) {
    int b = row >> BLOCK_BITS;
    int i = row & BLOCK_MASK;
    return isEnd(b, i) || !here(b) ? sums.y(b, i) : places.y(b, i);
  }

  /** True when the line breaks before a row: a null or NaN lies between. */
  public boolean breaksBefore(int row) {
    int b = row >> BLOCK_BITS;
    int i = row & BLOCK_MASK;
    if (wishes != null && i == 0) {
      return sums.breaksBefore(b);
    }
    return here(b) && levels.breaksBefore(b, i);
  }

  /** Adds rows of one bucket of 64 to a summary, without their gaps. */
  void addRows(int from, int to, long base, RangeSummary out) {
    int b = from >> BLOCK_BITS;
    if (!here(b)) {
      guess(b, to - from, base, out);
      return;
    }
    for (int r = from; r < to; r++) {
      out.add(y(r), base + r);
    }
    if (levels.breaksWithin(b, from & BLOCK_MASK, to - from)) {
      out.gap = Double.POSITIVE_INFINITY;
    }
  }

  /**
   * Some rows of an absent block: their number is known, their extremes are at most the block's.
   */
  void guess(int block, int count, long base, RangeSummary out) {
    long first = base + ((long) block << BLOCK_BITS);
    double mean = (sums.min(block) + sums.max(block)) / 2;
    out.add(sums.min(block), sums.max(block), mean * count, 0, first, first, count);
    out.guessed = true;
  }

  /** Adds a bucket to a summary. */
  void addBucket(int level, int bucket, long base, RangeSummary out) {
    int b = SlabBuckets.block(level, bucket);
    long first = base + ((long) b << BLOCK_BITS);
    if (level == BLOCK_LEVEL) {
      sums.addTo(b, first, out);
      return;
    }
    int start = bucket << LEVEL_BITS[level];
    int count = Math.min(rows, start + (1 << LEVEL_BITS[level])) - start;
    if (here(b)) {
      levels.add(level, bucket, first, count, out);
    } else {
      guess(b, count, base, out);
    }
  }

  @Override
  public void close() {
    blocks.close();
    places.close();
    levels.close();
    if (codes != null) {
      codes.close();
    }
  }
}
