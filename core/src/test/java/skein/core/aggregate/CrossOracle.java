package skein.core.aggregate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;

/** Filtered counts and histograms by reading every row, with nothing clever. */
public final class CrossOracle {
  private final CellMapping x = new CellMapping();
  private final CellMapping y = new CellMapping();

  /** Counts cells, row-major from the bottom, and bins. */
  public void count(SlabSet slabs, GridSpec spec, int[] grid, CrossCounts histograms) {
    count(slabs, spec, SampleRounds.LAST, grid, histograms);
  }

  /** The same of the rows that a sampled pass has looked at after a round. */
  void count(SlabSet slabs, GridSpec spec, int round, int[] grid, CrossCounts histograms) {
    x.view(spec.loX(), spec.hiX(), spec.width());
    y.view(spec.loY(), spec.hiY(), spec.height());
    Arrays.fill(grid, 0);
    histograms.clear();
    for (int s = 0; s < slabs.size(); s++) {
      BlockSlab slab = slabs.get(s);
      for (int b = 0; b < slab.blocks(); b++) {
        if (x.block(slab.loX(b), slab.hiX(b), slab.stepX(b))
            && y.block(slab.loY(b), slab.hiY(b), slab.stepY(b))) {
          block(slab, b, SampleRounds.end(slab, s, b, round), spec, grid, histograms);
        }
      }
    }
  }

  private void block(
      BlockSlab slab, int b, int rows, GridSpec spec, int[] grid, CrossCounts histograms) {
    MemorySegment coords = slab.coords();
    ChannelFilter filter = spec.filter();
    for (int i = 0; i < rows; i++) {
      int row = coords.get(ValueLayout.JAVA_INT, slab.coordsAt(b) + 4L * i);
      int column = cell(row & 0xFFFF, x, spec.width());
      int line = cell(row >>> 16, y, spec.height());
      if (column >= 0 && line >= 0) {
        int failed = failed(slab, b, i, filter);
        if (failed == 0) {
          grid[line * spec.width() + column]++;
        }
        for (int c = 0; c < filter.channels(); c++) {
          if ((failed & ~(1 << c)) == 0) {
            int code = code(slab, b, i, filter.firstPlane() + c);
            histograms.bins(c)[code >> filter.shift(c)]++;
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
    for (int c = 0; c < filter.channels(); c++) {
      int code = code(slab, b, row, filter.firstPlane() + c);
      failed |= filter.passes(c, code) ? 0 : 1 << c;
    }
    return failed;
  }

  private static int code(BlockSlab slab, int b, int row, int channel) {
    long at = slab.channelAt(channel, b) + 2L * row;
    return slab.channel(channel).get(ValueLayout.JAVA_SHORT, at) & 0xFFFF;
  }
}
