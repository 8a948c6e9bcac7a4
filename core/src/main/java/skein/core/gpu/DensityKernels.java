package skein.core.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.GridSpec;
import skein.core.source.ColourMode;
import skein.shaders.Bindings;
import skein.shaders.Layouts;
import skein.shaders.ShaderSource;

/**
 * Counts ranges of blocks in rounds: first all blocks of a round are looked at and the visible ones
 * listed, then those are counted, by as many workgroups as the GPU itself has found; the CPU reads
 * nothing back. A round holds as many blocks as the list has places, so that the list never
 * overflows. GL thread only, allocates nothing in use.
 */
final class DensityKernels implements AutoCloseable {
  private static final int MOST_RANGES = 64;

  /** Two commands a range, four words each: tiny boxes, others. */
  private static final int COMMAND_WORDS = 8;

  private static final long COMMAND_BYTES = 4L * COMMAND_WORDS * MOST_RANGES;

  /** Rows from which on a cell may pass 32 bits. */
  private static final long WIDE_ROWS = 1L << 32;

  private final CullProgram cull;
  private final DensityPrograms programs;
  private final int tinyCells;
  private final int listBlocks;
  private final GpuBuffer list;
  private final GpuBuffer commands;
  private final GpuBuffer noCommands;
  private final BlockBuffers[] chunks = new BlockBuffers[MOST_RANGES];
  private final int[] places = new int[MOST_RANGES];
  private final int[] counts = new int[MOST_RANGES];
  private int ranges;
  private int used;
  private DensityProgram counting;
  private @Nullable DensityProgram tiny;

  DensityKernels(GpuContext context, ShaderSource shaders, KernelTuning tuning) {
    cull = new CullProgram(context, shaders);
    programs = new DensityPrograms(context, shaders, tuning);
    counting = programs.of(ColourMode.COUNT, 0);
    tinyCells = tuning.tinyCells();
    listBlocks = tuning.listBlocks();
    list = device(context, "aggregate.list", Layouts.VISIBLE_BLOCK.byteSize() * listBlocks);
    commands = device(context, "aggregate.commands", COMMAND_BYTES);
    noCommands =
        new GpuBuffer(context, "aggregate.commands", COMMAND_BYTES, GpuBuffer.Access.WRITE);
    writeNoCommands();
  }

  private static GpuBuffer device(GpuContext context, String owner, long bytes) {
    return new GpuBuffer(context, owner, bytes, GpuBuffer.Access.DEVICE);
  }

  /** Commands of no workgroups, to begin each round with. */
  private void writeNoCommands() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = arena.allocate(COMMAND_BYTES);
      for (long word = 0; word < COMMAND_WORDS * MOST_RANGES; word += 4) {
        words.setAtIndex(ValueLayout.JAVA_INT, word + 1, 1);
        words.setAtIndex(ValueLayout.JAVA_INT, word + 2, 1);
      }
      noCommands.write(0, words);
    }
  }

  /** Makes the programs for sets of a kind ready, which takes a while the first time. */
  void prepare(ColourMode mode, int channels) {
    programs.of(mode, channels);
    programs.tiny(mode, channels);
  }

  /**
   * Sets window and grid of the rounds to come.
   *
   * @param rows that the pass may count in all
   */
  void view(GridSpec spec, GpuBuffer grid, long rows) {
    int channels = spec.filter().channels();
    counting = programs.of(spec.mode(), channels);
    tiny = programs.tiny(spec.mode(), channels);
    boolean wide = rows >= WIDE_ROWS;
    cull.view(spec, tiny == null ? 0 : tinyCells);
    counting.view(spec, wide);
    if (tiny != null) {
      tiny.view(spec, wide);
    }
    grid.bindStorage(Bindings.SSBO_GRID.index());
    list.bindStorage(Bindings.SSBO_VISIBLE.index());
    commands.bindStorage(Bindings.SSBO_COMMANDS.index());
    noCommands.bindStorage(Bindings.SSBO_SLOTS.index());
  }

  /** Blocks that the round has still room for. */
  int room() {
    return ranges == MOST_RANGES ? 0 : Math.min(listBlocks - used, ComputeProgram.MAX_GROUPS);
  }

  /** Adds blocks of a chunk to the round, at most {@link #room()}. */
  void cull(BlockBuffers chunk, int first, int count) {
    add(chunk, first, -1, count);
  }

  /**
   * Adds blocks at the places that words of a buffer name, which is bound as {@link
   * Bindings#SSBO_SLOTS}.
   */
  void cullSlots(BlockBuffers chunk, int firstWord, int count) {
    add(chunk, 0, firstWord, count);
  }

  private void add(BlockBuffers chunk, int first, int firstWord, int count) {
    if (ranges == 0) {
      Barrier.TRANSFER.issue();
      noCommands.copyTo(0, commands, 0, COMMAND_BYTES);
      Barrier.STORAGE.issue();
    }
    chunk.bind();
    cull.dispatch(first, firstWord, count, used, COMMAND_WORDS * ranges);
    chunks[ranges] = chunk;
    places[ranges] = used;
    counts[ranges] = count;
    ranges++;
    used += count;
  }

  /** Counts what the round has found, and ends it. */
  void count() {
    if (ranges == 0) {
      return;
    }
    Barrier.COMMANDS.issue();
    commands.bindCommands();
    for (int i = 0; i < ranges; i++) {
      chunks[i].bind();
      long command = 4L * COMMAND_WORDS * i;
      int loads = chunks[i].planeLoads();
      if (tiny != null) {
        tiny.dispatch(places[i], 1, loads, command);
      }
      counting.dispatch(places[i] + counts[i] - 1, -1, loads, command + 16);
    }
    ranges = 0;
    used = 0;
  }

  @Override
  public void close() {
    cull.close();
    programs.close();
    list.close();
    commands.close();
    noCommands.close();
  }
}
