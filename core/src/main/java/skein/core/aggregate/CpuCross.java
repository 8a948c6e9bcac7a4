package skein.core.aggregate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;

/**
 * Filtered counts and histograms by reading every row of the blocks that reach into the window: the
 * GPU kernel's twin. Rows and cells are those of {@link CellMapping}. One thread.
 */
public final class CpuCross {
  private final CellMapping x = new CellMapping();
  private final CellMapping y = new CellMapping();

  /**
   * Counts a set whose slabs all have the same channels.
   *
   * @param grid counts a cell, row-major from the bottom, u32; overwritten
   */
  public void count(
      SlabSet slabs, GridSpec spec, ChannelFilter filter, int[] grid, CrossCounts histograms) {
    x.view(spec.loX(), spec.hiX(), spec.width());
    y.view(spec.loY(), spec.hiY(), spec.height());
    Arrays.fill(grid, 0);
    histograms.clear();
    for (int s = 0; s < slabs.size(); s++) {
      BlockSlab slab = slabs.get(s);
      for (int b = 0; b < slab.blocks(); b++) {
        if (x.block(slab.loX(b), slab.hiX(b), slab.stepX(b))
            && y.block(slab.loY(b), slab.hiY(b), slab.stepY(b))) {
          block(slab, b, spec, filter, grid, histograms);
        }
      }
    }
  }

  private void block(
      BlockSlab slab,
      int b,
      GridSpec spec,
      ChannelFilter filter,
      int[] grid,
      CrossCounts histograms) {
    MemorySegment coords = slab.coords();
    for (int i = 0; i < slab.count(b); i++) {
      int row = coords.get(ValueLayout.JAVA_INT, slab.coordsAt(b) + 4L * i);
      int column = cell(row & 0xFFFF, x, spec.width());
      int line = cell(row >>> 16, y, spec.height());
      if (column >= 0 && line >= 0) {
        int failed = failed(slab, b, i, filter);
        if (failed == 0) {
          grid[line * spec.width() + column]++;
        }
        for (int c = 0; c < slab.channels(); c++) {
          if ((failed & ~(1 << c)) == 0) {
            histograms.bins(c)[code(slab, b, i, c) >> 8]++;
          }
        }
      }
    }
  }

  private static int cell(int code, CellMapping axis, int cells) {
    if (code < axis.firstCode() || code > axis.lastCode()) {
      return -1;
    }
    float t = code * axis.a();
    t = t + axis.f();
    return Math.max(0, Math.min(axis.base() + (int) t, cells - 1));
  }

  /** A bit for each channel whose range the row does not pass. */
  private static int failed(BlockSlab slab, int b, int row, ChannelFilter filter) {
    int failed = 0;
    for (int c = 0; c < slab.channels(); c++) {
      failed |= filter.passes(c, code(slab, b, row, c)) ? 0 : 1 << c;
    }
    return failed;
  }

  private static int code(BlockSlab slab, int b, int row, int channel) {
    long at = slab.channelAt(channel, b) + 2L * row;
    return slab.channel(channel).get(ValueLayout.JAVA_SHORT, at) & 0xFFFF;
  }
}
