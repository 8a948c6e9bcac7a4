package skein.core.residency;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;

/**
 * Reads, checks and drops the blocks of one set. Workers admit and unload; the render thread picks
 * what has to go. A block's bytes are booked from before its first page is read until its pages
 * have been given back, so the budget is never exceeded.
 */
final class BlockTraffic {
  private static final long PAGE = 4_096;

  /** Ages in frames are told apart by their bits. */
  private static final int AGES = 33;

  private final SlabSet slabs;
  private final int[] firstOf;
  private final int[] slabOf;
  private final BlockStates states;
  private final boolean[] checked;
  private final BlockCheck check;
  private final Runnable onDamage;
  private final HostBudget budget;
  private final AtomicInteger leaving = new AtomicInteger();
  private final AtomicLong residentBytes = new AtomicLong();
  private final AtomicInteger unloadFrom = new AtomicInteger();
  private final AtomicBoolean anyDamaged = new AtomicBoolean();
  private volatile int damaged = -1;
  private final long[] bytesOfAge = new long[AGES];
  private volatile boolean starved;

  BlockTraffic(
      SlabSet slabs,
      int[] firstOf,
      BlockStates states,
      BlockCheck check,
      Runnable onDamage,
      HostBudget budget) {
    this.slabs = slabs;
    this.firstOf = firstOf;
    this.states = states;
    this.check = check;
    this.onDamage = onDamage;
    this.budget = budget;
    this.checked = new boolean[states.size()];
    this.slabOf = new int[states.size()];
    for (int s = 0; s < firstOf.length; s++) {
      for (int b = 0; b < slabs.get(s).blocks(); b++) {
        slabOf[firstOf[s] + b] = s;
      }
    }
  }

  private BlockSlab slab(int block) {
    return slabs.get(slabOf[block]);
  }

  private int within(int block) {
    return block - firstOf[slabOf[block]];
  }

  private long bytes(int block) {
    return slab(block).blockBytes(within(block));
  }

  int damaged() {
    return damaged;
  }

  int leaving() {
    return leaving.get();
  }

  /** Bytes of blocks that are here and not on their way out. */
  long residentBytes() {
    return residentBytes.get();
  }

  /** True once after a worker lacked room. */
  boolean takeStarved() {
    boolean was = starved;
    starved = false;
    return was;
  }

  /** Reads a block; false when there is no room for it. */
  boolean admit(int block) {
    if (states.change(block, BlockStates.LEAVING, BlockStates.LOADING)) {
      stay(block);
    } else if (!states.change(block, BlockStates.ABSENT, BlockStates.LOADING)) {
      return true;
    } else if (!budget.take(bytes(block))) {
      states.change(block, BlockStates.LOADING, BlockStates.ABSENT);
      starved = true;
      return false;
    }
    byte end = BlockStates.ABSENT;
    try {
      end = read(block) ? BlockStates.RESIDENT : BlockStates.DAMAGED;
    } finally {
      settle(block, end);
    }
    if (end == BlockStates.DAMAGED && anyDamaged.compareAndSet(false, true)) {
      report(block);
    }
    return true;
  }

  /** Ends the reading of a block, however it went: one that stayed LOADING would be lost. */
  private void settle(int block, byte end) {
    if (end == BlockStates.RESIDENT) {
      slab(block).admit(within(block));
      residentBytes.addAndGet(bytes(block));
    } else {
      budget.give(bytes(block));
    }
    states.change(block, BlockStates.LOADING, end);
  }

  /** Tells of damage once it is seen to, so that whoever is told may open the file again. */
  private void report(int block) {
    try {
      onDamage.run();
    } finally {
      damaged = block;
    }
  }

  /** A block is no longer on its way out. */
  private void stay(int block) {
    leaving.decrementAndGet();
    budget.leaving(-bytes(block));
  }

  /** Touches all pages; what a mapping cannot give (the file was cut off) is a damaged block. */
  private boolean read(int block) {
    try {
      BlockSlab slab = slab(block);
      int b = within(block);
      boolean loaded = load(slab.coords(), slab.coordsAt(b), 4L * slab.count(b));
      for (int c = 0; c < slab.channels(); c++) {
        loaded &= load(slab.channel(c), slab.channelAt(c, b), slab.channelBytes(c, b));
      }
      checked[block] = (loaded && checked[block]) || check.isWhole(block);
      return checked[block];
    } catch (RuntimeException | InternalError e) {
      return false;
    }
  }

