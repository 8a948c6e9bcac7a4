package skein.core.aggregate;

import skein.core.source.ColourMode;

/**
 * A density grid over a window of a series, in offsets from the series' origin. Row 0 is at the
 * bottom. A cell holds its lower edges; the window's upper edges count in the last cells.
 *
 * <p>Mutable, so that a view can move without garbage. Each holder has a spec of its own and copies
 * into it; equality is by value. One thread at a time.
 */
public final class GridSpec {
  private static final int MOST = 16_384;

  private int width = 1;
  private int height = 1;
  private double loX;
  private double hiX = 1;
  private double loY;
  private double hiY = 1;
  private ColourMode mode = ColourMode.COUNT;
  private final ChannelFilter filter = new ChannelFilter();

  /** One cell over the unit square. */
  public GridSpec() {}

  /** See {@link #set(int, int, double, double, double, double, ColourMode)}. */
  public GridSpec(
      int width, int height, double loX, double hiX, double loY, double hiY, ColourMode mode) {
    set(width, height, loX, hiX, loY, hiY, mode);
  }

  /**
   * Sets all of it but the filter, or nothing when it throws.
   *
   * @param newWidth cells across, 1 to 16,384
   * @param newHeight cells up, 1 to 16,384
   */
  public void set(
      int newWidth,
      int newHeight,
      double newLoX,
      double newHiX,
      double newLoY,
      double newHiY,
      ColourMode newMode) {
    if (newWidth < 1 || newHeight < 1 || newWidth > MOST || newHeight > MOST) {
      throw new IllegalArgumentException("grid size: width=" + newWidth + " height=" + newHeight);
    }
    if (!(newHiX > newLoX) || !(newHiY > newLoY)) {
      throw new IllegalArgumentException("empty window");
    }
    width = newWidth;
    height = newHeight;
    loX = newLoX;
    hiX = newHiX;
    loY = newLoY;
    hiY = newHiY;
    mode = newMode;
  }

  /** Copies another's values and its filter. */
  public void set(GridSpec from) {
    width = from.width;
    height = from.height;
    loX = from.loX;
    hiX = from.hiX;
    loY = from.loY;
    hiY = from.hiY;
    mode = from.mode;
    filter.set(from.filter);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public double loX() {
    return loX;
  }

  public double hiX() {
    return hiX;
  }

  public double loY() {
    return loY;
  }

  public double hiY() {
    return hiY;
  }

  public ColourMode mode() {
    return mode;
  }

  /** The channels that rows are filtered and counted by; none at first. This spec's own. */
  public ChannelFilter filter() {
    return filter;
  }

  /** True when another has the same window, size and mode, whatever its filter. */
  public boolean isSameWindow(GridSpec o) {
    return width == o.width
        && height == o.height
        && Double.compare(loX, o.loX) == 0
        && Double.compare(hiX, o.hiX) == 0
        && Double.compare(loY, o.loY) == 0
        && Double.compare(hiY, o.hiY) == 0
        && mode == o.mode;
  }

  public int cells() {
    return width * height;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GridSpec o && isSameWindow(o) && filter.equals(o.filter);
  }

  @Override
  public int hashCode() {
    int hash = 31 * width + height;
    hash = 31 * hash + Double.hashCode(loX);
    hash = 31 * hash + Double.hashCode(hiX);
    hash = 31 * hash + Double.hashCode(loY);
    hash = 31 * hash + Double.hashCode(hiY);
    return 31 * (31 * hash + mode.hashCode()) + filter.hashCode();
  }

  @Override
  public String toString() {
    String window = " x=" + loX + ".." + hiX + " y=" + loY + ".." + hiY;
    String filtered = filter.channels() == 0 ? "" : " " + filter;
    return width + "x" + height + " " + mode + window + filtered;
  }
}
