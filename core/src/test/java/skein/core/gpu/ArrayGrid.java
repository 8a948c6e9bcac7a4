package skein.core.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.GridSpec;
import skein.core.aggregate.GridStats;
import skein.core.aggregate.HostGrid;
import skein.core.source.ColourMode;

/** A complete grid with counts that a test has written down. */
final class ArrayGrid implements HostGrid {
  private final Arena arena = Arena.ofConfined();
  private final GridSpec spec = new GridSpec();
  private final MemorySegment counts;
  private final @Nullable MemorySegment planes;
  private final GridStats stats = new GridStats();
  private long version;

  ArrayGrid(GridSpec spec) {
    this.spec.set(spec);
    counts = arena.allocate(4L * spec.cells(), 16);
    planes =
        switch (spec.mode()) {
          case COUNT -> null;
          case MEAN -> arena.allocate(4L * spec.cells(), 16);
          case CATEGORY -> arena.allocate(32L * spec.cells(), 16);
        };
  }

  void count(int column, int row, int count) {
    counts.setAtIndex(ValueLayout.JAVA_INT, row * spec.width() + column, count);
    version++;
  }

  void mean(int column, int row, float mean) {
    aux().setAtIndex(ValueLayout.JAVA_FLOAT, row * spec.width() + column, mean);
    version++;
  }

  void category(int column, int row, int category, int count) {
    long index = 8L * (row * spec.width() + column) + category;
    aux().setAtIndex(ValueLayout.JAVA_INT, index, count);
    version++;
  }

  /** Facts as an aggregator would give them. */
  void summarise() {
    stats.clear();
    for (int i = 0; i < spec.cells(); i++) {
      int count = counts.getAtIndex(ValueLayout.JAVA_INT, i);
      if (count != 0) {
        stats.total += count;
        stats.occupied++;
        stats.maxCount = Math.max(stats.maxCount, count);
        stats.histogram[GridStats.binOf(count)]++;
        gatherMean(i);
      }
    }
  }

  private void gatherMean(int cell) {
    if (spec.mode() != ColourMode.MEAN) {
      return;
    }
    float mean = aux().getAtIndex(ValueLayout.JAVA_FLOAT, cell);
    if (!Float.isNaN(mean)) {
      stats.minMean = mean >= stats.minMean ? stats.minMean : mean;
      stats.maxMean = mean <= stats.maxMean ? stats.maxMean : mean;
      stats.meanHistogram[GridStats.meanBinOf(mean)]++;
    }
  }

  @Override
  public boolean readable() {
    return true;
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public MemorySegment counts() {
    return counts;
  }

  @Override
  public @Nullable MemorySegment aux() {
    return planes;
  }

  @Override
  public GridSpec spec() {
    return spec;
  }

  @Override
  public boolean complete() {
    return true;
  }

  @Override
  public double exactShare() {
    return 1;
  }

  @Override
  public GridStats stats() {
    return stats;
  }

  @Override
  public boolean statsReady() {
    return true;
  }

  @Override
  public long countAt(int column, int row) {
    return counts.getAtIndex(ValueLayout.JAVA_INT, row * spec.width() + column);
  }

  @Override
  public void close() {
    arena.close();
  }
}
