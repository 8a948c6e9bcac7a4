package skein.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

class ZoomDepthTest {
  private static final int CELLS = 1_000;

  private static SlabSet blocks(double... bounds) {
    int n = bounds.length / BlockSlab.BOUNDS;
    int[] first = new int[n];
    int[] count = new int[n];
    for (int b = 0; b < n; b++) {
      first[b] = 4 * b;
      count[b] = 2;
    }
    SlabSet set = new SlabSet(ColourMode.COUNT);
    HostBuffer codes = new HostBuffer(new MemoryLedger(), "test", 16L * n);
    set.add(new BlockSlab(first, count, bounds, codes, null));
    return set;
  }

  private static GridSpec across(double lo, double hi) {
    return new GridSpec(CELLS, CELLS, lo, hi, 0, 1, ColourMode.COUNT);
  }

  @Test
  void deepOnceABlockCoversMoreThan16384Cells() {
    try (SlabSet set = blocks(0, 1, 1.0 / 65_535, 0, 1e-3, 1e-3 / 65_535)) {
      ZoomDepth depth = new ZoomDepth();
      double limit = CELLS * 4.0 / 65_535;
      assertThat(depth.tooDeep(set, across(0, limit * 1.01))).isFalse();
      assertThat(depth.tooDeep(set, across(0, limit * 0.99))).isTrue();
    }
  }

  @Test
  void onlyVisibleBlocksMatter() {
    double[] bounds = {0, 1, 1.0 / 65_535, 0, 0, 0, 5, 5.001, 0.001 / 65_535, 0, 0, 0};
    try (SlabSet set = blocks(bounds)) {
      ZoomDepth depth = new ZoomDepth();
      assertThat(depth.tooDeep(set, across(4.999, 5.002))).isFalse();
      assertThat(depth.tooDeep(set, across(0.5, 0.503))).isTrue();
    }
  }

  @Test
  void wholeNumbersOfStepOneAreExact() {
    try (SlabSet set = blocks(0, 60_000, 1, 0, 0, 0)) {
      assertThat(new ZoomDepth().tooDeep(set, across(10, 11))).isFalse();
    }
  }
}
