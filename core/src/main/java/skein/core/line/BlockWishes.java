package skein.core.line;

import skein.core.aggregate.BlockDemand;
import skein.core.block.BlockSlab;

/**
 * Which blocks of a mapped slab drawing looks into. Several threads of the render thread's crew may
 * note blocks at once; the rest is the render thread's.
 */
public final class BlockWishes {
  private static final byte NOW = 1;
  private static final byte BEFORE = 2;

  private final BlockSlab blocks;
  private final byte[] wanted;
  private boolean any;
  private long needed;
  private long hits;

  BlockWishes(BlockSlab blocks) {
    this.blocks = blocks;
    this.wanted = new byte[blocks.blocks()];
  }

  /** Notes a block; true when it is here. */
  boolean here(int block) {
    if ((wanted[block] & NOW) == 0) {
      wanted[block] |= NOW;
      any = true;
    }
    return blocks.resident(block);
  }

  /** Tells what was looked into since the last call, and forgets it. */
  public void tell(int slab, BlockDemand demand) {
    if (!any) {
      return;
    }
    any = false;
    for (int b = 0; b < wanted.length; b++) {
      int was = wanted[b];
      if (was == 0) {
        continue;
      }
      if ((was & NOW) != 0) {
        demand.need(slab, b);
        if ((was & BEFORE) == 0) {
          needed++;
          hits += blocks.resident(b) ? 1 : 0;
        }
        wanted[b] = BEFORE;
        any = true;
      } else {
        wanted[b] = 0;
      }
    }
  }

  /** Blocks that were wanted and had not been just before; and those of them that were here. */
  public long needed() {
    return needed;
  }

  public long hits() {
    return hits;
  }
}
