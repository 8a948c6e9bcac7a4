package skein.core.aggregate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import skein.core.source.ColourMode;

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

  @Override
  default void readCounts(int[] out) {
    MemorySegment.copy(counts(), ValueLayout.JAVA_INT, 0, out, 0, spec().cells());
  }

  @Override
  default void readMeans(float[] out) {
    MemorySegment plane = aux();
    if (plane == null || spec().mode() != ColourMode.MEAN) {
      throw new IllegalStateException("grid has no means: mode=" + spec().mode());
    }
    MemorySegment.copy(plane, ValueLayout.JAVA_FLOAT, 0, out, 0, spec().cells());
  }
}
