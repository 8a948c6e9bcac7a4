package skein.core.aggregate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;

/**
 * Extremes of pixel columns by reading every row: what the GPU's kernel is compared with.
 *
 * <p>A row's column is that of {@link CellMapping}. Its value is {@code code * scale + offset} in
 * float32, two roundings, with {@code scale = (step * s) * perUnit} and {@code offset = (lo * s -
 * viewLo * s) * perUnit} in double, rounded once. One thread.
 */
public final class CpuColumns {
  private final CellMapping x = new CellMapping();
  private final CellMapping y = new CellMapping();

  /** Reads all rows of a set whose blocks are in x order. Rows outside the window along y count. */
  public void read(SlabSet slabs, GridSpec spec, ColumnExtremes out) {
    x.view(spec.loX(), spec.hiX(), spec.width());
    y.view(spec.loY(), spec.hiY(), spec.height());
    out.clear();
    long number = 0;
    for (int s = 0; s < slabs.size(); s++) {
      BlockSlab slab = slabs.get(s);
      for (int b = 0; b < slab.blocks(); b++) {
        block(slab, b, number++ * ColumnExtremes.ROWS_PER_BLOCK, spec, out);
      }
    }
  }

  private void block(BlockSlab slab, int b, long number, GridSpec spec, ColumnExtremes out) {
    if (!x.block(slab.loX(b), slab.hiX(b), slab.stepX(b))) {
      return;
    }
    double s = y.size();
    float scale = (float) ((slab.stepY(b) * s) * y.perUnit());
    float offset = (float) ((slab.loY(b) * s - spec.loY() * s) * y.perUnit());
    MemorySegment coords = slab.coords();
    for (int i = 0; i < slab.count(b); i++) {
      int row = coords.get(ValueLayout.JAVA_INT, slab.coordsAt(b) + 4L * i);
      int code = row & 0xFFFF;
      if (code >= x.firstCode() && code <= x.lastCode()) {
        float t = code * x.a();
        t = t + x.f();
        int column = Math.max(0, Math.min(x.base() + (int) t, spec.width() - 1));
        float value = (row >>> 16) * scale;
        value = value + offset;
        out.add(column, number + i, value);
      }
    }
  }

  /** Smallest code of a block along y, and the largest in the upper half. */
  public static int extremes(BlockSlab slab, int block) {
    MemorySegment coords = slab.coords();
    long at = slab.coordsAt(block);
    int least = 0xFFFF;
    int most = 0;
    for (int i = 0; i < slab.count(block); i++) {
      int code = coords.get(ValueLayout.JAVA_INT, at + 4L * i) >>> 16;
      least = Math.min(least, code);
      most = Math.max(most, code);
    }
    return least | most << 16;
  }
}
