package skein.core.gpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.BlockDemand;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.block.NearSlabs;
import skein.core.block.SlabSet;
import skein.shaders.Bindings;

/**
 * What is left to count of one pass over a mapped set: the blocks that reach into the window,
 * nearest slabs first, a bit each until counted. Those that are not on the GPU are wished for and
 * wait. GL thread only; allocates nothing once its arrays have grown.
 */
final class PoolPass {
  private final NearSlabs near = new NearSlabs();
  private @Nullable GpuPool pool;
  private long[] left = new long[1];
  private int[] slab = new int[16];
  private int[] leftIn = new int[16];
  private int[] place = new int[16];
  private int slabs;
  private int leftBlocks;

  /** Slabs, nearest first, of which nothing is left any more. */
  private int done;

  private long rows;
  private int[] slots = new int[64];
  private int[] blocks = new int[64];

  /** Forgets the pass. */
  void stop() {
    pool = null;
  }

  boolean isOf(GpuPool of) {
    return pool == of;
  }

  boolean isRunning() {
    return pool != null;
  }

  /** Begins a pass: every block that reaches into the window is to be counted. */
  void begin(GpuPool of, GridSpec spec) {
    pool = of;
    SlabSet set = of.slabs();
    left = grown(left, (set.blocks() + 63) / 64);
    Arrays.fill(left, 0);
    leftBlocks = 0;
    rows = 0;
    done = 0;
    slabs = near.find(set, 0, spec.loX(), spec.hiX(), spec.loY(), spec.hiY());
    if (slab.length < slabs) {
      slab = new int[2 * slabs];
      leftIn = new int[2 * slabs];
    }
    if (place.length < set.size()) {
      place = new int[set.size()];
    }
    for (int i = 0; i < slabs; i++) {
      slab[i] = near.slab(i);
      place[slab[i]] = i;
      leftIn[i] = mark(of, slab[i], spec);
      leftBlocks += leftIn[i];
    }
  }

  private static long[] grown(long[] held, int words) {
    return held.length < words ? new long[words] : held;
  }

  private int mark(GpuPool of, int number, GridSpec spec) {
    BlockSlab held = of.slabs().get(number);
    if (held.box().isWithin(spec.loX(), spec.hiX(), spec.loY(), spec.hiY())) {
      markAll(of.firstOf(number), held.blocks());
      rows += held.rows();
      return held.blocks();
    }
    int marked = 0;
    for (int b = 0; b < held.blocks(); b++) {
      if (held.reaches(b, spec.loX(), spec.hiX(), spec.loY(), spec.hiY())) {
        int block = of.firstOf(number) + b;
        left[block >> 6] |= 1L << block;
        rows += held.count(b);
        marked++;
      }
    }
    return marked;
  }

  private void markAll(int first, int blocks) {
    for (int block = first; block < first + blocks; ) {
      int bits = Math.min(64 - (block & 63), first + blocks - block);
      left[block >> 6] |= -1L >>> (64 - bits) << block;
      block += bits;
    }
  }

  /** Rows of all blocks that reach into the window. */
  long rows() {
    return rows;
  }

  boolean isComplete() {
    return leftBlocks == 0;
  }

  private boolean isLeft(int block) {
    return (left[block >> 6] & 1L << block) != 0;
  }

  /** Names the blocks that have neither been counted nor are on the GPU. */
  void demand(BlockDemand to) {
    GpuPool held = pool;
    for (int i = done; held != null && i < slabs; i++) {
      int first = held.firstOf(slab[i]);
      int count = leftIn[i] == 0 ? 0 : held.slabs().get(slab[i]).blocks();
      for (int b = 0; b < count; b++) {
        if (isLeft(first + b) && held.slotOf(first + b) < 0) {
          to.need(slab[i], b);
        }
      }
    }
  }

  /**
   * Counts blocks that are on the GPU until the budget is used, and wishes for the others.
   *
   * @param places through which their places reach the GPU
   * @return the rows counted
   */
  long dispatch(DensityKernels kernels, StagingRing places, long budget) {
    GpuPool held = pool;
    if (held == null) {
      return 0;
    }
    places.buffer().bindStorage(Bindings.SSBO_SLOTS.index());
    long counted = 0;
    for (int c = 0; c < held.chunks() && counted < budget; c++) {
      counted += dispatch(held, c, kernels, places, budget - counted);
    }
    kernels.count();
    places.seal();
    wish(held);
    return counted;
  }

  private long dispatch(
      GpuPool held, int chunk, DensityKernels kernels, StagingRing places, long budget) {
    int found = find(held, chunk);
    int base = chunk * held.chunkSlots();
    long counted = 0;
    int from = 0;
    while (from < found && counted < budget) {
      if (kernels.room() == 0) {
        kernels.count();
      }
      int end = from;
      int most = Math.min(found, from + kernels.room());
      long rows = 0;
      while (end < most && counted + rows < budget) {
        rows += held.rowsIn(base + slots[end++]);
      }
      int n = end - from;
      if (!places.tryAllocate(4L * n)) {
        return counted;
      }
      long at = places.offset();
      MemorySegment.copy(slots, from, places.buffer().mapped(), ValueLayout.JAVA_INT, at, n);
      for (; from < end; from++) {
        held.use(base + slots[from]);
        done(held, blocks[from]);
      }
      kernels.cullSlots(held.chunk(chunk), (int) (at / 4), n);
      counted += rows;
    }
    return counted;
  }

  private void done(GpuPool held, int block) {
    left[block >> 6] &= ~(1L << block);
    leftBlocks--;
    leftIn[place[held.slabOf(block)]]--;
  }

  /** Lists the blocks of a chunk that are left; returns their number. */
  private int find(GpuPool held, int chunk) {
    int from = chunk * held.chunkSlots();
    int end = Math.min(from + held.chunkSlots(), held.slots());
    if (slots.length < held.chunkSlots()) {
      slots = new int[held.chunkSlots()];
      blocks = new int[held.chunkSlots()];
    }
    int found = 0;
    for (int slot = from; slot < end; slot++) {
      int block = held.blockIn(slot);
      if (block >= 0 && isLeft(block)) {
        slots[found] = slot - from;
        blocks[found++] = block;
      }
    }
    return found;
  }

  /** Wishes for the nearest blocks that are left, as far as the pool takes note of them. */
  private void wish(GpuPool held) {
    for (; done < slabs && leftIn[done] == 0; done++) {}
    for (int i = done; i < slabs && held.hasWishesLeft(); i++) {
      int first = held.firstOf(slab[i]);
      int count = leftIn[i] == 0 ? 0 : held.slabs().get(slab[i]).blocks();
      for (int b = 0; b < count; b++) {
        if (isLeft(first + b) && held.slotOf(first + b) < 0) {
          held.wish(first + b);
        }
      }
    }
  }
}
