package skein.core.aggregate;

import org.jspecify.annotations.Nullable;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;

/**
 * Tells when the 16-bit codes of blocks are too coarse for a view: when a block that it shows would
 * cover more than 16,384 cells on an axis, four codes a cell. Codes of whole-number blocks with
 * step 1 are exact and never too coarse. Remembers the largest steps of a set, so that views that
 * are not deep cost nothing. One thread.
 */
public final class ZoomDepth {
  /** Cells per code above which codes are too coarse. */
  public static final double COARSE = 0.25;

  private @Nullable SlabSet known;
  private int knownSlabs;
  private double mostX;
  private double mostY;

  /** Whether some visible block of the set is too coarse for a grid's window. */
  public boolean tooDeep(SlabSet slabs, GridSpec view) {
    learn(slabs);
    double stepX = limit(view.hiX(), view.loX(), view.width());
    double stepY = limit(view.hiY(), view.loY(), view.height());
    if (mostX <= stepX && mostY <= stepY) {
      return false;
    }
    for (int s = 0; s < slabs.size(); s++) {
      if (tooDeep(slabs.get(s), view, stepX, stepY)) {
        return true;
      }
    }
    return false;
  }

  /** True where doubles cannot tell the cells of a window of whole numbers apart. */
  public static boolean isCoarse(double lo, double hi, int cells) {
    double ulp = Math.ulp(Math.max(Math.abs(lo), Math.abs(hi)));
    return ulp >= 1 && ulp > limit(hi, lo, cells);
  }

  private static double limit(double hi, double lo, int cells) {
    return COARSE * (hi / cells - lo / cells);
  }

  private static boolean tooDeep(BlockSlab slab, GridSpec view, double stepX, double stepY) {
    if (!slab.box().reaches(view.loX(), view.hiX(), view.loY(), view.hiY())) {
      return false;
    }
    for (int b = 0; b < slab.blocks(); b++) {
      boolean coarse = coarse(slab.stepX(b), stepX) || coarse(slab.stepY(b), stepY);
      if (coarse && slab.reaches(b, view.loX(), view.hiX(), view.loY(), view.hiY())) {
        return true;
      }
    }
    return false;
  }

  private static boolean coarse(double step, double most) {
    return step > most && step != 1.0;
  }

  private void learn(SlabSet slabs) {
    if (known != slabs || slabs.size() < knownSlabs) {
      known = slabs;
      knownSlabs = 0;
      mostX = 0;
      mostY = 0;
    }
    for (; knownSlabs < slabs.size(); knownSlabs++) {
      BlockSlab slab = slabs.get(knownSlabs);
      for (int b = 0; b < slab.blocks(); b++) {
        mostX = Math.max(mostX, slab.stepX(b) == 1.0 ? 0 : slab.stepX(b));
        mostY = Math.max(mostY, slab.stepY(b) == 1.0 ? 0 : slab.stepY(b));
      }
    }
  }
}
