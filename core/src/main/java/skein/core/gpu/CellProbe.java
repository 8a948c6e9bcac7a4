package skein.core.gpu;

import java.lang.foreign.ValueLayout;

/** Fetches single cells from a grid without waiting: ask, ask again some frames later. */
final class CellProbe implements AutoCloseable {
  private static final int SLOTS = 8;
  private static final int MOST_PLANES = 8;
  private static final long SLOT_BYTES = 4L * MOST_PLANES;

  private final GpuBuffer mapped;
  private final GpuFence[] fences = new GpuFence[SLOTS];
  private final long[] cells = new long[SLOTS];
  private final long[] versions = new long[SLOTS];
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
   * @param stride cells from one plane to the next
   */
  long ask(GpuBuffer grid, long cell, long version, int planeCount, long stride) {
    collect();
    if (answeredCell == cell && answeredVersion == version) {
      return answer;
    }
    for (int i = 0; i < SLOTS; i++) {
      if (fences[i].isPending() && cells[i] == cell && versions[i] == version) {
        return -1;
      }
    }
    send(grid, cell, version, planeCount, stride);
    return -1;
  }

  private void send(GpuBuffer grid, long cell, long version, int planeCount, long stride) {
    int slot = next;
    if (fences[slot].isPending()) {
      return;
    }
    next = (next + 1) % SLOTS;
    Barrier.TRANSFER.issue();
    for (int p = 0; p < planeCount; p++) {
      grid.copyTo(4 * (p * stride + cell), mapped, slot * SLOT_BYTES + 4L * p, 4);
    }
    fences[slot].set();
    cells[slot] = cell;
    versions[slot] = version;
    planes[slot] = planeCount;
  }

  private void collect() {
    for (int k = 0; k < SLOTS; k++) {
      int slot = (next + k) % SLOTS;
      if (fences[slot].isPending() && fences[slot].poll()) {
        answeredCell = cells[slot];
        answeredVersion = versions[slot];
        answer = 0;
        for (int p = 0; p < planes[slot]; p++) {
          long at = slot * SLOT_BYTES + 4L * p;
          answer += Integer.toUnsignedLong(mapped.mapped().get(ValueLayout.JAVA_INT, at));
        }
      }
    }
  }

  @Override
  public void close() {
    for (GpuFence fence : fences) {
      fence.close();
    }
    mapped.close();
  }
}
