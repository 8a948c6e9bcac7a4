package skein.perf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;

/** What the aggregator is held against: the shortest loops that count every row of a full view. */
final class PlainLoops {
  private PlainLoops() {}

  /** One scalar loop over the rows of each block, no skipping, no clock; one thread's share. */
  static void blocks(SlabSet set, int[] grid, int width, int height, int member, int members) {
    Arrays.fill(grid, 0);
    for (int s = member; s < set.size(); s += members) {
      BlockSlab slab = set.get(s);
      for (int b = 0; b < slab.blocks(); b++) {
        block(slab, b, grid, width, height);
      }
    }
  }

  private static void block(BlockSlab slab, int b, int[] grid, int width, int height) {
    MemorySegment codes = slab.coords();
    float ax = (float) (slab.stepX(b) * (width - 1));
    float fx = (float) (slab.loX(b) * (width - 1));
    float ay = (float) (slab.stepY(b) * (height - 1));
    float fy = (float) (slab.loY(b) * (height - 1));
    long at = slab.coordsAt(b);
    int rows = slab.count(b);
    for (int i = 0; i < rows; i++) {
      int v = codes.get(ValueLayout.JAVA_INT, at + i * 4L);
      int column = (int) ((v & 0xffff) * ax + fx);
      int row = (int) ((v >>> 16) * ay + fy);
      grid[row * width + column]++;
    }
  }

  /** The brute force without blocks: two float32 a row, in the order of the rows. */
  static void floats(MemorySegment points, long from, long to, int[] grid, int width, int height) {
    Arrays.fill(grid, 0);
    for (long i = from; i < to; i++) {
      int column = (int) (points.get(ValueLayout.JAVA_FLOAT, i * 8) * (width - 1));
      int row = (int) (points.get(ValueLayout.JAVA_FLOAT, i * 8 + 4) * (height - 1));
      grid[row * width + column]++;
    }
  }
}
