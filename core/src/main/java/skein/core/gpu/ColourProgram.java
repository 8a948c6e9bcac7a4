package skein.core.gpu;

import java.util.HashMap;
import java.util.Map;
import skein.core.aggregate.GridSpec;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/** One variant of the colour shader with its uniforms. GL thread only. */
final class ColourProgram implements AutoCloseable {
  static final int MOST_TAPS = 4;
  private static final int NONE = -1;

  /**
   * Which code the shader holds.
   *
   * @param mode what the grid's planes are
   * @param taps a pixel looks at several cells
   */
  record Variant(ColourMode mode, boolean taps) {
    static final int COUNT = 2 * ColourMode.values().length;

    static int index(ColourMode mode, boolean taps) {
      int planes =
          switch (mode) {
            case COUNT -> 0;
            case MEAN -> 2;
            case CATEGORY -> 4;
          };
      return planes + (taps ? 1 : 0);
    }

    private Map<String, String> defines() {
      Map<String, String> defines = new HashMap<>(DensityProgram.definesOf(mode));
      defines.put("TAPS", taps ? "1" : "0");
      return defines;
    }
  }

  private final DrawProgram program;
  private final int origin;
  private final int map;
  private final int taps;
  private final int ground;

  ColourProgram(GpuContext context, ShaderSource shaders, Variant variant) {
    program =
        new DrawProgram(
            context,
            "draw.colour",
            shaders.resolve("draw/full.vert"),
            shaders.resolve("draw/colour.frag", variant.defines()));
    origin = program.uniform("u_origin");
    map = program.uniform("u_map");
    taps = variant.taps ? program.uniform("u_taps") : NONE;
    ground = program.uniform("u_ground");
  }

  void draw(ColourDraw d, GridSpec grid, EmptyVertices vertices) {
    program.set(origin, (float) d.x, (float) (d.framebufferHeight - d.y - d.height));
    int argb = d.ground;
    program.set(
        ground, (argb >>> 16 & 255) / 255f, (argb >>> 8 & 255) / 255f, (argb & 255) / 255f, 1f);
    lay(d, grid);
    program.drawFull(vertices);
  }

  /** Scale and offset from pixels of the plot to cells of a grid. */
  private void lay(ColourDraw d, GridSpec spec) {
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
