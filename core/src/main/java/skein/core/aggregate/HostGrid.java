package skein.core.aggregate;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A grid whose cells lie in host memory, so that they can be uploaded as a texture. Render thread
 * only; the segments stay valid until the next restart or close of the grid.
 */
public interface HostGrid extends DensityGrid {
  /** True when the planes hold counts of the pass in hand. */
  boolean readable();

  /** Grows with each change of what {@link #counts()} and {@link #aux()} hold. */
  long version();

  /** Rows a cell, u32, row-major from the bottom: {@link GridSpec#cells()} words. */
  MemorySegment counts();

  /**
   * MEAN: float32 a cell, the mean in channel codes, NaN for none. CATEGORY: 8 u32 a cell, side by
   * side. COUNT: null.
   */
  @Nullable MemorySegment aux();
}
