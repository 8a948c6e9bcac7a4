package skein.core.aggregate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import skein.core.block.BlockSlab;

/**
 * Takes the rows that fail a filter out of a run of cells, and counts the channels' histograms. A
 * loop a channel, which the JIT makes vector code of where there is a range. One thread.
 */
final class FilterKernel {
  private static final int OUTSIDE_WINDOW = 1 << 31;

  private final ChannelFilter filter = new ChannelFilter();
  private final short[][] codes;
  private final int[] failed;

  FilterKernel(int run) {
    codes = new short[ChannelFilter.MOST_CHANNELS][run];
    failed = new int[run];
  }

  void view(ChannelFilter wanted) {
    filter.set(wanted);
  }

  /** True when the pass filters or counts histograms. */
  boolean works() {
    return filter.channels() > 0;
  }

  /**
   * Filters n rows of a block.
   *
   * @param cells of the rows, below 0 outside the window; gets -1 for rows that fail
   * @param clipped false when no row is outside the window
   */
  void run(
      BlockSlab slab, int block, int from, int n, int[] cells, boolean clipped, CrossCounts to) {
    Arrays.fill(failed, 0, n, 0);
    for (int c = 0; c < filter.channels(); c++) {
      int plane = filter.firstPlane() + c;
      MemorySegment held = slab.channel(plane);
      long at = slab.channelAt(plane, block) + from * 2L;
      MemorySegment.copy(held, ValueLayout.JAVA_SHORT, at, codes[c], 0, n);
      if (filter.isActive(c)) {
        test(codes[c], n, filter.lowest(c), filter.highest(c), 1 << c, failed);
        if (filter.mask(c) != -1) {
          testMask(codes[c], n, filter.mask(c), 1 << c, failed);
        }
      }
    }
    if (clipped) {
      for (int i = 0; i < n; i++) {
        failed[i] |= cells[i] & OUTSIDE_WINDOW;
      }
    }
    for (int c = 0; c < filter.channels(); c++) {
      count(codes[c], n, filter.shift(c), ~(1 << c), failed, to.bins(c));
    }
    for (int i = 0; i < n; i++) {
      cells[i] = failed[i] == 0 ? cells[i] : -1;
    }
  }

  private static void test(short[] codes, int n, int lo, int hi, int bit, int[] failed) {
    for (int i = 0; i < n; i++) {
      int code = codes[i] & 0xffff;
      failed[i] |= ((code - lo) | (hi - code)) >> 31 & bit;
    }
  }

  private static void testMask(short[] codes, int n, int mask, int bit, int[] failed) {
    for (int i = 0; i < n; i++) {
      int code = codes[i] & 0xffff;
      failed[i] |= code >= Integer.SIZE || (mask >>> code & 1) != 0 ? 0 : bit;
    }
  }

  private static void count(
      short[] codes, int n, int shift, int others, int[] failed, long[] bins) {
    for (int i = 0; i < n; i++) {
      if ((failed[i] & others) == 0) {
        bins[(codes[i] & 0xffff) >> shift]++;
      }
    }
  }
}
