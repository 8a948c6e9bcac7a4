package skein.core.block;

/** The bounds of all blocks of a slab together, as offsets from the series' origin. Immutable. */
public final class SlabBox {
  private final double loX;
  private final double hiX;
  private final double loY;
  private final double hiY;

  /**
   * @param bounds {@link BlockSlab#BOUNDS} doubles a block
   */
  SlabBox(double[] bounds) {
    double fromX = Double.POSITIVE_INFINITY;
    double toX = Double.NEGATIVE_INFINITY;
    double fromY = Double.POSITIVE_INFINITY;
    double toY = Double.NEGATIVE_INFINITY;
    for (int at = 0; at < bounds.length; at += BlockSlab.BOUNDS) {
      fromX = Math.min(fromX, bounds[at]);
      toX = Math.max(toX, bounds[at + 1]);
      fromY = Math.min(fromY, bounds[at + 3]);
      toY = Math.max(toY, bounds[at + 4]);
    }
    loX = fromX;
    hiX = toX;
    loY = fromY;
    hiY = toY;
  }

  /** True when it touches a window. */
  public boolean reaches(double fromX, double toX, double fromY, double toY) {
    return hiX >= fromX && loX <= toX && hiY >= fromY && loY <= toY;
  }

  /** True when it lies inside a window. */
  public boolean isWithin(double fromX, double toX, double fromY, double toY) {
    return loX >= fromX && hiX <= toX && loY >= fromY && hiY <= toY;
  }

  /** Distance along x from a position; 0 within. */
  double awayX(double x) {
    return Math.max(0, Math.max(loX - x, x - hiX));
  }

  double awayY(double y) {
    return Math.max(0, Math.max(loY - y, y - hiY));
  }
}
