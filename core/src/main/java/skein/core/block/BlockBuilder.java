package skein.core.block;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.batch.ColumnBatch;
import skein.core.memory.MemoryLedger;
import skein.core.source.Projection;

/**
 * Turns batches into slabs of up to {@link #CAPACITY} rows: positions as offsets from the origin
 * (the first plotted row), rows without a position skipped and counted, the rest clustered locally
 * along a Morton curve over 32 x 32 counting cells and cut into blocks. One worker thread.
 *
 * <p>An int64 difference beyond int64 (values from both ends in one column) is formed from halves
 * and rounded to the nearest double once; it never wraps.
 */
public final class BlockBuilder {
  /** Rows of a full slab. */
  public static final int CAPACITY = 262_144;

  /** Rows taken at a time. */
  static final int CHUNK = 2_048;

  private static final int SIDE = 32;

  private final MemoryLedger ledger;
  private final AxisReader xReader;
  private final AxisReader yReader;
  private final List<CodeReader> planes;
  private final RowPack pack;
  private final RowCounts counts = new RowCounts();
  private final CellAxis cellX = new CellAxis();
  private final CellAxis cellY = new CellAxis();
  private final double[] x = new double[CAPACITY];
  private final double[] y = new double[CAPACITY];
  private final short[][] codes;
  private final int[] cells = new int[CAPACITY];
  private final double[] sortedX = new double[CAPACITY];
  private final double[] sortedY = new double[CAPACITY];
  private final short[][] sortedCodes;
  private final Extent rangeX = new Extent();
  private final Extent rangeY = new Extent();
  private final int[] starts = new int[SIDE * SIDE + 1];
  private final byte[] flags = new byte[CHUNK];
  private int held;
  private @Nullable SeriesOrigin origin;

  public BlockBuilder(MemoryLedger ledger, Projection projection) {
    this.ledger = ledger;
    this.xReader = new AxisReader(projection.xType(), projection.xScale());
    this.yReader = new AxisReader(projection.yType(), projection.yScale());
    this.planes = CodeReader.of(projection);
    this.codes = new short[planes.size()][CAPACITY];
    this.sortedCodes = new short[planes.size()][CAPACITY];
    this.pack = new RowPack(xReader.integers(), yReader.integers(), true, planes.size());
  }

  /** What became of the rows so far. */
  public RowCounts counts() {
    return counts;
  }

  /** Known with the first plotted row. */
  public @Nullable SeriesOrigin origin() {
    return origin;
  }

  /** Plotted rows taken and not yet built into a slab. */
  public int held() {
    return held;
  }

  /** True when {@link #build} must come before the next {@link #add}. */
  public boolean full() {
    return held == CAPACITY;
  }

  /**
   * Takes rows of a batch from row {@code from} until the batch ends or the slab is full.
   *
   * @return the first row not taken
   */
  public int add(ColumnBatch batch, int from) {
    int row = from;
    if (origin == null) {
      row = skipToFirst(batch, from);
    }
    while (row < batch.rows() && held < CAPACITY) {
      int n = Math.min(CHUNK, Math.min(batch.rows() - row, CAPACITY - held));
      addChunk(batch, row, n);
      row += n;
    }
    return row;
  }

  private int skipToFirst(ColumnBatch batch, int from) {
    MemorySegment xs = batch.data(ColumnBatch.X);
    MemorySegment ys = batch.data(ColumnBatch.Y);
    for (int row = from; row < batch.rows(); row++) {
      int causes =
          xReader.causes(xs, batch.validity(ColumnBatch.X), row)
              | yReader.causes(ys, batch.validity(ColumnBatch.Y), row);
      if (causes == 0) {
        SeriesOrigin first = new SeriesOrigin(xReader.originOf(xs, row), yReader.originOf(ys, row));
        xReader.base(first.x());
        yReader.base(first.y());
        origin = first;
        return row;
      }
      counts.rows++;
      counts.skip(causes);
    }
    return batch.rows();
  }

