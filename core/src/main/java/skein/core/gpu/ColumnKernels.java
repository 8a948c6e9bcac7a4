package skein.core.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import skein.core.aggregate.CellMapping;
import skein.core.aggregate.GridSpec;
import skein.shaders.Bindings;
import skein.shaders.Layouts;
import skein.shaders.ShaderSource;

/** The three stages of columns.comp with their uniforms. GL thread only. */
final class ColumnKernels implements AutoCloseable {
  private static final int GROUP = 256;
  private static final long COMMAND_BYTES = 16;

  /** Blocks whose rows can be numbered in 32 bits. */
  private static final int MOST_BLOCKS = 1 << 18;

  private final CellMapping x = new CellMapping();
  private final CellMapping y = new CellMapping();
  private final ComputeProgram cull;
  private final ComputeProgram rows;
  private final ComputeProgram ends;
  private final int cullFirstNumber;
  private final int cullWidth;
  private final int cullWindowX;
  private final int cullSize;
  private final int cullPerUnit;
  private final int cullLowY;
  private final int cullList;
  private final int cullCommands;
  private final int rowsWidth;
  private final int rowsList;
  private final int endsWidth;
  private final int endsSize;
  private final int endsPerUnit;
  private final int endsLowY;
  private final int cullFirstBlock;
  private final int cullBlocks;
  private final int endsFirstNumber;
  private final int endsBlocks;
  private final GpuBuffer list;
  private final GpuBuffer command;
  private final GpuBuffer noCommand;
  private final int listBlocks;

  ColumnKernels(GpuContext context, ShaderSource shaders, int listBlocks) {
    cull = stage(context, shaders, 0);
    rows = stage(context, shaders, 1);
    ends = stage(context, shaders, 2);
    cullFirstNumber = cull.uniform("u_firstNumber");
    cullWidth = cull.uniform("u_width");
    cullWindowX = cull.uniform("u_windowX");
    cullSize = cull.uniform("u_size");
    cullPerUnit = cull.uniform("u_perUnit");
    cullLowY = cull.uniform("u_lowY");
    cullList = cull.uniform("u_list");
    cullCommands = cull.uniform("u_commands");
    rowsWidth = rows.uniform("u_width");
    rowsList = rows.uniform("u_list");
    endsWidth = ends.uniform("u_width");
    endsSize = ends.uniform("u_size");
    endsPerUnit = ends.uniform("u_perUnit");
    endsLowY = ends.uniform("u_lowY");
    cullFirstBlock = cull.uniform("u_firstBlock");
    cullBlocks = cull.uniform("u_blocks");
    endsFirstNumber = ends.uniform("u_firstNumber");
    endsBlocks = ends.uniform("u_blocks");
    this.listBlocks = Math.min(listBlocks, ComputeProgram.MAX_GROUPS);
    long bytes = Layouts.VISIBLE_BLOCK.byteSize() * this.listBlocks;
    list = new GpuBuffer(context, "columns.list", bytes, GpuBuffer.Access.DEVICE);
    command = new GpuBuffer(context, "columns.command", COMMAND_BYTES, GpuBuffer.Access.DEVICE);
    noCommand = new GpuBuffer(context, "columns.command", COMMAND_BYTES, GpuBuffer.Access.WRITE);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = arena.allocate(COMMAND_BYTES);
      words.setAtIndex(ValueLayout.JAVA_INT, 1, 1);
      words.setAtIndex(ValueLayout.JAVA_INT, 2, 1);
      noCommand.write(0, words);
    }
  }

  private static ComputeProgram stage(GpuContext context, ShaderSource shaders, int number) {
    Map<String, String> defines = Bindings.definesWith(Map.of("STAGE", Integer.toString(number)));
    return new ComputeProgram(
        context, "aggregate.columns", shaders.resolve("aggregate/columns.comp", defines));
  }

  /** Runs all stages over all blocks; the columns are clear. */
  void run(GridSpec spec, GpuBuffer columns, List<GpuChunk> chunks) {
    requireNumbers(chunks);
    x.view(spec.loX(), spec.hiX(), spec.width());
    y.view(spec.loY(), spec.hiY(), spec.height());
    uniforms(spec);
    columns.bindStorage(Bindings.SSBO_GRID.index());
    list.bindStorage(Bindings.SSBO_VISIBLE.index());
    command.bindStorage(Bindings.SSBO_COMMANDS.index());
    command.bindCommands();
    int number = 0;
    for (int c = 0; c < chunks.size(); c++) {
      GpuChunk chunk = chunks.get(c);
      chunk.bind();
      cull.set(cullFirstNumber, number);
      for (int first = 0; first < chunk.blocks(); first += listBlocks) {
        count(first, Math.min(listBlocks, chunk.blocks() - first));
      }
      number += chunk.blocks();
    }
    Barrier.STORAGE.issue();
    lookUpEnds(spec, chunks);
  }

  private static void requireNumbers(List<GpuChunk> chunks) {
    long blocks = 0;
    for (int c = 0; c < chunks.size(); c++) {
      blocks += chunks.get(c).blocks();
    }
    if (blocks > MOST_BLOCKS) {
      throw new IllegalStateException("too many blocks in sequence: blocks=" + blocks);
    }
  }

  private void uniforms(GridSpec spec) {
    cull.set(cullWidth, spec.width());
    cull.set(cullWindowX, spec.loX(), spec.hiX());
    cull.set(cullSize, x.size(), y.size());
    cull.set(cullPerUnit, x.perUnit(), y.perUnit());
    cull.set(cullLowY, spec.loY());
    cull.set(cullList, 0);
    cull.set(cullCommands, 0);
    rows.set(rowsWidth, spec.width());
    rows.set(rowsList, 0);
    ends.set(endsWidth, spec.width());
    ends.set(endsSize, y.size());
    ends.set(endsPerUnit, y.perUnit());
    ends.set(endsLowY, spec.loY());
  }

  private void count(int first, int blocks) {
    Barrier.TRANSFER.issue();
    noCommand.copyTo(0, command, 0, COMMAND_BYTES);
    Barrier.STORAGE.issue();
    cull.set(cullFirstBlock, first);
    cull.set(cullBlocks, blocks);
    cull.dispatch((blocks + GROUP - 1) / GROUP, 1);
    Barrier.COMMANDS.issue();
    rows.dispatchIndirect(0);
  }

  private void lookUpEnds(GridSpec spec, List<GpuChunk> chunks) {
    int number = 0;
    for (int c = 0; c < chunks.size(); c++) {
      GpuChunk chunk = chunks.get(c);
      chunk.bind();
      ends.set(endsFirstNumber, number);
      ends.set(endsBlocks, chunk.blocks());
      ends.dispatch((spec.width() + GROUP - 1) / GROUP, 1);
      number += chunk.blocks();
    }
  }

  @Override
  public void close() {
    cull.close();
    rows.close();
    ends.close();
    list.close();
    command.close();
    noCommand.close();
  }
}
