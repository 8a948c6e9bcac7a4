package skein.core.gpu;

import java.util.HashMap;
import java.util.Map;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.GridSpec;
import skein.core.source.ColourMode;
import skein.shaders.Bindings;
import skein.shaders.ShaderSource;

/**
 * The block kernel for one mode, one size of boxes and a number of channels, with its uniforms. GL
 * thread only.
 */
final class DensityProgram implements AutoCloseable {
  /** Copies of all histograms in shared memory together, 1 KiB each. */
  private static final int BIN_COPIES = 8;

  private final ComputeProgram program;
  private final int list;
  private final int step;
  private final int cells;
  private final int wide;
  private final int channels;
  private final int firstPlane;
  private final int planeLoads;
  private final int rangesAt;
  private final int[] ranges;

  /**
   * @param channels that rows are filtered and counted by, 0 for none
   */
  DensityProgram(
      GpuContext context,
      ShaderSource shaders,
      ColourMode mode,
      KernelTuning tuning,
      KernelTuning.Tiny tiny,
      int channels) {
    program =
        new ComputeProgram(
            context,
            "aggregate.density",
            shaders.resolve("aggregate/density.comp", definesOf(mode, tuning, tiny, channels)));
    list = program.uniform("u_list");
    step = program.uniform("u_step");
    cells = program.uniform("u_cells");
    wide = program.uniform("u_wide");
    this.channels = channels;
    boolean filters = channels > 0;
    firstPlane = filters ? program.uniform("u_firstPlane") : -1;
    planeLoads = filters ? program.uniform("u_planeLoads") : -1;
    rangesAt = filters ? program.uniform("u_ranges[0]") : -1;
    ranges = new int[4 * channels];
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
      ColourMode mode, KernelTuning tuning, KernelTuning.Tiny tiny, int channels) {
    Map<String, String> defines = new HashMap<>(definesOf(mode));
    defines.put("TINY", Integer.toString(tiny.define()));
    defines.put("TINY_CELLS", Integer.toString(tuning.tinyCells()));
    defines.put("GROUP", Integer.toString(tuning.group()));
    defines.put("LOADS", Integer.toString(tuning.loads()));
    defines.put("COPIES", Integer.toString(tuning.copies()));
    defines.put("FILTER", Integer.toString(channels));
    int copies = channels == 0 ? 1 : Integer.highestOneBit(BIN_COPIES / channels);
    defines.put("BIN_BITS", Integer.toString(Integer.numberOfTrailingZeros(copies)));
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
    if (channels > 0) {
      filter(spec.filter());
    }
  }

  private void filter(ChannelFilter filter) {
    program.set(firstPlane, filter.firstPlane());
    for (int c = 0; c < channels; c++) {
      ranges[4 * c] = filter.lowest(c);
      ranges[4 * c + 1] = filter.highest(c);
      ranges[4 * c + 2] = filter.mask(c);
      ranges[4 * c + 3] = filter.shift(c);
    }
    program.setQuads(rangesAt, ranges);
  }

  /**
   * Counts listed blocks of the chunk that is bound, as many as the command bound says.
   *
   * @param loads from one plane of the chunk's codes to the next
   * @param place of the first in the list
   * @param direction to the next, 1 or -1
   */
  void dispatch(int place, int direction, int loads, long commandOffset) {
    if (channels > 0) {
      program.set(planeLoads, loads);
    }
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
