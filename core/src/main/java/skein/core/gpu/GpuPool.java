package skein.core.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;

/**
 * The blocks of a mapped set that are on the GPU, within a byte budget. Passes wish for blocks; of
 * these, those that are in host memory come in, nearest first, and displace the ones not used for
 * longest. A block that has come for a pass stays until it has been counted. GL thread only;
 * allocates nothing once all places are made.
 */
final class GpuPool implements AutoCloseable {
  /** Wishes kept from one frame to the next. */
  private static final int WISHES = 4_096;

  /** Places looked at for the one used least; of so many the oldest is old enough. */
  private static final int SAMPLE = 256;

  /** Frames after which a block counts as forgotten by the pass that wished for it. */
  private static final int PATIENCE = 30;

  private static final int ABSENT = -1;
  private static final long CHUNK_BYTES = 128L << 20;

  private final GpuContext context;
  private final SlabSet slabs;
  private final int planes;
  private final int chunkSlots;
  private final int mostSlots;
  private final List<SlotChunk> chunks = new ArrayList<>();
  private final int[] firstOf;
  private final int[] slabOf;
  private final int[] slotOf;
  private final int[] wishedAt;
  private final int[] blockIn;
  private final int[] rowsIn;
  private final int[] usedAt;
  private final int[] pinnedTo;
  private final int[] wishes = new int[WISHES];
  private int wishCount;
  private int slots;
  private int free = ABSENT;
  private int hand;
  private int time = 1;
  private long uploads;

  /**
   * @param budget bytes of GPU memory; at least one block has room
   */
  GpuPool(GpuContext context, SlabSet slabs, long budget, int mostChunkRows) {
    this.context = context;
    this.slabs = slabs;
    this.planes = slabs.size() == 0 ? 0 : slabs.get(0).channels();
    int blocks = slabs.blocks();
    long slotBytes = SlotChunk.slotBytes(planes);
    mostSlots = (int) Math.max(1, Math.min(blocks, budget / slotBytes));
    long perChunk =
        Math.min(
            CHUNK_BYTES / slotBytes,
            GpuResident.mostRows(mostChunkRows, planes) / BlockSlab.MAX_ROWS);
    chunkSlots = (int) Math.max(1, Math.min(mostSlots, perChunk));
    firstOf = new int[slabs.size()];
    slabOf = new int[blocks];
    slotOf = new int[blocks];
    wishedAt = new int[blocks];
    Arrays.fill(slotOf, ABSENT);
    number();
    blockIn = new int[mostSlots];
    Arrays.fill(blockIn, ABSENT);
    rowsIn = new int[mostSlots];
    usedAt = new int[mostSlots];
    pinnedTo = new int[mostSlots];
  }

  private void number() {
    int block = 0;
    for (int s = 0; s < firstOf.length; s++) {
      firstOf[s] = block;
      int end = block + slabs.get(s).blocks();
      Arrays.fill(slabOf, block, end, s);
      block = end;
    }
  }

  SlabSet slabs() {
    return slabs;
  }

  /** Number of a slab's first block among all. */
  int firstOf(int slab) {
    return firstOf[slab];
  }

  /** Number of the slab that a block is in. */
  int slabOf(int block) {
    return slabOf[block];
  }

  /** Places made so far, over all chunks. */
  int slots() {
    return slots;
  }

  /** Block in a place, or -1. */
  int blockIn(int slot) {
    return blockIn[slot];
  }

  /** Rows of the block in a place. */
  int rowsIn(int slot) {
    return rowsIn[slot];
  }

  /** Place of a block over all chunks, or -1. */
  int slotOf(int block) {
    return slotOf[block];
  }

  int chunkSlots() {
    return chunkSlots;
  }

  int chunks() {
    return chunks.size();
  }

  SlotChunk chunk(int index) {
    return chunks.get(index);
  }

  /** Blocks that came in so far, those that came again included. */
  long uploads() {
    return uploads;
  }

  /** Notes that a block is being counted. */
  void use(int slot) {
    usedAt[slot] = time;
    pinnedTo[slot] = 0;
  }

  /** True while more wishes are taken note of in this frame. */
  boolean hasWishesLeft() {
    return wishCount < WISHES;
  }

  /** Asks for a block that a pass needs. */
  void wish(int block) {
    if (wishCount < WISHES && wishedAt[block] != time) {
      wishedAt[block] = time;
      wishes[wishCount++] = block;
    }
  }

  /** Bytes of wishes that could come in now. */
  long pendingBytes() {
    long bytes = 0;
    for (int i = 0; i < wishCount; i++) {
      int block = wishes[i];
      BlockSlab slab = slabs.get(slabOf[block]);
      int b = block - firstOf[slabOf[block]];
      bytes += slotOf[block] == ABSENT && slab.resident(b) ? slab.blockBytes(b) : 0;
    }
    return bytes;
  }

  /** Brings in what is wished for and in host memory; begins a new frame's wishes. */
  long upload(long budget, StagingRing ring) {
    long moved = 0;
    boolean room = true;
    for (int i = 0; i < wishCount && room && moved < budget; i++) {
      int block = wishes[i];
      int s = slabOf[block];
      int b = block - firstOf[s];
      if (slotOf[block] == ABSENT && slabs.get(s).resident(b)) {
        long bytes = SlotChunk.stagingBytes(slabs.get(s), b);
        room = bringIn(block, slabs.get(s), b, bytes, ring);
        moved += room ? bytes : 0;
      }
    }
    ring.seal();
    wishCount = 0;
    time++;
    return moved;
  }

  private boolean bringIn(int block, BlockSlab slab, int b, long bytes, StagingRing ring) {
    int slot = takeSlot();
    if (slot == ABSENT) {
      return false;
    }
    if (!ring.tryAllocate(bytes)) {
      free = slot;
      return false;
    }
    chunks.get(slot / chunkSlots).put(slot % chunkSlots, slab, b, ring);
    slotOf[block] = slot;
    blockIn[slot] = block;
    rowsIn[slot] = slab.count(b);
    usedAt[slot] = time;
    pinnedTo[slot] = time + PATIENCE;
    uploads++;
    return true;
  }

  /** A place that holds nothing any more, or -1 when all are needed. */
  private int takeSlot() {
    if (free != ABSENT) {
      int slot = free;
      free = ABSENT;
      return slot;
    }
    if (slots < mostSlots) {
      if (slots == chunks.size() * chunkSlots) {
        int made = Math.min(chunkSlots, mostSlots - slots);
        chunks.add(new SlotChunk(context, made, planes));
      }
      return slots++;
    }
    return evict();
  }

  private int evict() {
    int oldest = ABSENT;
    int seen = 0;
    for (int i = 0; i < slots && seen < SAMPLE; i++) {
      hand = hand + 1 < slots ? hand + 1 : 0;
      if (blockIn[hand] != ABSENT && pinnedTo[hand] < time) {
        seen++;
        oldest = oldest == ABSENT || usedAt[hand] < usedAt[oldest] ? hand : oldest;
      }
    }
    if (oldest != ABSENT) {
      slotOf[blockIn[oldest]] = ABSENT;
      blockIn[oldest] = ABSENT;
    }
    return oldest;
  }

  @Override
  public void close() {
    chunks.forEach(SlotChunk::close);
    chunks.clear();
  }
}
