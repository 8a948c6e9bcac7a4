package skein.core.gpu;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a grid's pass over a set in GPU memory has come; one over a pool is a {@link PoolPass}.
 */
final class ChunkPass {
  private @Nullable GpuResident source;
  private int chunk;
  private int block;

  boolean isRunning() {
    return source != null;
  }

  boolean isOf(GpuResident resident) {
    return source == resident;
  }

  /** Goes over a set from now on, from where this pass is. */
  void of(GpuResident resident) {
    source = resident;
  }

  void stop() {
    source = null;
    chunk = 0;
    block = 0;
  }

  /** Issues whole blocks until the budget is used; the rows in them. */
  long dispatch(DensityKernels kernels, long budget) {
    GpuResident held = Objects.requireNonNull(source, "begun");
    long rows = 0;
    boolean more = true;
    while (more && rows < budget) {
      int room = kernels.room();
      if (room == 0) {
        kernels.count();
        room = kernels.room();
      }
      GpuChunk here = held.chunks().get(chunk);
      int first = block;
      int last = Math.min(here.blocks(), first + room);
      int end = first;
      while (end < last && rows < budget) {
        rows += here.rows(end++);
      }
      if (end > first) {
        kernels.cull(here, first, end - first);
        block = end;
      }
      more = end < here.blocks() || toNextChunk(held.chunks().size());
    }
    kernels.count();
    return rows;
  }

  /** Goes on with the next chunk; false when this is the last there is. */
  private boolean toNextChunk(int chunks) {
    if (chunk + 1 == chunks) {
      return false;
    }
    chunk++;
    block = 0;
    return true;
  }
}
