package skein.core.aggregate;

import skein.core.source.ColourMode;

/**
 * A density grid over a window of a series, in offsets from the series' origin. Row 0 is at the
 * bottom. A cell holds its lower edges; the window's upper edges count in the last cells.
 *
 * @param width cells across, 1 to 16,384
 * @param height cells up, 1 to 16,384
 */
public record GridSpec(
    int width, int height, double loX, double hiX, double loY, double hiY, ColourMode mode) {
  public GridSpec {
    if (width < 1 || height < 1 || width > 16_384 || height > 16_384) {
      throw new IllegalArgumentException("grid size: width=" + width + " height=" + height);
    }
    if (!(hiX > loX) || !(hiY > loY)) {
      throw new IllegalArgumentException("empty window");
    }
  }

  public int cells() {
    return width * height;
  }
}
