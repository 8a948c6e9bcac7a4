package skein.core.line;

import java.util.ArrayList;
import java.util.List;
import skein.core.block.SeriesOrigin;

/**
 * All series of one load: takes slabs from its queue, and begins anew when the source is read again
 * in another order. Owned by the render thread, which closes it.
 */
public final class LineSet implements AutoCloseable {
  private final List<LineSeries> series = new ArrayList<>();
  private int generation;

  /** As many empty series as a load has. */
  public LineSet(LineLoader loader) {
    for (int i = 0; i < loader.projection().series(); i++) {
      series.add(new LineSeries(loader.slabBits()));
    }
  }

  /** Takes waiting slabs until their bytes reach a budget; returns the bytes taken. */
  public long take(LineLoader loader, long budget) {
    long taken = 0;
    while (taken < budget) {
      LineSlab slab = loader.lines().poll();
      if (slab == null) {
        break;
      }
      if (slab.generation() != generation) {
        clear();
        generation = slab.generation();
      }
      LineSeries target = series.get(slab.series());
      SeriesOrigin origin = loader.origin(slab.series());
      if (origin != null) {
        target.origin(origin);
      }
      target.add(slab);
      taken += slab.bytes();
    }
    return taken;
  }

  public int size() {
    return series.size();
  }

  public LineSeries get(int index) {
    return series.get(index);
  }

  /** Rows of all series. */
  public long rows() {
    long sum = 0;
    for (int i = 0; i < series.size(); i++) {
      sum += series.get(i).rows();
    }
    return sum;
  }

  private void clear() {
    for (int i = 0; i < series.size(); i++) {
      series.get(i).clear();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
