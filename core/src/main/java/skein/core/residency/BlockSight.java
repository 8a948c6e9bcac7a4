package skein.core.residency;

import java.util.Arrays;
import skein.core.block.BlockSlab;
import skein.core.block.NearSlabs;
import skein.core.block.SlabSet;

/**
 * Which blocks of a mapped set came into view, and how many of them were in memory then. Render
 * thread; allocates nothing once it knows the number of windows.
 */
final class BlockSight {
  private final SlabSet slabs;
  private final int[] firstOf;
  private final NearSlabs near = new NearSlabs();
  private final int[] seenIn;

  /** When a slab was in view with all of its blocks. */
  private final int[] slabSeenIn;

  /** Edges of the windows in view: four each, of the newest frame. */
  private double[] windows = new double[4];

  private int sight = 1;
  private int views;
  private int viewsBefore = -1;
  private boolean moved;
  private long needed;
  private long hits;

  /**
   * @param firstOf number of each slab's first block
   */
  BlockSight(SlabSet slabs, int[] firstOf, int blocks) {
    this.slabs = slabs;
    this.firstOf = firstOf;
    this.seenIn = new int[blocks];
    this.slabSeenIn = new int[firstOf.length];
  }

  /** Blocks that came into view, and those of them that were in memory already. */
  long needed() {
    return needed;
  }

  long hits() {
    return hits;
  }

  /** Begins a frame. */
  void begin() {
    views = 0;
    moved = false;
  }

  /** A window in view, in offsets from the origin. */
  void view(double loX, double hiX, double loY, double hiY) {
    int at = 4 * views++;
    if (at == windows.length) {
      windows = Arrays.copyOf(windows, 2 * at);
    }
    moved |= windows[at] != loX || windows[at + 1] != hiX;
    moved |= windows[at + 2] != loY || windows[at + 3] != hiY;
    windows[at] = loX;
    windows[at + 1] = hiX;
    windows[at + 2] = loY;
    windows[at + 3] = hiY;
  }

  /** All windows of the frame are told: notes what came into view, and what of that is here. */
  void look() {
    if (!moved && views == viewsBefore) {
      return;
    }
    viewsBefore = views;
    sight++;
    for (int v = 0; v < views; v++) {
      int w = 4 * v;
      int found = near.find(slabs, 0, windows[w], windows[w + 1], windows[w + 2], windows[w + 3]);
      for (int i = 0; i < found; i++) {
        see(near.slab(i), w);
      }
    }
  }

  /** A slab that stays in view with all of its blocks costs no look at them. */
  private void see(int s, int w) {
    BlockSlab slab = slabs.get(s);
    boolean known = slabSeenIn[s] >= sight - 1;
    if (slab.box().isWithin(windows[w], windows[w + 1], windows[w + 2], windows[w + 3])) {
      slabSeenIn[s] = sight;
      if (known) {
        return;
      }
    }
    for (int b = 0; b < slab.blocks(); b++) {
      if (slab.reaches(b, windows[w], windows[w + 1], windows[w + 2], windows[w + 3])) {
        int block = firstOf[s] + b;
        if (seenIn[block] < sight - 1 && !known) {
          needed++;
          hits += slab.resident(b) ? 1 : 0;
        }
        seenIn[block] = sight;
      }
    }
  }
}
