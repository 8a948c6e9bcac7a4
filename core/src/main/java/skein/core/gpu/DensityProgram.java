package skein.core.gpu;

import java.util.Map;
import skein.core.aggregate.CellMapping;
import skein.core.aggregate.GridSpec;
import skein.core.source.ColourMode;
import skein.shaders.Bindings;
import skein.shaders.ShaderSource;

/** The block kernel for one mode with its uniforms. GL thread only. */
final class DensityProgram implements AutoCloseable {
  private final ComputeProgram program;
  private final CellMapping x = new CellMapping();
  private final CellMapping y = new CellMapping();
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
    String number =
        switch (mode) {
          case COUNT -> "0";
          case MEAN -> "1";
          case CATEGORY -> "2";
        };
    return Bindings.definesWith(Map.of("MODE", number));
  }

  /** Sets the window, as {@link CellMapping} prepares it. */
  void view(GridSpec spec) {
    x.view(spec.loX(), spec.hiX(), spec.width());
    y.view(spec.loY(), spec.hiY(), spec.height());
    program.set(cells, spec.width(), spec.height());
    program.set(viewLo, spec.loX(), spec.loY());
    program.set(viewHi, spec.hiX(), spec.hiY());
    program.set(size, x.size(), y.size());
    program.set(perUnit, x.perUnit(), y.perUnit());
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
