package skein.core.residency;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import skein.core.aggregate.BlockDemand;
import skein.core.block.BlockSlab;
import skein.core.block.NearSlabs;
import skein.core.block.SlabSet;

/**
 * The blocks of one mapped set on their way in and out of memory. Each frame the render thread
 * calls {@link #frame}, or {@link #begin} for several views, then names what is needed ({@link
 * #need}), what may be needed soon ({@link #ahead}) and calls {@link #publish}; workers of {@link
 * Residency} do the rest. The newest list wins: what nobody has begun of an older one is dropped.
 * None of this waits or allocates.
 *
 * <p>Closed before its slabs and their file are; closing waits for a block that is being read.
 */
public final class ResidentSet implements BlockDemand, AutoCloseable {
  private static final int REQUESTS = 4_096;

  /** Frames between two evictions for a squeezed budget: each looks at all blocks. */
  static final int SQUEEZE_FRAMES = 4;

  private static final long CLOSE_NANOS = 100_000;

  private final Residency residency;
  private final SlabSet slabs;
  private final int[] firstOf;
  private final BlockStates states;
  private final BlockTraffic traffic;
  private final RequestBoard board = new RequestBoard(REQUESTS);
  private final NearSlabs near = new NearSlabs();
  private final AtomicInteger working = new AtomicInteger();
  private final int[] neededAt;
  private final int[] touchedAt;
  private final BlockSight sight;

  /** When a slab was asked for with all of its blocks. */
  private final int[] slabTouchedAt;

  private volatile boolean closed;
  private int time = 1;
  private long urgentBytes;
  private long askedBytes;
  private int fillFrom;

  ResidentSet(
      Residency residency, SlabSet slabs, BlockCheck check, Runnable onDamage, HostBudget budget) {
    this.residency = residency;
    this.slabs = slabs;
    this.firstOf = new int[slabs.size()];
    int blocks = 0;
    for (int s = 0; s < firstOf.length; s++) {
      firstOf[s] = blocks;
      blocks += slabs.get(s).blocks();
    }
    this.states = new BlockStates(blocks);
    this.traffic = new BlockTraffic(slabs, firstOf, states, check, onDamage, budget);
    this.neededAt = new int[blocks];
    this.touchedAt = new int[blocks];
    this.sight = new BlockSight(slabs, firstOf, blocks);
    this.slabTouchedAt = new int[firstOf.length];
  }

  public SlabSet slabs() {
    return slabs;
  }

  /** Blocks in memory. */
  public int resident() {
    return states.resident();
  }

  /** True when every block is in memory: then nothing has to be asked for. */
  public boolean isWhole() {
    return states.resident() == states.size();
  }

  /** Blocks that came into view, and those of them that were in memory already. */
  public long needed() {
    return sight.needed();
  }

  public long hits() {
    return sight.hits();
  }

  /** The first damaged block that was found, or -1. */
  public int damaged() {
    return traffic.damaged();
  }

  /** Begins a frame of a single view, whose window is given in offsets from the origin. */
  public void frame(double loX, double hiX, double loY, double hiY) {
    begin();
    view(loX, hiX, loY, hiY);
    look();
  }

  /** Begins a frame; {@link #view} tells each window in view, then {@link #look} ends them. */
  public void begin() {
    slabs.time(++time);
    board.begin();
    urgentBytes = 0;
    askedBytes = 0;
    sight.begin();
  }

  /** A window in view, in offsets from the origin. Before the frame's passes. */
  public void view(double loX, double hiX, double loY, double hiY) {
    sight.view(loX, hiX, loY, hiY);
  }

  /** All windows of the frame are told: notes what came into view, and what of that is here. */
  public void look() {
    sight.look();
  }

  /** A pass needs a block; until it has looked at it, the block stays when it is here. */
  @Override
  public void need(int slab, int block) {
    int number = firstOf[slab] + block;
    long bytes = slabs.get(slab).blockBytes(block);
    neededAt[number] = time;
    touch(number, bytes);
    if (ask(number)) {
      urgentBytes += bytes;
    }
  }

