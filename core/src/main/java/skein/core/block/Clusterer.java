package skein.core.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import skein.core.memory.Lease;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;
import skein.core.source.Projection;

/**
 * Builds the final generation of a series: all rows in blocks along a Morton curve, shuffled inside
 * each block.
 *
 * <p>Two passes over the provisional slabs count the rows of the cells of a grid over the whole
 * data and scatter row references (u32) into Morton order; cells with more rows than a block are
 * divided again by {@link DenseCells}; the runs that {@link CellTree} cuts are gathered, encoded
 * against their own exact bounds, shuffled and written. Besides the provisional slabs (8 bytes a
 * row) it needs 4 bytes a row for references and 4 for the result (2 more a channel).
 *
 * <p>Runs on the calling thread and on helpers that end with the call.
 */
public final class Clusterer {
  /** Rows whose coordinates fill a final slab of about 4 MiB. */
  private static final int SLAB_ROWS = 1 << 20;

  /** Rows that a cell of the first grid holds on average. */
  private static final int CELL_ROWS = 1_024;

  private static final int MAX_BITS = 10;

  private final MemoryLedger ledger;
  private final ColourMode mode;
  private final int planes;
  private final boolean integerX;
  private final boolean integerY;
  private final Crew crew;

  /** Asks {@code cancelled} often. */
  public Clusterer(MemoryLedger ledger, Projection projection, BooleanSupplier cancelled) {
    this.ledger = ledger;
    this.mode = projection.colourMode();
    this.planes = projection.firstChannel() + projection.channels().size();
    this.integerX = new AxisReader(projection.xType(), projection.xScale()).integers();
    this.integerY = new AxisReader(projection.yType(), projection.yScale()).integers();
    this.crew = new Crew(Runtime.getRuntime().availableProcessors(), cancelled);
  }

  /**
   * Clusters the rows of slabs that still have their residuals; reads them only.
   *
   * @param counts holds the bounds of all rows
   * @return the caller's, or null when cancelled
   */
  public @Nullable SlabSet cluster(List<BlockSlab> slabs, RowCounts counts) {
    StagedRows staged = new StagedRows(slabs);
    if (staged.rows() == 0) {
      return new SlabSet(mode);
    }
    try (Lease references =
        ledger.scratch().lease("block.permutation", ValueLayout.JAVA_INT, staged.rows())) {
      MemorySegment permutation = references.segment();
      RunList runs = order(staged, counts, permutation);
      return crew.stopped() ? null : encode(staged, permutation, runs);
    }
  }

  private RunList order(StagedRows staged, RowCounts counts, MemorySegment permutation) {
    int bits = 0;
    while (bits < MAX_BITS && staged.rows() >>> (2 * bits) > CELL_ROWS) {
      bits++;
    }
    CellScatter scatter = new CellScatter(staged, counts, bits, crew);
    long[] starts = scatter.sort(permutation);
    RunList blocks = new RunList();
    RunList dense = new RunList();
    CellTree.cut(starts, 1 << (2 * bits), 0, blocks, dense);
    if (dense.size() > 0 && !crew.stopped()) {
      divide(staged, permutation, dense, blocks);
    }
    return blocks.sorted();
  }

  private void divide(StagedRows staged, MemorySegment permutation, RunList dense, RunList blocks) {
    AtomicInteger next = new AtomicInteger();
    crew.run(
        member -> {
          DenseCells cells = new DenseCells(ledger, permutation, staged, crew::stopped);
          RunList found = new RunList();
          for (int i = next.getAndIncrement();
              i < dense.size() && !crew.stopped();
              i = next.getAndIncrement()) {
            cells.divide(dense.start(i), dense.count(i), found);
          }
          synchronized (blocks) {
            blocks.addAll(found);
          }
        });
  }

  private @Nullable SlabSet encode(StagedRows staged, MemorySegment permutation, RunList runs) {
    int[] slabEnd = groups(runs);
    @Nullable BlockSlab[] made = new @Nullable BlockSlab[slabEnd.length];
    AtomicInteger next = new AtomicInteger();
    boolean whole = false;
    try {
      crew.run(
          member -> {
            SlabWriter writer = new SlabWriter(staged, permutation, runs);
            for (int s = next.getAndIncrement();
                s < made.length && !crew.stopped();
                s = next.getAndIncrement()) {
              made[s] = writer.write(s == 0 ? 0 : slabEnd[s - 1], slabEnd[s]);
            }
          });
      whole = !crew.stopped();
      return whole ? set(made) : null;
    } finally {
      if (!whole) {
        for (BlockSlab slab : made) {
          if (slab != null) {
            slab.close();
          }
        }
      }
    }
  }

  private SlabSet set(@Nullable BlockSlab[] made) {
    SlabSet set = new SlabSet(mode);
    for (BlockSlab slab : made) {
      if (slab != null) {
        set.add(slab);
      }
    }
    return set;
  }

  /** Ends of the groups of runs that make a slab each. */
  private static int[] groups(RunList runs) {
    int[] ends = new int[runs.size()];
    int groups = 0;
    long rows = 0;
    for (int i = 0; i < runs.size(); i++) {
      rows += (runs.count(i) + 3) & ~3;
      if (rows > SLAB_ROWS - BlockSlab.MAX_ROWS || i == runs.size() - 1) {
        ends[groups++] = i + 1;
        rows = 0;
      }
    }
    return java.util.Arrays.copyOf(ends, groups);
  }

  /** Gathers, encodes and shuffles runs into one slab after another; one thread. */
  private final class SlabWriter {
    private final StagedRows.Reader reader;
    private final MemorySegment permutation;
    private final RunList runs;
    private final RowPack pack = new RowPack(integerX, integerY, false, planes);
    private final int[] refs = new int[BlockSlab.MAX_ROWS];

    SlabWriter(StagedRows staged, MemorySegment permutation, RunList runs) {
      this.reader = staged.new Reader();
      this.permutation = permutation;
      this.runs = runs;
    }

    BlockSlab write(int from, int to) {
      int[] first = new int[to - from];
      int[] count = new int[to - from];
      double[] bounds = new double[(to - from) * BlockSlab.BOUNDS];
      int rows = 0;
      for (int b = 0; b < count.length; b++) {
        first[b] = rows;
        count[b] = (int) runs.count(from + b);
        rows += (count[b] + 3) & ~3;
      }
      try (SlabBuffers buffers = new SlabBuffers(ledger, rows, false, planes)) {
        for (int b = 0; b < count.length; b++) {
          long start = runs.start(from + b);
          MemorySegment.copy(permutation, ValueLayout.JAVA_INT, start * 4, refs, 0, count[b]);
          reader.gather(refs, count[b], pack.x, pack.y, pack.planes);
          pack.encode(count[b], bounds, b * BlockSlab.BOUNDS);
          pack.shuffle(count[b], start);
          buffers.write(pack, count[b], first[b]);
        }
        return buffers.slab(first, count, bounds);
      }
    }
  }
}
