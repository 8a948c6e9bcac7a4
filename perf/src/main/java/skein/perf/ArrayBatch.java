package skein.perf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.batch.ColumnBatch;
import skein.core.source.Projection;

/** Two columns of doubles in native memory: points of two overlapping clouds. */
final class ArrayBatch implements ColumnBatch {
  /** What its columns mean. */
  static final Projection PROJECTION =
      Projection.counted(
          "x", "y", AxisType.REAL, AxisType.REAL, AxisScale.LINEAR, AxisScale.LINEAR);

  private final Arena arena = Arena.ofShared();
  private final MemorySegment x;
  private final MemorySegment y;
  private final int rows;

  ArrayBatch(int rows, long seed) {
    this.rows = rows;
    this.x = arena.allocate(rows * 8L, 64);
    this.y = arena.allocate(rows * 8L, 64);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < rows; i++) {
      double spread = (i & 1) == 0 ? 0.06 : 0.12;
      x.setAtIndex(ValueLayout.JAVA_DOUBLE, i, clamp(0.5 + spread * random.nextGaussian()));
      y.setAtIndex(ValueLayout.JAVA_DOUBLE, i, clamp(0.5 + spread * random.nextGaussian()));
    }
  }

  private static double clamp(double v) {
    return Math.max(0, Math.min(v, 1));
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public MemorySegment data(int column) {
    return column == X ? x : y;
  }

  @Override
  public @Nullable MemorySegment validity(int column) {
    return null;
  }

  @Override
  public void close() {
    arena.close();
  }
}
