package skein.core.gpu;

/**
 * A persistently mapped ring through which data reaches device buffers. Regions are written once,
 * copied by the GPU, never read back by the CPU, and free again when the fence behind them has
 * passed. Never waits: a full ring says so. GL thread only, allocates nothing in use.
 *
 * <pre>
 *   0        tail              head          capacity
 *   |  free  | in flight, open |     free    |
 * </pre>
 */
public final class StagingRing implements AutoCloseable {
  private static final int REGIONS = 16;
  private static final long ALIGNMENT = 64;

  private final GpuBuffer buffer;
  private final long capacity;
  private final GpuFence[] fences = new GpuFence[REGIONS];
  private final long[] regionEnds = new long[REGIONS];
  private int oldest;
  private int regions;
  // Positions grow for ever; modulo the capacity they are offsets.
  private long head;
  private long tail;
  private long sealed;
  private long offset;

  public StagingRing(GpuContext context, String owner, long capacity) {
    if (capacity % ALIGNMENT != 0) {
      throw new IllegalArgumentException("ring capacity: bytes=" + capacity);
    }
    this.capacity = capacity;
    this.buffer = new GpuBuffer(context, owner, capacity, GpuBuffer.Access.MAPPED_WRITE);
    for (int i = 0; i < REGIONS; i++) {
      fences[i] = new GpuFence();
    }
  }

  /**
   * Takes a piece in one stretch; {@link #offset()} then tells where it is.
   *
   * @return false when the ring is too full now; a piece above the capacity throws
   */
  public boolean tryAllocate(long bytes) {
    long needed = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (needed > capacity) {
      throw new IllegalArgumentException("piece above the ring: bytes=" + bytes);
    }
    retire();
    if (regions == 0 && sealed == head) {
      head = 0;
      tail = 0;
      sealed = 0;
    }
    long at = head % capacity;
    long skipped = at + needed > capacity ? capacity - at : 0;
    if (head + skipped + needed - tail > capacity) {
      return false;
    }
    offset = skipped == 0 ? at : 0;
    head += skipped + needed;
    return true;
  }

  /** Offset of the last piece in {@link #buffer()} and in its mapping. */
  public long offset() {
    return offset;
  }

  public GpuBuffer buffer() {
    return buffer;
  }

  public long capacity() {
    return capacity;
  }

  /** Bytes in pieces whose copies the GPU may still have to do. */
  public long used() {
    return head - tail;
  }

  /** Fences all pieces taken since the last call, after their copies have been issued. */
  public void seal() {
    if (sealed == head) {
      return;
    }
    if (regions == REGIONS) {
      retire();
    }
    if (regions == REGIONS) {
      // No slot is free: these pieces join the next region, which is fenced later.
      return;
    }
    int slot = (oldest + regions) % REGIONS;
    fences[slot].set();
    regionEnds[slot] = head;
    regions++;
    sealed = head;
  }

  private void retire() {
    while (regions > 0 && fences[oldest].poll()) {
      tail = regionEnds[oldest];
      oldest = (oldest + 1) % REGIONS;
      regions--;
    }
  }

  @Override
  public String toString() {
    return "StagingRing used=" + used() + " capacity=" + capacity + " regions=" + regions;
  }

  @Override
  public void close() {
    for (GpuFence fence : fences) {
      fence.close();
    }
    buffer.close();
  }
}
