package skein.core.line;

import java.util.ArrayList;
import java.util.List;
import skein.core.aggregate.BlockDemand;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;

/**
 * All series of one load: takes slabs from its queue, and begins anew when the source is read again
 * in another order. Owned by the render thread, which closes it.
 */
public final class LineSet implements AutoCloseable {
  private final List<LineSeries> series = new ArrayList<>();
  private int generation;
  private long needed;
  private long hits;

  /** As many empty series as a load has. */
  public LineSet(LineLoader loader) {
    for (int i = 0; i < loader.projection().series(); i++) {
      series.add(new LineSeries(loader.slabBits()));
    }
  }

  /** Series that are whole, which belong to the set from now on. */
  LineSet(List<LineSeries> whole) {
    series.addAll(whole);
  }

  /** True when the rows' channels are kept, so that they can be sifted. */
  public boolean hasCodes() {
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).slabs() > 0) {
        return series.get(i).slab(0).codes() != null;
      }
    }
    return false;
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

  /** True when blocks come and go. */
  public boolean isMapped() {
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).isMapped()) {
        return true;
      }
    }
    return false;
  }

  /** True when the slabs of all series, in order, are those of a set. */
  public boolean isOver(SlabSet set) {
    int n = 0;
    for (LineSeries one : series) {
      for (int i = 0; i < one.slabs(); i++) {
        if (n == set.size() || set.get(n++) != one.slab(i).blocks()) {
          return false;
        }
      }
    }
    return n == set.size();
  }

  /** Tells which blocks were looked into since the last call, slabs counted through all series. */
  public void tell(BlockDemand demand) {
    int n = 0;
    needed = 0;
    hits = 0;
    for (int s = 0; s < series.size(); s++) {
      LineSeries one = series.get(s);
      for (int i = 0; i < one.slabs(); i++) {
        BlockWishes wishes = one.slab(i).wishes();
        if (wishes != null) {
          wishes.tell(n, demand);
          needed += wishes.needed();
          hits += wishes.hits();
        }
        n++;
      }
    }
  }

  /** Blocks that came to be looked into up to the last {@link #tell}, and those that were here. */
  public long needed() {
    return needed;
  }

  public long hits() {
    return hits;
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
