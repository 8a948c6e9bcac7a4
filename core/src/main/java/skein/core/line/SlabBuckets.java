package skein.core.line;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import skein.core.block.BlockSlab;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/**
 * The buckets of all levels of a slab: a {@link BucketArea} a block, in memory or in a mapped file,
 * and {@link BlockSums} as the topmost level. Those of an absent block must not be looked at, but
 * for the topmost.
 */
final class SlabBuckets implements AutoCloseable {
  private final MemorySegment memory;
  private final long[] areaAt;
  private final BlockSums sums;
  private final @Nullable HostBuffer owned;

  private SlabBuckets(
      MemorySegment memory, long[] areaAt, BlockSums sums, @Nullable HostBuffer owned) {
    this.memory = memory;
    this.areaAt = areaAt;
    this.sums = sums;
    this.owned = owned;
  }

  /** Room for those of built blocks, in which nothing but the breaks is known yet. */
  private static SlabBuckets of(MemoryLedger ledger, BlockSlab blocks, long[] breaks) {
    int n = blocks.blocks();
    long[] at = new long[n];
    Arrays.setAll(at, b -> (long) b * BucketArea.BYTES);
    HostBuffer areas = new HostBuffer(ledger, "line.buckets", (long) n * BucketArea.BYTES);
    for (int b = 0; b < n; b++) {
      int words = (blocks.count(b) + 63) >> 6;
      int first = b << (LineSlab.BLOCK_BITS - 6);
      BucketArea.putBits(areas.segment(), at[b], breaks, first, words);
    }
    return new SlabBuckets(areas.segment(), at, new BlockSums(n), areas);
  }

  /** The same; closes what the slab is made of when there is no memory. */
  static SlabBuckets of(
      MemoryLedger ledger,
      BlockSlab blocks,
      RowPlaces places,
      long[] breaks,
      @Nullable SlabCodes codes) {
    try {
      return of(ledger, blocks, breaks);
    } catch (OutOfMemoryError e) {
      blocks.close();
      places.close();
      if (codes != null) {
        codes.close();
      }
      throw e;
    }
  }

  /** Those of blocks in a mapped file. */
  static SlabBuckets mapped(BlockSlab blocks, BlockSums sums) {
    long[] at = new long[blocks.blocks()];
    Arrays.setAll(at, b -> blocks.channelAt(LineSlab.BUCKETS, b));
    return new SlabBuckets(blocks.channel(LineSlab.BUCKETS), at, sums, null);
  }

  /** None but the topmost. */
  static SlabBuckets none(BlockSums sums) {
    return new SlabBuckets(MemorySegment.NULL, new long[sums.size()], sums, null);
  }

  BlockSums sums() {
    return sums;
  }

  /** True when the memory is its own: the blocks do not come and go. */
  boolean isOwned() {
    return owned != null;
  }

  /** Bytes of host memory. */
  long bytes() {
    return owned == null ? 0 : owned.bytes();
  }

  MemorySegment all() {
    return memory;
  }

  MemorySegment area(int block) {
    return memory.asSlice(areaAt[block], BucketArea.BYTES);
  }

  boolean breaksBefore(int block, int row) {
    return BucketArea.breaksBefore(memory, areaAt[block], row);
  }

  boolean breaksWithin(int block, int row, int count) {
    return BucketArea.breaksWithin(memory, areaAt[block], row, count);
  }

  /** The block that a bucket belongs to. */
  static int block(int level, int bucket) {
    return bucket << LineSlab.LEVEL_BITS[level] >> LineSlab.BLOCK_BITS;
  }

  void add(int level, int bucket, long base, int count, RangeSummary out) {
    int within = BucketArea.within(level, bucket);
    BucketArea.add(memory, areaAt[block(level, bucket)], level, within, base, count, out);
  }

  double min(int level, int bucket) {
    int b = block(level, bucket);
    return level == LineSlab.BLOCK_LEVEL
        ? sums.min(b)
        : BucketArea.min(memory, areaAt[b], level, BucketArea.within(level, bucket));
  }

  double max(int level, int bucket) {
    int b = block(level, bucket);
    return level == LineSlab.BLOCK_LEVEL
        ? sums.max(b)
        : BucketArea.max(memory, areaAt[b], level, BucketArea.within(level, bucket));
  }

  double gap(int level, int bucket) {
    int b = block(level, bucket);
    return level == LineSlab.BLOCK_LEVEL
        ? sums.gap(b)
        : BucketArea.gap(memory, areaAt[b], level, BucketArea.within(level, bucket));
  }

  @Override
  public void close() {
    if (owned != null) {
      owned.close();
    }
  }
}