  private void addChunk(ColumnBatch batch, int from, int n) {
    Arrays.fill(flags, 0, n, (byte) 0);
    MemorySegment xs = batch.data(ColumnBatch.X);
    MemorySegment ys = batch.data(ColumnBatch.Y);
    int any = xReader.read(xs, batch.validity(ColumnBatch.X), from, n, x, held, flags);
    any |= yReader.read(ys, batch.validity(ColumnBatch.Y), from, n, y, held, flags);
    for (int p = 0; p < codes.length; p++) {
      planes.get(p).read(batch, from, n, codes[p], held);
    }
    counts.rows += n;
    int kept = any == 0 ? n : compact(n);
    rangeX.add(x, held, kept);
    rangeY.add(y, held, kept);
    held += kept;
  }

  /** Moves the unflagged rows of the chunk together and counts the others. */
  private int compact(int n) {
    int to = held;
    for (int i = 0; i < n; i++) {
      if (flags[i] != 0) {
        counts.skip(flags[i]);
        continue;
      }
      x[to] = x[held + i];
      y[to] = y[held + i];
      for (short[] plane : codes) {
        plane[to] = plane[held + i];
      }
      to++;
    }
    return to - held;
  }

  /** Makes a slab of the rows held, which the caller owns; null when none are held. */
  public @Nullable BlockSlab build() {
    int n = held;
    if (n == 0) {
      return null;
    }
    held = 0;
    sort(n);
    int blocks = (n + BlockSlab.MAX_ROWS - 1) / BlockSlab.MAX_ROWS;
    int[] first = new int[blocks];
    int[] count = new int[blocks];
    double[] bounds = new double[blocks * BlockSlab.BOUNDS];
    int padded = (n + 3) & ~3;
    try (SlabBuffers buffers = new SlabBuffers(ledger, padded, true, codes.length)) {
      for (int b = 0; b < blocks; b++) {
        first[b] = b * BlockSlab.MAX_ROWS;
        count[b] = Math.min(BlockSlab.MAX_ROWS, n - first[b]);
        for (int p = 0; p < codes.length; p++) {
          System.arraycopy(sortedCodes[p], first[b], pack.planes[p], 0, count[b]);
        }
        pack.encode(sortedX, sortedY, first[b], count[b], bounds, b * BlockSlab.BOUNDS);
        buffers.write(pack, count[b], first[b]);
      }
      return buffers.slab(first, count, bounds);
    }
  }

  /** Puts the rows along the Morton curve, by counting cells. */
  private void sort(int n) {
    divide();
    Arrays.fill(starts, 0);
    cellX.cells(x, n, cells, 0);
    cellY.cells(y, n, cells, 16);
    Morton.interleave(cells, n);
    for (int i = 0; i < n; i++) {
      starts[cells[i] + 1]++;
    }
    for (int c = 0; c < SIDE * SIDE; c++) {
      starts[c + 1] += starts[c];
    }
    if (codes.length > 0) {
      sortWithCodes(n);
      return;
    }
    for (int i = 0; i < n; i++) {
      int to = starts[cells[i]]++;
      sortedX[to] = x[i];
      sortedY[to] = y[i];
    }
  }

  private void sortWithCodes(int n) {
    for (int i = 0; i < n; i++) {
      int to = starts[cells[i]]++;
      sortedX[to] = x[i];
      sortedY[to] = y[i];
      for (int p = 0; p < codes.length; p++) {
        sortedCodes[p][to] = codes[p][i];
      }
    }
  }

  /** Takes the extent of the rows held: into the counts and as the range of the cells. */
  private void divide() {
    counts.loX = Math.min(counts.loX, rangeX.lo);
    counts.hiX = Math.max(counts.hiX, rangeX.hi);
    counts.loY = Math.min(counts.loY, rangeY.lo);
    counts.hiY = Math.max(counts.hiY, rangeY.hi);
    cellX.set(rangeX.lo, rangeX.hi, SIDE);
    cellY.set(rangeY.lo, rangeY.hi, SIDE);
    rangeX.clear();
    rangeY.clear();
  }
}
