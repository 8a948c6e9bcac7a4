package skein.core.aggregate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.core.block.BlockSlab;
import skein.core.source.ColourMode;

/**
 * Adds the rows of a block to one worker's accumulator. Rows go in runs of 2,048: copied out of the
 * slab, turned into cell numbers by a loop that the JIT compiles to vector code, then counted by a
 * scalar loop; that is more than twice as fast as one loop that does all. One thread.
 */
final class BlockKernel {
  private static final int RUN = 2_048;
  private static final int OUTSIDE = -1;

  private final CellMapping x = new CellMapping();
  private final CellMapping y = new CellMapping();
  private final int[] cells = new int[RUN];
  private final short[] channel = new short[RUN];
  private final FilterKernel filter = new FilterKernel(RUN);
  private int width = 1;
  private int height = 1;
  private ColourMode mode = ColourMode.COUNT;
  private boolean inside;

  void view(GridSpec spec) {
    width = spec.width();
    height = spec.height();
    mode = spec.mode();
    filter.view(spec.filter());
    x.view(spec.loX(), spec.hiX(), width);
    y.view(spec.loY(), spec.hiY(), height);
  }

  /**
   * Takes up a block; true when its rows have to be looked at, by {@link #addRows}. False when it
   * lies outside or was added at once, which needs its header alone.
   */
  boolean begin(BlockSlab slab, int block, CpuAccumulator to) {
    if (!x.block(slab.loX(block), slab.hiX(block), slab.stepX(block))
        || !y.block(slab.loY(block), slab.hiY(block), slab.stepY(block))) {
      return false;
    }
    inside = x.inside() && y.inside();
    boolean plain = mode == ColourMode.COUNT && !filter.works();
    if (inside && plain && x.oneCell() && y.oneCell()) {
      to.counts[y.onlyCell() * width + x.onlyCell()] += slab.count(block);
      return false;
    }
    return true;
  }

  /** Counts some rows of the block begun last. */
  void addRows(BlockSlab slab, int block, int first, int end, CpuAccumulator to) {
    MemorySegment codes = slab.coords();
    long codesAt = slab.coordsAt(block);
    for (int from = first; from < end; from += RUN) {
      int n = Math.min(RUN, end - from);
      MemorySegment.copy(codes, ValueLayout.JAVA_INT, codesAt + from * 4L, cells, 0, n);
      toCells(n);
      if (filter.works()) {
        filter.run(slab, block, from, n, cells, !inside, to.cross);
      }
      count(slab, block, from, n, to);
    }
  }

  private void toCells(int n) {
    if (!inside) {
      mapClipped(cells, n);
    } else if (x.mustClamp() || y.mustClamp()) {
      mapClamped(cells, n);
    } else {
      map(cells, n, x.a(), x.f(), y.a(), y.f(), y.base() * width + x.base(), width);
    }
  }

  private static void map(
      int[] c, int n, float ax, float fx, float ay, float fy, int base, int width) {
    for (int i = 0; i < n; i++) {
      int v = c[i];
      float tx = (v & 0xffff) * ax;
      tx = tx + fx;
      float ty = (v >>> 16) * ay;
      ty = ty + fy;
      c[i] = base + (int) tx + ((int) ty) * width;
    }
  }

  private void mapClamped(int[] c, int n) {
    float ax = x.a();
    float fx = x.f();
    float ay = y.a();
    float fy = y.f();
    int baseX = x.base();
    int baseY = y.base();
    int w = width;
    int lastX = width - 1;
    int lastY = height - 1;
    for (int i = 0; i < n; i++) {
      int v = c[i];
      float tx = (v & 0xffff) * ax;
      tx = tx + fx;
      float ty = (v >>> 16) * ay;
      ty = ty + fy;
      c[i] = Math.min(baseX + (int) tx, lastX) + Math.min(baseY + (int) ty, lastY) * w;
    }
  }

  private void mapClipped(int[] c, int n) {
    float ax = x.a();
    float fx = x.f();
    float ay = y.a();
    float fy = y.f();
    int baseX = x.base();
    int baseY = y.base();
    int w = width;
    int lastX = width - 1;
    int lastY = height - 1;
    int fromX = x.firstCode();
    int toX = x.lastCode();
    int fromY = y.firstCode();
    int toY = y.lastCode();
    for (int i = 0; i < n; i++) {
      int v = c[i];
      int codeX = v & 0xffff;
      int codeY = v >>> 16;
      float tx = codeX * ax;
      tx = tx + fx;
      float ty = codeY * ay;
      ty = ty + fy;
      int cx = Math.max(0, Math.min(baseX + (int) tx, lastX));
      int cy = Math.max(0, Math.min(baseY + (int) ty, lastY));
      int signs = (codeX - fromX) | (toX - codeX) | (codeY - fromY) | (toY - codeY);
      c[i] = signs < 0 ? OUTSIDE : cy * w + cx;
    }
  }

  private void count(BlockSlab slab, int block, int from, int n, CpuAccumulator to) {
    if (mode != ColourMode.COUNT) {
      long at = slab.channelAt(BlockSlab.COLOUR, block) + from * 2L;
      MemorySegment codes = slab.channel(BlockSlab.COLOUR);
      MemorySegment.copy(codes, ValueLayout.JAVA_SHORT, at, channel, 0, n);
    }
    switch (mode) {
      case COUNT -> {
        if (inside && !filter.works()) {
          countAll(to.counts, cells, n);
        } else {
          countInside(to.counts, cells, n);
        }
      }
      case MEAN -> sum(to.sums, cells, channel, n);
      case CATEGORY -> countCategories(to.counts, cells, channel, n);
    }
  }

  private static void countAll(int[] counts, int[] c, int n) {
    for (int i = 0; i < n; i++) {
      counts[c[i]]++;
    }
  }

  private static void countInside(int[] counts, int[] c, int n) {
    for (int i = 0; i < n; i++) {
      int cell = c[i];
      if (cell >= 0) {
        counts[cell]++;
      }
    }
  }

  /**
   * Two longs a cell: rows in the high half and rows with a value in the low half; sum of codes.
   */
  private static void sum(long[] sums, int[] c, short[] channel, int n) {
    for (int i = 0; i < n; i++) {
      int cell = c[i];
      if (cell >= 0) {
        int value = channel[i] & 0xffff;
        sums[2 * cell] += (1L << 32) + (value == 0 ? 0 : 1);
        sums[2 * cell + 1] += value;
      }
    }
  }

  private static void countCategories(int[] counts, int[] c, short[] channel, int n) {
    for (int i = 0; i < n; i++) {
      int cell = c[i];
      if (cell >= 0) {
        counts[8 * cell + (channel[i] & 7)]++;
      }
    }
  }
}
