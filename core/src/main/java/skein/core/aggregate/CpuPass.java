package skein.core.aggregate;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import skein.core.block.BlockSlab;
import skein.core.block.NearSlabs;
import skein.core.block.SlabSet;

/**
 * What is left to count of one pass: the slabs that reach into the window, nearest to its middle
 * first, cut into units of a few blocks that the members of a team claim. A unit keeps a bit for
 * each block not yet looked at; blocks that are not resident keep theirs until they are. Slabs that
 * miss the window cost a comparison a pass, whatever they hold. A sampled pass goes over the blocks
 * in the rounds of {@link SampleRounds}, others in one. Set up by the render thread between jobs;
 * {@link #work} runs on all members. Allocates nothing once its arrays have grown.
 */
final class CpuPass {
  /** Blocks of a unit. */
  private static final int UNIT = 8;

  /** Blocks skipped between two looks at the clock. */
  private static final int SKIPS = 64;

  private final AtomicInteger next = new AtomicInteger();
  private final NearSlabs near = new NearSlabs();
  private int[] unitSlab = new int[64];
  private int[] unitBlock = new int[64];
  private byte[] unitLeft = new byte[64];

  /** The round that each block of a unit has been counted in last. */
  private byte[] blockRound = new byte[64 * UNIT];

  private int round = SampleRounds.LAST;

  /** True once a member has stopped for the deadline with work left. */
  private volatile boolean cut;

  private int units;
  private int slabCount;
  private long rows;
  private long nearRows;
  private @Nullable SlabSet set;

  void restart(boolean sampled) {
    round = sampled ? 1 : SampleRounds.LAST;
    next.set(0);
    units = 0;
    slabCount = 0;
    rows = 0;
    nearRows = 0;
    set = null;
  }

  boolean isOf(SlabSet slabs) {
    return set == null || (set == slabs && slabs.size() >= slabCount);
  }

  /** Takes in the slabs that the set has got since, and puts what is left together. */
  void extend(SlabSet slabs, GridSpec spec) {
    set = slabs;
    compact();
    if (slabs.size() > slabCount) {
      int found = near.find(slabs, slabCount, spec.loX(), spec.hiX(), spec.loY(), spec.hiY());
      for (int i = 0; i < found; i++) {
        BlockSlab slab = slabs.get(near.slab(i));
        nearRows += slab.rows();
        addUnits(near.slab(i), slab.blocks());
      }
      for (; slabCount < slabs.size(); slabCount++) {
        rows += slabs.get(slabCount).rows();
      }
    }
    next.set(0);
    cut = false;
  }

  private void addUnits(int slab, int blocks) {
    int more = units + (blocks + UNIT - 1) / UNIT;
    if (more > unitSlab.length) {
      int length = Math.max(more, unitSlab.length * 2);
      unitSlab = Arrays.copyOf(unitSlab, length);
      unitBlock = Arrays.copyOf(unitBlock, length);
      unitLeft = Arrays.copyOf(unitLeft, length);
      blockRound = Arrays.copyOf(blockRound, length * UNIT);
    }
    for (int from = 0; from < blocks; from += UNIT) {
      unitSlab[units] = slab;
      unitBlock[units] = from;
      Arrays.fill(blockRound, units * UNIT, (units + 1) * UNIT, (byte) 0);
      unitLeft[units++] = (byte) ((1 << Math.min(UNIT, blocks - from)) - 1);
    }
  }

  /** Drops the units that are done. */
  private void compact() {
    int kept = 0;
    for (int u = 0; u < units; u++) {
      if (unitLeft[u] != 0) {
        unitSlab[kept] = unitSlab[u];
        unitBlock[kept] = unitBlock[u];
        System.arraycopy(blockRound, u * UNIT, blockRound, kept * UNIT, UNIT);
        unitLeft[kept++] = unitLeft[u];
      }
    }
    units = kept;
  }

  /** Goes on with the next round; after the last it stays there. */
  void nextRound() {
    round = Math.min(round + 1, SampleRounds.LAST);
    next.set(0);
    cut = false;
  }

  /** The round in hand, that of {@link SampleRounds}. */
  int round() {
    return round;
  }

  /** True when the last {@link #work} left none of its round but blocks that are not resident. */
  boolean roundEnded() {
    return !cut;
  }

  /** Rows of all slabs taken in. */
  long rows() {
    return rows;
  }

  /** Rows of the slabs that reach into the window. */
  long nearRows() {
    return nearRows;
  }

  /** Names the blocks not yet looked at, nearest first, as far as they may lie in the window. */
  void demand(GridSpec spec, BlockDemand to) {
    SlabSet slabs = set;
    for (int u = 0; u < units && slabs != null; u++) {
      BlockSlab slab = slabs.get(unitSlab[u]);
      int left = unitLeft[u] & 0xff;
      while (left != 0) {
        int bit = Integer.lowestOneBit(left);
        left ^= bit;
        int block = unitBlock[u] + Integer.numberOfTrailingZeros(bit);
        if (slab.reaches(block, spec.loX(), spec.hiX(), spec.loY(), spec.hiY())) {
          to.need(unitSlab[u], block);
        }
      }
    }
  }

  /** True when every block has been looked at. */
  boolean counted() {
    for (int u = 0; u < units; u++) {
      if (unitLeft[u] != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Counts blocks until none that is resident is left in this round or the deadline has passed; at
   * least one. Each member claims units of its own, so that nobody else changes their bits
   * meanwhile.
   */
  void work(BlockKernel kernel, CpuAccumulator to, long deadlineNanos) {
    SlabSet slabs = set;
    if (slabs == null) {
      return;
    }
    int skipped = 0;
    int unit = next.getAndIncrement();
    while (unit < units) {
      BlockSlab slab = slabs.get(unitSlab[unit]);
      int left = unitLeft[unit] & 0xff;
      while (left != 0) {
        int bit = Integer.lowestOneBit(left);
        left ^= bit;
        if (blockRound[unit * UNIT + Integer.numberOfTrailingZeros(bit)] == round) {
          continue;
        }
        boolean looked = look(slab, unit, bit, slabs.time(), kernel, to);
        skipped = looked ? SKIPS : skipped + 1;
        if (skipped >= SKIPS) {
          skipped = 0;
          if (System.nanoTime() - deadlineNanos >= 0) {
            cut = true;
            return;
          }
        }
      }
      unit = next.getAndIncrement();
    }
  }

  /** Counts what this round asks of a block, if that is possible now; true when it was. */
  private boolean look(
      BlockSlab slab, int unit, int bit, int time, BlockKernel kernel, CpuAccumulator to) {
    int number = Integer.numberOfTrailingZeros(bit);
    int block = unitBlock[unit] + number;
    int at = unit * UNIT + number;
    boolean rowsNeeded = kernel.begin(slab, block, to);
    if (rowsNeeded && !slab.resident(block)) {
      return false;
    }
    int rows = slab.count(block);
    int from = 0;
    int end = rows;
    if (rowsNeeded) {
      from = SampleRounds.end(slab, unitSlab[unit], block, blockRound[at]);
      end = SampleRounds.end(slab, unitSlab[unit], block, round);
      kernel.addRows(slab, block, from, end, to);
      slab.use(block, time);
      blockRound[at] = (byte) round;
    }
    if (end == rows) {
      unitLeft[unit] ^= (byte) bit;
    }
    to.rows += end - from;
    return rowsNeeded;
  }
}
