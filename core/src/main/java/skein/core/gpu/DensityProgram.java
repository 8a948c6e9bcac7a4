package skein.core.gpu;

import java.util.Map;
import skein.core.aggregate.GridSpec;
import skein.core.source.ColourMode;
import skein.shaders.Bindings;
import skein.shaders.ShaderSource;

/** The block kernel for one mode with its uniforms. GL thread only. */
final class DensityProgram implements AutoCloseable {
  // CellMapping's bound: windows with larger edges are halved before subtracting.
  private static final double FAR = 0x1p960;

  private final ComputeProgram program;
  private final int firstBlock;
  private final int cells;
  private final int viewLo;
  private final int viewHi;
  private final int size;
  private final int perUnit;

  DensityProgram(GpuContext context, ShaderSource shaders, ColourMode mode) {
    program =
        new ComputeProgram(
            context,
            "aggregate.density",
            shaders.resolve("aggregate/density.comp", definesOf(mode)));
    firstBlock = program.uniform("u_firstBlock");
    cells = program.uniform("u_cells");
    viewLo = program.uniform("u_viewLo");
    viewHi = program.uniform("u_viewHi");
    size = program.uniform("u_size");
    perUnit = program.uniform("u_perUnit");
  }

  static Map<String, String> definesOf(ColourMode mode) {
    return Bindings.definesWith(Map.of("MODE", Integer.toString(mode.ordinal())));
  }

  /** Sets the window; the arithmetic is that of CellMapping.view. */
  void view(GridSpec spec) {
    program.set(cells, spec.width(), spec.height());
    program.set(viewLo, spec.loX(), spec.loY());
    program.set(viewHi, spec.hiX(), spec.hiY());
    double sizeX = size(spec.loX(), spec.hiX());
    double sizeY = size(spec.loY(), spec.hiY());
    program.set(size, sizeX, sizeY);
    program.set(
        perUnit,
        perUnit(spec.width(), spec.loX(), spec.hiX(), sizeX),
        perUnit(spec.height(), spec.loY(), spec.hiY(), sizeY));
  }

  private static double size(double lo, double hi) {
    return Math.abs(lo) < FAR && Math.abs(hi) < FAR ? 1.0 : 0.5;
  }

  private static double perUnit(int cells, double lo, double hi, double size) {
    return Math.min(cells / (hi * size - lo * size), Double.MAX_VALUE);
  }

  /** Counts some blocks of the chunk that is bound. */
  void dispatch(int first, int blocks) {
    int done = 0;
    while (done < blocks) {
      int groups = Math.min(blocks - done, ComputeProgram.MAX_GROUPS);
      program.set(firstBlock, first + done);
      program.dispatch(groups, 1);
      done += groups;
    }
  }

  ComputeProgram program() {
    return program;
  }

  @Override
  public void close() {
    program.close();
  }
}
