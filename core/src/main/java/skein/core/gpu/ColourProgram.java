package skein.core.gpu;

import org.jspecify.annotations.Nullable;
import skein.core.aggregate.GridSpec;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/** The colour shader for one mode with its uniforms. GL thread only. */
final class ColourProgram implements AutoCloseable {
  private static final int MOST_TAPS = 4;
  private static final int NONE = -1;

  private final DrawProgram program;
  private final int origin;
  private final int frontMap;
  private final int frontTaps;
  private final int overviewMap;
  private final int overviewTaps;
  private final int ground;
  private final int means;

  ColourProgram(GpuContext context, ShaderSource shaders, ColourMode mode) {
    program =
        new DrawProgram(
            context,
            "draw.colour",
            shaders.resolve("draw/full.vert"),
            shaders.resolve("draw/colour.frag", DensityProgram.definesOf(mode)));
    origin = program.uniform("u_origin");
    frontMap = program.uniform("u_frontMap");
    frontTaps = program.uniform("u_frontTaps");
    overviewMap = program.uniform("u_overviewMap");
    overviewTaps = program.uniform("u_overviewTaps");
    ground = program.uniform("u_ground");
    means = mode == ColourMode.MEAN ? program.uniform("u_means") : NONE;
  }

  void draw(
      ColourDraw d, GridTexture front, @Nullable GridTexture overview, EmptyVertices vertices) {
    program.set(origin, (float) d.x, (float) (d.framebufferHeight - d.y - d.height));
    int argb = d.ground;
    program.set(
        ground, (argb >>> 16 & 255) / 255f, (argb >>> 8 & 255) / 255f, (argb & 255) / 255f, 1f);
    lay(d, front, frontMap, frontTaps);
    lay(d, overview, overviewMap, overviewTaps);
    if (means != NONE) {
      double lo = d.normaliser.meanAt(0);
      double range = d.normaliser.meanAt(1) - lo;
      program.set(means, (float) lo, (float) (range > 0 ? 1 / range : 0));
    }
    program.drawFull(vertices);
  }

  /** Scale and offset from pixels of the plot to cells of a grid. */
  private void lay(ColourDraw d, @Nullable GridTexture grid, int map, int taps) {
    GridSpec spec = grid == null ? null : grid.spec();
    if (spec == null) {
      program.set(taps, 0, 0);
      return;
    }
    double cellsX = spec.width() / (spec.hiX() - spec.loX());
    double cellsY = spec.height() / (spec.hiY() - spec.loY());
    double scaleX = snap((d.hiX - d.loX) / d.width * cellsX);
    double scaleY = snap((d.hiY - d.loY) / d.height * cellsY);
    program.set(
        map,
        (float) scaleX,
        (float) scaleY,
        (float) ((d.loX - spec.loX()) * cellsX),
        (float) ((d.loY - spec.loY()) * cellsY));
    program.set(taps, taps(scaleX), taps(scaleY));
  }

  /** A scale that rounding alone keeps from 1 is 1, so that a pixel shows one whole cell. */
  private static double snap(double scale) {
    return Math.abs(scale - 1) < 1e-7 ? 1 : scale;
  }

  private static int taps(double scale) {
    return Math.max(1, Math.min(MOST_TAPS, (int) Math.ceil(scale - 1e-3)));
  }

  @Override
  public void close() {
    program.close();
  }
}
