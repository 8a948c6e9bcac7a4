package skein.core.aggregate;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;

/**
 * What is left to count of one pass: the slabs that reach into the window, nearest to its middle
 * first, cut into units of a few blocks that the members of a team claim. A unit keeps a bit for
 * each block not yet looked at; blocks that are not resident keep theirs until they are. Slabs that
 * miss the window cost a comparison a pass, whatever they hold. Set up by the render thread between
 * jobs; {@link #work} runs on all members. Allocates nothing once its arrays have grown.
 */
final class CpuPass {
  /** Blocks of a unit. */
  private static final int UNIT = 8;

  /** Blocks skipped between two looks at the clock. */
  private static final int SKIPS = 64;

  /** Classes of distance from the window's middle; slabs of one class keep their order. */
  private static final int RINGS = 32;

  private final AtomicInteger next = new AtomicInteger();
  private final int[] ringEnd = new int[RINGS + 1];
  private int[] near = new int[16];
  private byte[] ring = new byte[16];
  private int[] unitSlab = new int[64];
  private int[] unitBlock = new int[64];
  private byte[] unitLeft = new byte[64];
  private int units;
  private int slabCount;
  private long rows;
  private long nearRows;
  private @Nullable SlabSet set;

  void restart() {
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
      int found = findNear(slabs, spec);
      sort(found);
      for (int i = 0; i < found; i++) {
        addUnits(near[i], slabs.get(near[i]).blocks());
      }
    }
    next.set(0);
  }

  /** Lists the new slabs that reach into the window; returns their number. */
  private int findNear(SlabSet slabs, GridSpec spec) {
    double midX = spec.loX() / 2 + spec.hiX() / 2;
    double midY = spec.loY() / 2 + spec.hiY() / 2;
    double perX = 2 * RINGS / (spec.hiX() - spec.loX());
    double perY = 2 * RINGS / (spec.hiY() - spec.loY());
    if (near.length < 2 * slabs.size()) {
      near = new int[4 * slabs.size()];
      ring = new byte[2 * slabs.size()];
    }
    int found = 0;
    for (; slabCount < slabs.size(); slabCount++) {
      BlockSlab slab = slabs.get(slabCount);
      rows += slab.rows();
      if (slab.reaches(spec.loX(), spec.hiX(), spec.loY(), spec.hiY())) {
        double away = Math.max(slab.awayX(midX) * perX, slab.awayY(midY) * perY);
        ring[found] = (byte) Math.min(away, RINGS - 1);
        near[found++] = slabCount;
        nearRows += slab.rows();
      }
    }
    return found;
  }

  /**
   * Orders the first n of the list by their ring, by counting; the list's upper half is scratch.
   */
  private void sort(int n) {
    Arrays.fill(ringEnd, 0);
    for (int i = 0; i < n; i++) {
      ringEnd[ring[i] + 1]++;
    }
    for (int r = 0; r < RINGS; r++) {
      ringEnd[r + 1] += ringEnd[r];
    }
    for (int i = 0; i < n; i++) {
      near[n + ringEnd[ring[i]]++] = near[i];
    }
    System.arraycopy(near, n, near, 0, n);
  }

  private void addUnits(int slab, int blocks) {
    int more = units + (blocks + UNIT - 1) / UNIT;
    if (more > unitSlab.length) {
      int length = Math.max(more, unitSlab.length * 2);
      unitSlab = Arrays.copyOf(unitSlab, length);
      unitBlock = Arrays.copyOf(unitBlock, length);
      unitLeft = Arrays.copyOf(unitLeft, length);
    }
    for (int from = 0; from < blocks; from += UNIT) {
      unitSlab[units] = slab;
      unitBlock[units] = from;
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
        unitLeft[kept++] = unitLeft[u];
      }
    }
    units = kept;
  }

  /** Rows of all slabs taken in. */
  long rows() {
    return rows;
  }

  /** Rows of the slabs that reach into the window. */
  long nearRows() {
    return nearRows;
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
   * Counts blocks until none that is resident is left or the deadline has passed; at least one.
   * Each member claims units of its own, so that nobody else changes their bits meanwhile.
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
        boolean looked = look(slab, unit, bit, slabs.time(), kernel, to);
        skipped = looked ? SKIPS : skipped + 1;
        if (skipped >= SKIPS) {
          skipped = 0;
          if (System.nanoTime() - deadlineNanos >= 0) {
            return;
          }
        }
      }
      unit = next.getAndIncrement();
    }
  }

  /** Counts a block if that is possible now; true when that took a look at its rows. */
  private boolean look(
      BlockSlab slab, int unit, int bit, int time, BlockKernel kernel, CpuAccumulator to) {
    int block = unitBlock[unit] + Integer.numberOfTrailingZeros(bit);
    boolean rowsNeeded = kernel.begin(slab, block, to);
    if (rowsNeeded && !slab.resident(block)) {
      return false;
    }
    if (rowsNeeded) {
      kernel.addRows(slab, block, to);
      slab.use(block, time);
    }
    unitLeft[unit] ^= (byte) bit;
    to.rows += slab.count(block);
    return rowsNeeded;
  }
}
