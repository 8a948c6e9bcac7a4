package skein.core.gpu;

import skein.core.aggregate.CellMapping;
import skein.core.aggregate.GridSpec;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/** Finds the blocks that a window shows, with its uniforms. GL thread only. */
final class CullProgram implements AutoCloseable {
  private static final int GROUP = 256;

  private final ComputeProgram program;
  private final CellMapping x = new CellMapping();
  private final CellMapping y = new CellMapping();
  private final int firstBlock;
  private final int slots;
  private final int blocks;
  private final int list;
  private final int commands;
  private final int planes;
  private final int merge;
  private final int tinyCells;
  private final int cells;
  private final int viewLo;
  private final int viewHi;
  private final int size;
  private final int perUnit;

  CullProgram(GpuContext context, ShaderSource shaders) {
    program = new ComputeProgram(context, "aggregate.cull", shaders.resolve("aggregate/cull.comp"));
    firstBlock = program.uniform("u_firstBlock");
    slots = program.uniform("u_slots");
    blocks = program.uniform("u_blocks");
    list = program.uniform("u_list");
    commands = program.uniform("u_commands");
    planes = program.uniform("u_planes");
    merge = program.uniform("u_merge");
    tinyCells = program.uniform("u_tinyCells");
    cells = program.uniform("u_cells");
    viewLo = program.uniform("u_viewLo");
    viewHi = program.uniform("u_viewHi");
    size = program.uniform("u_size");
    perUnit = program.uniform("u_perUnit");
  }

  /** Sets the window, as {@link CellMapping} prepares it. */
  void view(GridSpec spec, int mostTinyCells) {
    x.view(spec.loX(), spec.hiX(), spec.width());
    y.view(spec.loY(), spec.hiY(), spec.height());
    program.set(planes, GpuGrid.planes(spec.mode()));
    boolean plain = spec.mode() == ColourMode.COUNT && spec.filter().channels() == 0;
    program.set(merge, plain ? 1 : 0);
    program.set(tinyCells, mostTinyCells);
    program.set(cells, spec.width(), spec.height());
    program.set(viewLo, spec.loX(), spec.loY());
    program.set(viewHi, spec.hiX(), spec.hiY());
    program.set(size, x.size(), y.size());
    program.set(perUnit, x.perUnit(), y.perUnit());
  }

  /**
   * Looks at some blocks of the chunk that is bound.
   *
   * @param firstSlot word of the buffer of places that names the first one's, or -1 when they lie
   *     one behind the other
   * @param place in the list, with room for all of them
   * @param word of the two commands that will count them
   */
  void dispatch(int first, int firstSlot, int count, int place, int word) {
    program.set(slots, firstSlot);
    program.set(firstBlock, first);
    program.set(blocks, count);
    program.set(list, place);
    program.set(commands, word);
    program.dispatch((count + GROUP - 1) / GROUP, 1);
  }

  ComputeProgram program() {
    return program;
  }

  @Override
  public void close() {
    program.close();
  }
}
