package skein.core.gpu;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.GridSpec;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/** One variant of the colour shader with its uniforms. GL thread only. */
final class ColourProgram implements AutoCloseable {
  private static final int MOST_TAPS = 4;
  private static final int NONE = -1;

  /**
   * Which code the shader holds.
   *
   * @param mode what the grid's planes are
   * @param overview a second grid shows where the first ends
   * @param taps a pixel looks at several cells
   */
  record Variant(ColourMode mode, boolean overview, boolean taps) {
    static final int COUNT = 4 * ColourMode.values().length;

    static int index(ColourMode mode, boolean overview, boolean taps) {
      int planes =
          switch (mode) {
            case COUNT -> 0;
            case MEAN -> 4;
            case CATEGORY -> 8;
          };
      return planes + (overview ? 2 : 0) + (taps ? 1 : 0);
    }

    private Map<String, String> defines() {
      Map<String, String> defines = new HashMap<>(DensityProgram.definesOf(mode));
      defines.put("OVERVIEW", overview ? "1" : "0");
      defines.put("TAPS", taps ? "1" : "0");
      return defines;
    }
  }

  private final DrawProgram program;
  private final int origin;
  private final int frontMap;
  private final int frontTaps;
  private final int overviewMap;
  private final int overviewTaps;
  private final int ground;

  ColourProgram(GpuContext context, ShaderSource shaders, Variant variant) {
    program =
        new DrawProgram(
            context,
            "draw.colour",
            shaders.resolve("draw/full.vert"),
            shaders.resolve("draw/colour.frag", variant.defines()));
    origin = program.uniform("u_origin");
    frontMap = program.uniform("u_frontMap");
    frontTaps = variant.taps ? program.uniform("u_frontTaps") : NONE;
    overviewMap = variant.overview ? program.uniform("u_overviewMap") : NONE;
    overviewTaps = variant.overview && variant.taps ? program.uniform("u_overviewTaps") : NONE;
    ground = program.uniform("u_ground");
  }

  void draw(
      ColourDraw d, GridTexture front, @Nullable GridTexture overview, EmptyVertices vertices) {
    program.set(origin, (float) d.x, (float) (d.framebufferHeight - d.y - d.height));
    int argb = d.ground;
    program.set(
        ground, (argb >>> 16 & 255) / 255f, (argb >>> 8 & 255) / 255f, (argb & 255) / 255f, 1f);
    lay(d, front, frontMap, frontTaps);
    lay(d, overview, overviewMap, overviewTaps);
    program.drawFull(vertices);
  }

  /** Scale and offset from pixels of the plot to cells of a grid. */
  private void lay(ColourDraw d, @Nullable GridTexture grid, int map, int taps) {
    GridSpec spec = grid == null ? null : grid.spec();
    if (spec == null || map == NONE) {
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
    if (taps != NONE) {
      program.set(taps, taps(scaleX), taps(scaleY));
    }
  }

  /** Cells of a grid that a pixel of the plot spans on the axis where it spans more. */
  static double cellsPerPixel(ColourDraw d, GridSpec spec) {
    double x = (d.hiX - d.loX) / d.width * spec.width() / (spec.hiX() - spec.loX());
    double y = (d.hiY - d.loY) / d.height * spec.height() / (spec.hiY() - spec.loY());
    return Math.max(x, y);
  }

  /** True when a grid reaches over the whole plot. */
  static boolean covers(ColourDraw d, GridSpec spec) {
    return spec.loX() <= d.loX && spec.hiX() >= d.hiX && spec.loY() <= d.loY && spec.hiY() >= d.hiY;
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
