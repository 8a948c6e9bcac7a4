package skein.core.gpu;

import java.util.EnumMap;
import java.util.Objects;
import skein.core.aggregate.GridSpec;
import skein.core.source.ColourMode;
import skein.shaders.Bindings;
import skein.shaders.ShaderSource;

/** The shaders that work on a counted grid: facts and textures. GL thread only. */
final class GridPasses implements AutoCloseable {
  private static final int STATS_GROUPS = 256;
  private static final int STATS_GROUPS_SOFTWARE = 8;
  private static final int RESOLVE_EDGE = 16;

  /** The shaders of one mode with their uniforms. */
  private record Programs(
      ComputeProgram stats, int statsCells, ComputeProgram resolve, int resolveCells) {}

  private final EnumMap<ColourMode, Programs> programs = new EnumMap<>(ColourMode.class);
  private final int resolveColours;
  private final int statsGroups;

  GridPasses(GpuContext context, ShaderSource shaders) {
    for (ColourMode mode : ColourMode.values()) {
      ComputeProgram stats =
          program(context, shaders, "aggregate/stats.comp", "aggregate.stats", mode);
      ComputeProgram resolve = program(context, shaders, "resolve/grid.comp", "resolve.grid", mode);
      programs.put(
          mode,
          new Programs(stats, stats.uniform("u_cellCount"), resolve, resolve.uniform("u_cells")));
    }
    resolveColours = of(ColourMode.CATEGORY).resolve.uniform("u_colours[0]");
    statsGroups = context.isSoftware() ? STATS_GROUPS_SOFTWARE : STATS_GROUPS;
  }

  private Programs of(ColourMode mode) {
    return Objects.requireNonNull(programs.get(mode));
  }

  private static ComputeProgram program(
      GpuContext context, ShaderSource shaders, String path, String owner, ColourMode mode) {
    return new ComputeProgram(
        context, owner, shaders.resolve(path, DensityProgram.definesOf(mode)));
  }

  /** Reduces a grid into a zeroed buffer. */
  void reduce(GridSpec spec, GpuBuffer grid, GpuBuffer out) {
    Programs held = of(spec.mode());
    Barrier.STORAGE.issue();
    grid.bindStorage(Bindings.SSBO_GRID.index());
    out.bindStorage(Bindings.SSBO_STATS.index());
    held.stats.set(held.statsCells, spec.cells());
    held.stats.dispatch(statsGroups, 1);
  }

  /** Writes a grid into its texture. */
  void resolve(GridSpec spec, GpuBuffer grid, GridTexture texture, CategoryBlend blend) {
    Programs held = of(spec.mode());
    Barrier.STORAGE.issue();
    grid.bindStorage(Bindings.SSBO_GRID.index());
    texture.counts().bindImage(Bindings.IMG_COUNTS.index());
    Texture2D aux = texture.aux();
    if (aux != null) {
      aux.bindImage(Bindings.IMG_AUX.index());
    }
    if (spec.mode() == ColourMode.CATEGORY) {
      held.resolve.set3(resolveColours, blend.linear());
    }
    held.resolve.set(held.resolveCells, spec.width(), spec.height());
    held.resolve.dispatch(groups(spec.width()), groups(spec.height()));
    Barrier.TEXTURE.issue();
  }

  private static int groups(int cells) {
    return (cells + RESOLVE_EDGE - 1) / RESOLVE_EDGE;
  }

  @Override
  public void close() {
    for (Programs held : programs.values()) {
      held.stats.close();
      held.resolve.close();
    }
  }
}
