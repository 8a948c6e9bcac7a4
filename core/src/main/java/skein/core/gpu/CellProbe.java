package skein.core.gpu;

import java.lang.foreign.ValueLayout;

/** Fetches single cells from a grid without waiting: ask, ask again some frames later. */
final class CellProbe implements AutoCloseable {
  private static final int SLOTS = 8;
  private static final int MOST_PLANES = 8;
  private static final long CARRIES_AT = 4L * MOST_PLANES;
  private static final long SLOT_BYTES = CARRIES_AT + Carries.BYTES;

  private final GpuBuffer mapped;
  private final GpuFence[] fences = new GpuFence[SLOTS];
  private final long[] cells = new long[SLOTS];
  private final long[] versions = new long[SLOTS];
  private final long[] strides = new long[SLOTS];
  private final int[] planes = new int[SLOTS];
  private int next;
  private long answeredCell = -1;
  private long answeredVersion = -1;
  private long answer;

  CellProbe(GpuContext context, String owner) {
    mapped = new GpuBuffer(context, owner, SLOT_BYTES * SLOTS, GpuBuffer.Access.MAPPED_READ);
    for (int i = 0; i < SLOTS; i++) {
      fences[i] = new GpuFence();
    }
  }

  /**
   * The rows in a cell, summed over planes, or -1 while they are on their way.
   *
   * @param version of the grid's content
   * @param planeCount planes that hold counts
   * @param allPlanes planes in all
   * @param stride cells from one plane to the next
   */
  long ask(GpuBuffer grid, long cell, long version, int planeCount, int allPlanes, long stride) {
    collect();
    if (answeredCell == cell && answeredVersion == version) {
      return answer;
    }
    for (int i = 0; i < SLOTS; i++) {
      if (fences[i].isPending() && cells[i] == cell && versions[i] == version) {
        return -1;
      }
    }
    send(grid, cell, version, planeCount, allPlanes, stride);
    return -1;
  }

  private void send(
      GpuBuffer grid, long cell, long version, int planeCount, int allPlanes, long stride) {
    int slot = next;
    if (fences[slot].isPending()) {
      return;
    }
    next = (next + 1) % SLOTS;
    Barrier.TRANSFER.issue();
    for (int p = 0; p < planeCount; p++) {
      grid.copyTo(4 * (p * stride + cell), mapped, slot * SLOT_BYTES + 4L * p, 4);
    }
    long carries = 4L * allPlanes * stride;
    grid.copyTo(carries, mapped, slot * SLOT_BYTES + CARRIES_AT, Carries.BYTES);
    fences[slot].set();
    cells[slot] = cell;
    strides[slot] = stride;
    versions[slot] = version;
    planes[slot] = planeCount;
  }

  private void collect() {
    for (int k = 0; k < SLOTS; k++) {
      int slot = (next + k) % SLOTS;
      if (fences[slot].isPending() && fences[slot].poll()) {
        answeredCell = cells[slot];
        answeredVersion = versions[slot];
        answer = answerOf(slot);
      }
    }
  }

  private long answerOf(int slot) {
    long at = slot * SLOT_BYTES;
    long sum = 0;
    for (int p = 0; p < planes[slot]; p++) {
      int word = mapped.mapped().get(ValueLayout.JAVA_INT, at + 4L * p);
      long place = p * strides[slot] + cells[slot];
      sum += Carries.count(mapped.mapped(), at + CARRIES_AT, place, word);
    }
    return sum;
  }

  @Override
  public void close() {
    for (GpuFence fence : fences) {
      fence.close();
    }
    mapped.close();
  }
}
