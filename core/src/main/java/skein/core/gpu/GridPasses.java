package skein.core.gpu;

import skein.core.aggregate.GridSpec;
import skein.core.source.ColourMode;
import skein.shaders.Bindings;
import skein.shaders.ShaderSource;

/** The shaders that work on a counted grid: facts and textures. GL thread only. */
final class GridPasses implements AutoCloseable {
  private static final int STATS_GROUPS = 256;
  private static final int STATS_GROUPS_SOFTWARE = 8;
  private static final int RESOLVE_EDGE = 16;
  private static final int MODES = ColourMode.values().length;

  private final ComputeProgram[] stats = new ComputeProgram[MODES];
  private final int[] statsCells = new int[MODES];
  private final ComputeProgram[] resolve = new ComputeProgram[MODES];
  private final int[] resolveCells = new int[MODES];
  private final int resolveColours;
  private final int statsGroups;

  GridPasses(GpuContext context, ShaderSource shaders) {
    for (ColourMode mode : ColourMode.values()) {
      int m = mode.ordinal();
      stats[m] = program(context, shaders, "aggregate/stats.comp", "aggregate.stats", mode);
      statsCells[m] = stats[m].uniform("u_cellCount");
      resolve[m] = program(context, shaders, "resolve/grid.comp", "resolve.grid", mode);
      resolveCells[m] = resolve[m].uniform("u_cells");
    }
    resolveColours = resolve[ColourMode.CATEGORY.ordinal()].uniform("u_colours[0]");
    statsGroups = context.isSoftware() ? STATS_GROUPS_SOFTWARE : STATS_GROUPS;
  }

  private static ComputeProgram program(
      GpuContext context, ShaderSource shaders, String path, String owner, ColourMode mode) {
    return new ComputeProgram(
        context, owner, shaders.resolve(path, DensityProgram.definesOf(mode)));
  }

  /** Reduces a grid into a zeroed buffer. */
  void reduce(GridSpec spec, GpuBuffer grid, GpuBuffer out) {
    int m = spec.mode().ordinal();
    Barrier.STORAGE.issue();
    grid.bindStorage(Bindings.SSBO_GRID.index());
    out.bindStorage(Bindings.SSBO_STATS.index());
    stats[m].set(statsCells[m], spec.cells());
    stats[m].dispatch(statsGroups, 1);
  }

  /** Writes a grid into its texture. */
  void resolve(GridSpec spec, GpuBuffer grid, GridTexture texture, CategoryBlend blend) {
    int m = spec.mode().ordinal();
    Barrier.STORAGE.issue();
    grid.bindStorage(Bindings.SSBO_GRID.index());
    texture.counts().bindImage(Bindings.IMG_COUNTS.index());
    Texture2D aux = texture.aux();
    if (aux != null) {
      aux.bindImage(Bindings.IMG_AUX.index());
    }
    if (spec.mode() == ColourMode.CATEGORY) {
      resolve[m].set3(resolveColours, blend.linear());
    }
    resolve[m].set(resolveCells[m], spec.width(), spec.height());
    resolve[m].dispatch(groups(spec.width()), groups(spec.height()));
    Barrier.TEXTURE.issue();
  }

  private static int groups(int cells) {
    return (cells + RESOLVE_EDGE - 1) / RESOLVE_EDGE;
  }

  @Override
  public void close() {
    for (int m = 0; m < MODES; m++) {
      stats[m].close();
      resolve[m].close();
    }
  }
}
