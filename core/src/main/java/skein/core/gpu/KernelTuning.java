package skein.core.gpu;

/**
 * How the block kernel goes about its work; the counts are the same for all. Measured by {@code
 * skein.perf.GpuKernelBench}.
 *
 * @param tiny how blocks of few cells are counted
 * @param tinyCells cells of the largest box that is counted so, a multiple of 8
 * @param group threads a workgroup, 128 or 256
 * @param loads loads of four rows that a thread has under way: 2 or 4
 * @param copies copies of a box in shared memory as a power of two, 0 to 5
 * @param listBlocks blocks looked at before the visible ones among them are counted
 * @param chunkRows rows a buffer holds at most
 */
public record KernelTuning(
    Tiny tiny, int tinyCells, int group, int loads, int copies, int listBlocks, int chunkRows) {
  /** Ways to count blocks of few cells. */
  public enum Tiny {
    /** As all others: by copies of the box in shared memory. */
    COPIES(0),
    /** A byte a thread and cell, read and written. */
    BYTES(1),
    /** A byte a thread and cell, added to atomically, which needs no answer. */
    ATOMIC_BYTES(2);

    private final int define;

    Tiny(int define) {
      this.define = define;
    }

    int define() {
      return define;
    }
  }

  private static final int LIST_BLOCKS = 1 << 18;
  private static final int LIST_BLOCKS_SOFTWARE = 1 << 15;
  private static final int CHUNK_ROWS = 1 << 28;
  private static final int CHUNK_ROWS_SOFTWARE = 1 << 24;

  /** What has been fastest. */
  public static KernelTuning standard(GpuContext context) {
    boolean software = context.isSoftware();
    long visible = context.maxStorageBlock() / 4 / 1024 * 1024;
    int chunkRows = (int) Math.min(visible, software ? CHUNK_ROWS_SOFTWARE : CHUNK_ROWS);
    int listBlocks = software ? LIST_BLOCKS_SOFTWARE : LIST_BLOCKS;
    return new KernelTuning(Tiny.BYTES, 64, 256, 4, 5, listBlocks, chunkRows);
  }

  /** The same but for the way to count tiny boxes. */
  public KernelTuning with(Tiny newTiny, int newTinyCells, int newGroup) {
    return new KernelTuning(newTiny, newTinyCells, newGroup, loads, copies, listBlocks, chunkRows);
  }

  /** The same but for loads and copies. */
  public KernelTuning with(int newLoads, int newCopies) {
    return new KernelTuning(tiny, tinyCells, group, newLoads, newCopies, listBlocks, chunkRows);
  }

  /** The same but for the sizes of what a pass works through. */
  public KernelTuning within(int newListBlocks, int newChunkRows) {
    return new KernelTuning(tiny, tinyCells, group, loads, copies, newListBlocks, newChunkRows);
  }
}
