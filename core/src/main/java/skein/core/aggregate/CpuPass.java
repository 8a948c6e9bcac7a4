package skein.core.aggregate;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;

/**
 * The blocks of one pass, numbered through all slabs, handed out in small runs to the members of a
 * team. Set up by the render thread between jobs; {@link #work} runs on all members.
 */
final class CpuPass {
  private static final int LARGEST_CLAIM = 8;

  /** Blocks skipped between two looks at the clock. */
  private static final int SKIPS = 64;

  private final AtomicInteger next = new AtomicInteger();
  private int[] slabEnd = new int[16];
  private int slabCount;
  private int blocks;
  private int claim = 1;
  private long rows;
  private @Nullable SlabSet set;

  void restart() {
    next.set(0);
    slabCount = 0;
    blocks = 0;
    rows = 0;
    set = null;
  }

  boolean isOf(SlabSet slabs) {
    return set == null || (set == slabs && slabs.size() >= slabCount);
  }

  /** Takes in the slabs that the set has got since. */
  void extend(SlabSet slabs, int members) {
    set = slabs;
    if (slabs.size() > slabEnd.length) {
      slabEnd = Arrays.copyOf(slabEnd, Math.max(slabs.size(), slabEnd.length * 2));
    }
    // Members may have claimed past the old end; what they did not get is handed out again.
    next.set(Math.min(next.get(), blocks));
    for (; slabCount < slabs.size(); slabCount++) {
      BlockSlab slab = slabs.get(slabCount);
      blocks += slab.blocks();
      rows += slab.rows();
      slabEnd[slabCount] = blocks;
    }
    claim = Math.max(1, Math.min(LARGEST_CLAIM, blocks / (members * 16)));
  }

  long rows() {
    return rows;
  }

  /** True when every block has been handed out. */
  boolean handedOut() {
    return next.get() >= blocks;
  }

  /** Counts blocks until none is left or the deadline has passed; at least one. */
  void work(BlockKernel kernel, CpuAccumulator to, long deadlineNanos) {
    SlabSet slabs = set;
    if (slabs == null) {
      return;
    }
    int slab = 0;
    int skipped = 0;
    while (to.from < to.to || claim(to)) {
      int number = to.from;
      while (number >= slabEnd[slab]) {
        slab++;
      }
      BlockSlab held = slabs.get(slab);
      int block = number - (slab == 0 ? 0 : slabEnd[slab - 1]);
      boolean looked = kernel.add(held, block, to);
      to.rows += held.count(block);
      to.from = number + 1;
      skipped = looked ? SKIPS : skipped + 1;
      if (skipped >= SKIPS) {
        skipped = 0;
        if (System.nanoTime() - deadlineNanos >= 0) {
          return;
        }
      }
    }
  }

  private boolean claim(CpuAccumulator to) {
    int from = next.getAndAdd(claim);
    if (from >= blocks) {
      return false;
    }
    to.from = from;
    to.to = Math.min(from + claim, blocks);
    return true;
  }
}
