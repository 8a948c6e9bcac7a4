package skein.core.gpu;

import java.util.HashMap;
import java.util.Map;
import skein.core.aggregate.GridSpec;
import skein.core.source.ColourMode;
import skein.shaders.Bindings;
import skein.shaders.ShaderSource;

/** The block kernel for one mode and one size of boxes, with its uniforms. GL thread only. */
final class DensityProgram implements AutoCloseable {
  private final ComputeProgram program;
  private final int list;
  private final int step;
  private final int cells;
  private final int wide;

  DensityProgram(
      GpuContext context,
      ShaderSource shaders,
      ColourMode mode,
      KernelTuning tuning,
      KernelTuning.Tiny tiny) {
    program =
        new ComputeProgram(
            context,
            "aggregate.density",
            shaders.resolve("aggregate/density.comp", definesOf(mode, tuning, tiny)));
    list = program.uniform("u_list");
    step = program.uniform("u_step");
    cells = program.uniform("u_cells");
    wide = program.uniform("u_wide");
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

  static Map<String, String> definesOf(
      ColourMode mode, KernelTuning tuning, KernelTuning.Tiny tiny) {
    Map<String, String> defines = new HashMap<>(definesOf(mode));
    defines.put("TINY", Integer.toString(tiny.define()));
    defines.put("TINY_CELLS", Integer.toString(tuning.tinyCells()));
    defines.put("GROUP", Integer.toString(tuning.group()));
    defines.put("LOADS", Integer.toString(tuning.loads()));
    defines.put("COPIES", Integer.toString(tuning.copies()));
    return defines;
  }

  /**
   * Sets the grid.
   *
   * @param mayWrap true when so many rows are counted that a cell's may pass 32 bits
   */
  void view(GridSpec spec, boolean mayWrap) {
    program.set(cells, spec.width(), spec.height());
    program.set(wide, mayWrap ? 1 : 0);
  }

  /**
   * Counts listed blocks of the chunk that is bound, as many as the command bound says.
   *
   * @param place of the first in the list
   * @param direction to the next, 1 or -1
   */
  void dispatch(int place, int direction, long commandOffset) {
    program.set(list, place);
    program.set(step, direction);
    program.dispatchIndirect(commandOffset);
  }

  ComputeProgram program() {
    return program;
  }

  @Override
  public void close() {
    program.close();
  }
}
