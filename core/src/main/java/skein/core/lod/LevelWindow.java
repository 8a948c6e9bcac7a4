package skein.core.lod;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.GridSpec;
import skein.core.aggregate.GridStats;
import skein.core.aggregate.HostGrid;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

/**
 * The part of one level of a {@link CountPyramid} that a view shows and some cells around it, as a
 * grid that can be uploaded: its size follows from the plot's alone, so that a moving view costs a
 * copy now and then and no allocation. Cells beyond the level hold 0. Render thread only.
 */
public final class LevelWindow implements HostGrid {
  private static final String OWNER = "lod.window";
  private static final int STEP = 64;
  private static final int MOST = 4_096;

  /** Levels above the one shown whose cells tell how dense the view is. */
  private static final int STATS_LEVELS = 3;

  private final MemoryLedger ledger;
  private final GridSpec spec = new GridSpec();
  private final GridStats stats = new GridStats();
  private @Nullable HostBuffer cells;
  private @Nullable CountPyramid pyramid;
  private int level = -1;
  private int width;
  private int height;
  private long column;
  private long row;
  private long version;

  public LevelWindow(MemoryLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * The finest level that is ready whose cells are at least as large as a pixel on both axes, so
   * that each cell covers the middle of a pixel and no row is left out; the coarsest one where even
   * its cells are smaller.
   *
   * @param pixelX width of a pixel in units of the axis
   * @return -1 when no level is ready
   */
  public static int choose(CountPyramid p, double pixelX, double pixelY) {
    int ready = p.ready();
    if (ready >= p.levels()) {
      return -1;
    }
    double unitX = pixelX / (p.hiX() - p.loX());
    double unitY = pixelY / (p.hiY() - p.loY());
    int chosen = ready;
    while (chosen < p.levels() - 1 && (unitX * p.side(chosen) > 1 || unitY * p.side(chosen) > 1)) {
      chosen++;
    }
    return chosen;
  }

  /**
   * Shows a level in a window, in offsets from the origin; what is here already is used again.
   *
   * @param plotWidth pixels of the plot, which the cells shown do not outnumber
   */
  public void show(CountPyramid from, int newLevel, GridSpec view) {
    double perX = from.side(newLevel) / (from.hiX() - from.loX());
    double perY = from.side(newLevel) / (from.hiY() - from.loY());
    double left = Math.floor((view.loX() - from.loX()) * perX);
    double right = Math.floor((view.hiX() - from.loX()) * perX);
    double bottom = Math.floor((view.loY() - from.loY()) * perY);
    double top = Math.floor((view.hiY() - from.loY()) * perY);
    int wantedWidth = size(view.width());
    int wantedHeight = size(view.height());
    boolean same =
        pyramid == from && level == newLevel && width == wantedWidth && height == wantedHeight;
    int side = from.side(newLevel);
    double firstColumn = place(left, right, wantedWidth, side);
    double firstRow = place(bottom, top, wantedHeight, side);
    if (same && holds(column, width, left, right, side) && holds(row, height, bottom, top, side)) {
      return;
    }
    pyramid = from;
    level = newLevel;
    width = wantedWidth;
    height = wantedHeight;
    column = (long) firstColumn;
    row = (long) firstRow;
    double loX = from.loX() + column / perX;
    double loY = from.loY() + row / perY;
    spec.set(width, height, loX, loX + width / perX, loY, loY + height / perY, ColourMode.COUNT);
    copy(from);
    version++;
  }

  private static int size(int pixels) {
    return Math.min(MOST, (pixels + pixels / 4 + 2 * STEP) / STEP * STEP);
  }

  /** First cell of a window of some cells around the cells in view, inside the level if it fits. */
  private static double place(double first, double last, int cells, int side) {
    double middle = Math.floor((first + last - cells) / 2);
    return Math.max(0, Math.min(middle, Math.max(0, side - cells)));
  }

  /** True when all cells of the level that are in view are held. */
  private static boolean holds(long at, int cells, double first, double last, int side) {
    double from = Math.max(0, first);
    double to = Math.min(side - 1, last);
    return from > to || (from >= at && to < at + cells);
  }

  private void copy(CountPyramid from) {
    MemorySegment to = buffer();
    int side = from.side(level);
    int columns = (int) Math.min(width, side - column);
    int rows = (int) Math.min(height, side - row);
    if (columns < width || rows < height) {
      to.fill((byte) 0);
    }
    long at = from.at(level) + 4 * (row * side + column);
    for (int r = 0; r < rows; r++) {
      MemorySegment.copy(from.cells(), at + 4L * r * side, to, 4L * r * width, 4L * columns);
    }
  }

  private MemorySegment buffer() {
    HostBuffer held = cells;
    long bytes = 4L * width * height;
    if (held == null || held.bytes() != bytes) {
      if (held != null) {
        held.close();
      }
      held = new HostBuffer(ledger, OWNER, bytes);
      cells = held;
    }
    return held.segment();
  }

  /** Lets the next {@link #show} copy the cells again: their counts have grown. */
  public void refresh() {
    pyramid = null;
  }

  /** The level shown, or -1. */
  public int level() {
    return level;
  }

  /**
   * Gathers facts about rows a pixel in a view from a coarser level, for colours until there are
   * exact ones: densities are right on average, single rows are not told apart.
   */
  public void summarise(GridSpec view) {
    stats.clear();
    CountPyramid from = pyramid;
    if (from == null) {
      return;
    }
    int coarse = Math.min(level + STATS_LEVELS, from.levels() - 1);
    int side = from.side(coarse);
    double perX = side / (from.hiX() - from.loX());
    double perY = side / (from.hiY() - from.loY());
    double pixel =
        (view.hiX() - view.loX())
            / view.width()
            * perX
            * ((view.hiY() - view.loY()) / view.height() * perY);
    int left = cell((view.loX() - from.loX()) * perX, side);
    int right = cell((view.hiX() - from.loX()) * perX, side);
    int top = cell((view.hiY() - from.loY()) * perY, side);
    for (int r = cell((view.loY() - from.loY()) * perY, side); r <= top; r++) {
      for (int c = left; c <= right; c++) {
        add(Math.ceil(from.count(coarse, c, r) * pixel));
      }
    }
  }

  private static int cell(double position, int side) {
    return (int) Math.max(0, Math.min(position, side - 1));
  }

  private void add(double rows) {
    if (rows > 0) {
      long count = (long) Math.min(rows, 0xffff_ffffL);
      stats.total += count;
      stats.occupied++;
      stats.maxCount = Math.max(stats.maxCount, count);
      stats.minCount = stats.minCount == 0 ? count : Math.min(stats.minCount, count);
      stats.histogram[GridStats.binOf((int) count)]++;
    }
  }

  @Override
  public boolean readable() {
    return cells != null;
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public MemorySegment counts() {
    HostBuffer held = cells;
    if (held == null) {
      throw new IllegalStateException("no level is shown");
    }
    return held.segment();
  }

  @Override
  public @Nullable MemorySegment aux() {
    return null;
  }

  @Override
  public GridSpec spec() {
    return spec;
  }

  @Override
  public boolean complete() {
    return readable();
  }

  @Override
  public double exactShare() {
    return 1;
  }

  @Override
  public GridStats stats() {
    return stats;
  }

  @Override
  public boolean statsReady() {
    return stats.total > 0;
  }

  @Override
  public long countAt(int atColumn, int atRow) {
    if (!readable() || atColumn < 0 || atRow < 0 || atColumn >= width || atRow >= height) {
      return -1;
    }
    long at = 4 * ((long) atRow * width + atColumn);
    return Integer.toUnsignedLong(counts().get(ValueLayout.JAVA_INT, at));
  }

  @Override
  public void readCounts(int[] out) {
    MemorySegment.copy(counts(), ValueLayout.JAVA_INT, 0, out, 0, width * height);
  }

  @Override
  public void readMeans(float[] out) {
    throw new IllegalStateException("a level has no means");
  }

  @Override
  public void close() {
    if (cells != null) {
      cells.close();
      cells = null;
    }
    pyramid = null;
    level = -1;
  }
}
