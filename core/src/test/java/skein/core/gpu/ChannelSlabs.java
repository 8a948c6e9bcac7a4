package skein.core.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import skein.core.block.BlockSlab;
import skein.core.block.SlabPlane;
import skein.core.block.SlabSet;

/** Blocks with columns to filter by. */
public final class ChannelSlabs {
  private ChannelSlabs() {}

  /** The blocks of a built set as those of a mapped file. */
  static SlabSet mapped(SlabSet built) {
    return withChannels(Arena.global(), built, 0, new SplittableRandom(0));
  }

  /** The same blocks with random channels, some of few values. */
  public static SlabSet withChannels(
      Arena arena, SlabSet built, int channels, SplittableRandom random) {
    SlabSet set = new SlabSet(built.mode());
    int colours = built.get(0).channels();
    for (int s = 0; s < built.size(); s++) {
      BlockSlab slab = built.get(s);
      int blocks = slab.blocks();
      int[] count = new int[blocks];
      long[] at = new long[blocks];
      long[] codesAt = new long[blocks];
      double[] bounds = new double[blocks * BlockSlab.BOUNDS];
      for (int b = 0; b < blocks; b++) {
        count[b] = slab.count(b);
        at[b] = slab.coordsAt(b);
        codesAt[b] = slab.coordsAt(b) / 2;
        double[] one = {
          slab.loX(b), slab.hiX(b), slab.stepX(b), slab.loY(b), slab.hiY(b), slab.stepY(b)
        };
        System.arraycopy(one, 0, bounds, b * BlockSlab.BOUNDS, BlockSlab.BOUNDS);
      }
      SlabPlane[] planes = new SlabPlane[colours + channels];
      if (colours > 0) {
        planes[0] = new SlabPlane(slab.channel(0), codesAt);
      }
      for (int c = 0; c < channels; c++) {
        MemorySegment codes = arena.allocate(slab.coords().byteSize() / 2, 64);
        int values = c % 2 == 0 ? 65_536 : 5;
        int stride = random.nextBoolean() ? 9_000 : 1;
        for (long i = 0; i < codes.byteSize() / 2; i++) {
          int code = values == 5 ? random.nextInt(5) * stride : random.nextInt(values);
          codes.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) code);
        }
        planes[colours + c] = new SlabPlane(codes, codesAt);
      }
      set.add(BlockSlab.mapped(count, bounds, slab.coords(), at, planes));
    }
    return set;
  }
}
