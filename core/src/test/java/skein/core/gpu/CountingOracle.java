package skein.core.gpu;

import java.lang.foreign.ValueLayout;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;

/** Counts row by row with the arithmetic that the contract fixes, and nothing clever. */
final class CountingOracle {
  final int[] counts;
  final int[] valid;
  final long[] sums;
  final int[] categories;

  private final GridSpec spec;

  CountingOracle(GridSpec spec, SlabSet slabs) {
    this.spec = spec;
    int cells = spec.cells();
    counts = new int[cells];
    valid = new int[cells];
    sums = new long[cells];
    categories = new int[8 * cells];
    for (int s = 0; s < slabs.size(); s++) {
      for (int b = 0; b < slabs.get(s).blocks(); b++) {
        count(slabs.get(s), b);
      }
    }
  }

  private void count(BlockSlab slab, int b) {
    Axis x = new Axis(spec.loX(), spec.hiX(), spec.width());
    Axis y = new Axis(spec.loY(), spec.hiY(), spec.height());
    if (!x.block(slab.loX(b), slab.hiX(b), slab.stepX(b))
        || !y.block(slab.loY(b), slab.hiY(b), slab.stepY(b))) {
      return;
    }
    for (int i = 0; i < slab.count(b); i++) {
      int xy = slab.coords().get(ValueLayout.JAVA_INT, slab.coordsAt(b) + 4L * i);
      int column = x.cell(xy & 0xFFFF);
      int line = y.cell(xy >>> 16);
      if (column >= 0 && line >= 0) {
        int code = code(slab, b, i);
        add(line * spec.width() + column, code);
      }
    }
  }

  private static int code(BlockSlab slab, int b, int row) {
    if (slab.channels() == 0) {
      return 0;
    }
    long at = slab.channelAt(BlockSlab.COLOUR, b) + 2L * row;
    return slab.channel(BlockSlab.COLOUR).get(ValueLayout.JAVA_SHORT, at) & 0xFFFF;
  }

  private void add(int cell, int code) {
    counts[cell]++;
    if (code != 0) {
      valid[cell]++;
      sums[cell] += code;
    }
    categories[(code & 7) * spec.cells() + cell]++;
  }

  float mean(int cell) {
    return valid[cell] == 0 ? Float.NaN : (float) ((double) sums[cell] / valid[cell]);
  }

  float[] means() {
    float[] out = new float[counts.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = mean(i);
    }
    return out;
  }

  private static final class Axis {
    private final double lo;
    private final double hi;
    private final int cells;
    private final double perUnit;
    private boolean inside;
    private double toLo;
    private double toHi;
    private double step;
    private int only;
    private int base;
    private float a;
    private float f;

    Axis(double lo, double hi, int cells) {
      this.lo = lo;
      this.hi = hi;
      this.cells = cells;
      this.perUnit = cells / (hi - lo);
    }

    boolean block(double blockLo, double blockHi, double blockStep) {
      step = blockStep;
      toLo = lo - blockLo;
      toHi = hi - blockLo;
      only = -1;
      if (blockHi < lo || blockLo > hi) {
        return false;
      }
      double scale = step * perUnit;
      if (scale > 16_384) {
        return deep(blockLo);
      }
      inside = blockLo >= lo && blockHi <= hi;
      double offset = (blockLo - lo) * perUnit;
      base = (int) Math.floor(offset);
      a = (float) scale;
      f = (float) (offset - Math.floor(offset));
      return true;
    }

    private boolean deep(double blockLo) {
      double code = Math.max(0, Math.ceil((lo - blockLo) / step));
      double p = ((blockLo - lo) + code * step) * perUnit;
      inside = false;
      only = (int) Math.min(code, 65_535);
      a = 32_768;
      f = 0;
      base = Math.min((int) Math.max(p, 0), cells - 1) - (int) Math.min(code, 65_535) * 32_768;
      return code <= 65_535 && p <= cells;
    }

    int cell(int code) {
      float t = code * a;
      t = t + f;
      int cell = base + (int) t;
      return keeps(code) ? Math.max(0, Math.min(cell, cells - 1)) : -1;
    }

    /** A code stands for the positions above the code before it, up to its own. */
    private boolean keeps(int code) {
      if (only >= 0) {
        return code == only;
      }
      if (inside || step == 0) {
        return true;
      }
      boolean below = step == 1 ? code * step <= toHi : (code - 1) * step < toHi;
      return code * step >= toLo && below;
    }
  }
}
