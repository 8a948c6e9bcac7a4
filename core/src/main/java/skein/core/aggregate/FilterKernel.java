package skein.core.aggregate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import skein.core.block.BlockSlab;

/**
 * Tells which rows of a run pass a filter, takes the others out of a run of cells, and counts the
 * channels' histograms. A loop a channel, which the JIT makes vector code of where there is a
 * range. One thread.
 */
public final class FilterKernel {
  private static final int OUTSIDE_WINDOW = 1 << 31;

  private final ChannelFilter filter = new ChannelFilter();
  private final short[][] codes;
  private final int[] failed;

  /**
   * @param run most rows at a time
   */
  public FilterKernel(int run) {
    codes = new short[ChannelFilter.MOST_CHANNELS][run];
    failed = new int[run];
  }

  /** Takes the filter of the rows to come. */
  public void view(ChannelFilter wanted) {
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
    for (int c = 0; c < filter.channels(); c++) {
      int plane = filter.firstPlane() + c;
      read(c, slab.channel(plane), slab.channelAt(plane, block) + from * 2L, n);
    }
    test(n);
    if (clipped) {
      for (int i = 0; i < n; i++) {
        failed[i] |= cells[i] & OUTSIDE_WINDOW;
      }
    }
    count(0, n, to);
    for (int i = 0; i < n; i++) {
      cells[i] = failed[i] == 0 ? cells[i] : -1;
    }
  }

  /** Takes n codes of a channel, u16 from a place in memory on. */
  public void read(int channel, MemorySegment held, long at, int n) {
    MemorySegment.copy(held, ValueLayout.JAVA_SHORT, at, codes[channel], 0, n);
  }

  /** Tests n rows whose codes were taken; gives 0 for each that passes, valid until the next. */
  public int[] test(int n) {
    Arrays.fill(failed, 0, n, 0);
    for (int c = 0; c < filter.channels(); c++) {
      if (filter.isActive(c)) {
        test(codes[c], n, filter.lowest(c), filter.highest(c), 1 << c, failed);
        if (filter.mask(c) != -1) {
          testMask(codes[c], n, filter.mask(c), 1 << c, failed);
        }
      }
    }
    return failed;
  }

  /** Counts the histograms of rows {@code from} to {@code to} of those tested last. */
  public void count(int from, int to, CrossCounts counts) {
    for (int c = 0; c < filter.channels(); c++) {
      count(codes[c], from, to, filter.shift(c), ~(1 << c), failed, counts.bins(c));
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
      short[] codes, int from, int to, int shift, int others, int[] failed, long[] bins) {
    for (int i = from; i < to; i++) {
      if ((failed[i] & others) == 0) {
        bins[(codes[i] & 0xffff) >> shift]++;
      }
    }
  }
}
