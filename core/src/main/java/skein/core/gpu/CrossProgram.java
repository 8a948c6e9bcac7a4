package skein.core.gpu;

import skein.core.aggregate.CellMapping;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.GridSpec;
import skein.shaders.ShaderSource;

/** cross.comp with its uniforms. GL thread only. */
final class CrossProgram implements AutoCloseable {
  private final ComputeProgram program;
  private final CellMapping x = new CellMapping();
  private final CellMapping y = new CellMapping();
  private final int[] ranges = new int[2 * ChannelFilter.MOST_CHANNELS];
  private final int firstBlock;
  private final int channelCount;
  private final int planeLoads;
  private final int rangesAt;
  private final int cells;
  private final int viewLo;
  private final int viewHi;
  private final int size;
  private final int perUnit;

  CrossProgram(GpuContext context, ShaderSource shaders) {
    program =
        new ComputeProgram(context, "aggregate.cross", shaders.resolve("aggregate/cross.comp"));
    firstBlock = program.uniform("u_firstBlock");
    channelCount = program.uniform("u_channels");
    planeLoads = program.uniform("u_planeLoads");
    rangesAt = program.uniform("u_ranges[0]");
    cells = program.uniform("u_cells");
    viewLo = program.uniform("u_viewLo");
    viewHi = program.uniform("u_viewHi");
    size = program.uniform("u_size");
    perUnit = program.uniform("u_perUnit");
  }

  void view(GridSpec spec, ChannelFilter filter, int channels) {
    x.view(spec.loX(), spec.hiX(), spec.width());
    y.view(spec.loY(), spec.hiY(), spec.height());
    for (int c = 0; c < ChannelFilter.MOST_CHANNELS; c++) {
      ranges[2 * c] = filter.lowest(c);
      ranges[2 * c + 1] = filter.highest(c);
    }
    program.setPairs(rangesAt, ranges);
    program.set(channelCount, channels);
    program.set(cells, spec.width(), spec.height());
    program.set(viewLo, spec.loX(), spec.loY());
    program.set(viewHi, spec.hiX(), spec.hiY());
    program.set(size, x.size(), y.size());
    program.set(perUnit, x.perUnit(), y.perUnit());
  }

  /** Counts all blocks of a chunk. */
  void dispatch(CrossChunk chunk) {
    chunk.bind();
    program.set(planeLoads, chunk.planeLoads());
    for (int first = 0; first < chunk.blocks(); first += ComputeProgram.MAX_GROUPS) {
      program.set(firstBlock, first);
      program.dispatch(Math.min(ComputeProgram.MAX_GROUPS, chunk.blocks() - first), 1);
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