  private void touch(int number, long bytes) {
    if (touchedAt[number] != time) {
      touchedAt[number] = time;
      askedBytes += bytes;
    }
  }

  /**
   * A window that is or may soon be in view: its blocks are asked for, nearest to its middle first,
   * and stay while they are here.
   *
   * @return false when no more of them fit into the budget beside what was asked for before
   */
  public boolean ahead(double fromX, double toX, double fromY, double toY) {
    if (!(toX > fromX) || !(toY > fromY)) {
      return true;
    }
    long most = residency.askable();
    int found = near.find(slabs, 0, fromX, toX, fromY, toY);
    for (int i = 0; i < found; i++) {
      int s = near.slab(i);
      if (slabTouchedAt[s] == time) {
        continue;
      }
      BlockSlab slab = slabs.get(s);
      for (int b = 0; b < slab.blocks(); b++) {
        if (slab.reaches(b, fromX, toX, fromY, toY)) {
          if (askedBytes > most) {
            return false;
          }
          touch(firstOf[s] + b, slab.blockBytes(b));
          ask(firstOf[s] + b);
        }
      }
      slabTouchedAt[s] = slab.box().isWithin(fromX, toX, fromY, toY) ? time : slabTouchedAt[s];
    }
    return true;
  }

  /** Any absent blocks, in the file's order, as long as memory is free anyway. */
  public void fill() {
    int left = states.size();
    while (left-- > 0 && !board.isFull() && residency.hasRoom(this)) {
      fillFrom = fillFrom + 1 < states.size() ? fillFrom + 1 : 0;
      ask(fillFrom);
    }
  }

  private boolean ask(int number) {
    byte state = states.get(number);
    return (state == BlockStates.ABSENT || state == BlockStates.LEAVING) && board.add(number);
  }

  /** Hands the frame's list to the workers; makes room for it when they lacked some. */
  public void publish() {
    long excess = residency.budget().excess();
    if (excess > 0 && time % SQUEEZE_FRAMES == 0) {
      makeRoom(excess, 0);
    } else if (traffic.takeStarved()) {
      boolean urgent = urgentBytes > 0;
      makeRoom(residency.budget().share(urgent ? urgentBytes : 0), urgent ? 0 : 1);
    } else {
      residency.hasEnough(this);
    }
    if (board.publish() > 0 || traffic.leaving() > 0) {
      residency.wake();
    }
  }

  /**
   * Lets the least useful blocks go: what a pass waits for may displace all that it does not need
   * any more, what is only likely to be needed what nobody asks for now. What that does not give
   * comes from sets that hold more than this one.
   */
  private void makeRoom(long goal, int idle) {
    long freed = traffic.evict(goal, time, idle, neededAt, touchedAt);
    if (freed < goal) {
      residency.takeFromOthers(this, goal - freed);
    }
  }

  /** Bytes of blocks that are here and not on their way out. */
  long residentBytes() {
    return traffic.residentBytes();
  }

  /** Lets go of about so many bytes for another set; returns how many. Render thread. */
  long giveUp(long bytes) {
    working.incrementAndGet();
    try {
      return closed ? 0 : traffic.evict(bytes, time, 0, neededAt, touchedAt);
    } finally {
      working.decrementAndGet();
    }
  }

  /** Does one piece of work; false when there is none. A worker. */
  boolean work() {
    working.incrementAndGet();
    try {
      if (closed) {
        return false;
      }
      if (traffic.unloadOne()) {
        return true;
      }
      int block = board.claim();
      return block >= 0 && traffic.admit(block);
    } finally {
      working.decrementAndGet();
    }
  }

  @Override
  public void close() {
    residency.forget(this);
    closed = true;
    while (working.get() > 0) {
      LockSupport.parkNanos(CLOSE_NANOS);
    }
    traffic.release();
  }
}