  /**
   * False when the system refuses its advice on reading ahead, which a segment throws as an
   * undeclared IOException; checking a block reads its pages as well.
   */
  private static boolean load(MemorySegment memory, long at, long bytes) {
    if (!memory.isMapped()) {
      return true;
    }
    try {
      memory.asSlice(at, bytes).load();
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  /** Gives the pages of one evicted block back; false when none waits for it. */
  boolean unloadOne() {
    if (leaving.get() == 0) {
      return false;
    }
    int size = states.size();
    int from = unloadFrom.get();
    for (int i = 0; i < size; i++) {
      int block = from + i < size ? from + i : from + i - size;
      if (states.change(block, BlockStates.LEAVING, BlockStates.UNLOADING)) {
        stay(block);
        unloadFrom.set(block);
        try {
          unload(block);
        } finally {
          budget.give(bytes(block));
          states.change(block, BlockStates.UNLOADING, BlockStates.ABSENT);
        }
        return true;
      }
    }
    return false;
  }

  private void unload(int block) {
    BlockSlab slab = slab(block);
    int b = within(block);
    unload(slab.coords(), slab.coordsAt(b), 4L * slab.count(b));
    for (int c = 0; c < slab.channels(); c++) {
      unload(slab.channel(c), slab.channelAt(c, b), slab.channelBytes(c, b));
    }
  }

  /** Only whole pages: those on the edges may be a neighbour's as well. */
  private static void unload(MemorySegment memory, long at, long bytes) {
    if (!memory.isMapped()) {
      return;
    }
    long address = memory.address() + at;
    long from = (address + PAGE - 1) / PAGE * PAGE;
    long to = (address + bytes) / PAGE * PAGE;
    if (to > from) {
      memory.asSlice(from - memory.address(), to - from).unload();
    }
  }

  /**
   * Evicts what was used longest ago until about so many bytes are free. Render thread, between
   * passes; looks at every block twice.
   *
   * @param idle frames for which a block must not have been in use or in view
   * @param neededAt frames in which passes needed the blocks: those needed now stay
   * @return bytes on their way out
   */
  long evict(long goal, int time, int idle, int[] neededAt, int[] touchedAt) {
    java.util.Arrays.fill(bytesOfAge, 0);
    for (int block = 0; block < states.size(); block++) {
      int age = age(block, time, idle, neededAt, touchedAt);
      if (age >= 0) {
        bytesOfAge[age] += bytes(block);
      }
    }
    int oldest = AGES - 1;
    long sum = 0;
    while (oldest > 0 && sum + bytesOfAge[oldest] < goal) {
      sum += bytesOfAge[oldest--];
    }
    long freed = 0;
    long all = 0;
    for (int block = 0; block < states.size(); block++) {
      int age = age(block, time, idle, neededAt, touchedAt);
      boolean goes = age > oldest || (age == oldest && freed < goal - sum);
      if (age >= 0 && goes && states.change(block, BlockStates.RESIDENT, BlockStates.EVICTING)) {
        slab(block).evict(within(block));
        residentBytes.addAndGet(-bytes(block));
        leaving.incrementAndGet();
        budget.leaving(bytes(block));
        states.change(block, BlockStates.EVICTING, BlockStates.LEAVING);
        freed += age == oldest ? bytes(block) : 0;
        all += bytes(block);
      }
    }
    return all;
  }

  /** Bits of the age of a block that may go, or -1. */
  private int age(int block, int time, int idle, int[] neededAt, int[] touchedAt) {
    if (neededAt[block] == time || states.get(block) != BlockStates.RESIDENT) {
      return -1;
    }
    int used = Math.max(touchedAt[block], slab(block).lastUse(within(block)));
    int age = time - used;
    return age < idle ? -1 : Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, age));
  }

  /** Books out what is still here; nobody works on the set any more. */
  void release() {
    for (int block = 0; block < states.size(); block++) {
      byte state = states.get(block);
      if (state == BlockStates.LEAVING) {
        stay(block);
      }
      if (state == BlockStates.RESIDENT || state == BlockStates.LEAVING) {
        states.change(block, state, BlockStates.ABSENT);
        budget.give(bytes(block));
      }
    }
  }
}
