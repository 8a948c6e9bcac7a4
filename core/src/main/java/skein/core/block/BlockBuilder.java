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
 * (the first plotted row), rows without a position skipped and counted, the rest clustered in
 * groups of {@link #GROUP} along a Morton curve over 8 x 8 counting cells and cut into blocks. One
 * worker thread.
 *
 * <p>The cells lie over some rows of the batch where the group begins, so that no pass is needed to
 * find them: a row off them counts for the nearest cell, and blocks have their own exact bounds
 * anyway.
 *
 * <p>An int64 difference beyond int64 (values from both ends in one column) is formed from halves
 * and rounded to the nearest double once; it never wraps.
 */
public final class BlockBuilder {
  /** Rows of a full slab. */
  public static final int CAPACITY = 262_144;

  /** Rows taken at a time. */
  static final int CHUNK = 2_048;

  /** Rows sorted together: with more of them they leave a core's cache on the way. */
  static final int GROUP = 65_536;

  private static final int BLOCKS = CAPACITY / BlockSlab.MAX_ROWS;

  private final MemoryLedger ledger;
  private final AxisReader xReader;
  private final AxisReader yReader;
  private final List<CodeReader> planes;
  private final RowPack pack;
  private final RowCounts counts = new RowCounts();
  private final double[] x = new double[GROUP];
  private final double[] y = new double[GROUP];
  private final short[][] codes;
  private final LocalCells cells = new LocalCells(GROUP);
  private final double[] sortedX = new double[GROUP];
  private final double[] sortedY = new double[GROUP];
  private final short[][] sortedCodes;
  private final byte[] flags = new byte[CHUNK];
  private final int[] first = new int[BLOCKS];
  private final int[] count = new int[BLOCKS];
  private final double[] bounds = new double[BLOCKS * BlockSlab.BOUNDS];
  private @Nullable SlabBuffers open;
  private int encoded;
  private int blocks;
  private int held;
  private boolean ended;
  private @Nullable SeriesOrigin origin;

  public BlockBuilder(MemoryLedger ledger, Projection projection) {
    this(ledger, projection, null);
  }

  /**
   * @param origin of the series, or null to take the first plotted row
   */
  public BlockBuilder(MemoryLedger ledger, Projection projection, @Nullable SeriesOrigin origin) {
    this.ledger = ledger;
    this.xReader = new AxisReader(projection.xType(), projection.xScale());
    this.yReader = new AxisReader(projection.yType(), projection.yScale());
    this.planes = CodeReader.of(projection);
    this.codes = new short[planes.size()][GROUP];
    this.sortedCodes = new short[planes.size()][GROUP];
    this.pack = new RowPack(xReader.integers(), yReader.integers(), true, planes.size());
    if (origin != null) {
      take(origin);
    }
  }

  private void take(SeriesOrigin first) {
    xReader.base(first.x());
    yReader.base(first.y());
    origin = first;
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
    return encoded + held;
  }

  /** True when {@link #build} must come before the next {@link #add}. */
  public boolean full() {
    return ended || encoded == CAPACITY;
  }

  /**
   * Takes rows of a batch from row {@code from} until the batch ends or the slab is full. A slab of
   * some size ends with its batch.
   *
   * @return the first row not taken
   */
  public int add(ColumnBatch batch, int from) {
    int row = from;
    if (origin == null) {
      row = skipToFirst(batch, from);
    }
    while (row < batch.rows() && encoded < CAPACITY) {
      if (held == 0) {
        cells.lay(batch, row, xReader, yReader);
      }
      int n = Math.min(CHUNK, Math.min(batch.rows() - row, GROUP - held));
      addChunk(batch, row, n);
      row += n;
      if (held == GROUP) {
        encodeGroup(batch.rows() - row);
      }
    }
    ended = encoded > 0 && row == batch.rows();
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
        take(new SeriesOrigin(xReader.originOf(xs, row), yReader.originOf(ys, row)));
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
    cells.count(x, y, held, kept);
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

  /** Sorts the rows held, cuts them into blocks and writes those. */
  private void encodeGroup(int moreRows) {
    int n = held;
    held = 0;
    sort(n);
    SlabBuffers to = open;
    if (to == null) {
      int rows = Math.min(CAPACITY, n + moreRows);
      to = new SlabBuffers(ledger, (rows + 3) & ~3, true, codes.length);
      open = to;
    }
    for (int at = 0; at < n; at += BlockSlab.MAX_ROWS) {
      int rows = Math.min(BlockSlab.MAX_ROWS, n - at);
      for (int p = 0; p < codes.length; p++) {
        System.arraycopy(sortedCodes[p], at, pack.planes[p], 0, rows);
      }
      pack.encode(sortedX, sortedY, at, rows, bounds, blocks * BlockSlab.BOUNDS);
      to.write(pack, rows, encoded);
      counts.widen(bounds, blocks * BlockSlab.BOUNDS);
      first[blocks] = encoded;
      count[blocks] = rows;
      encoded += rows;
      blocks++;
    }
  }

  /** Frees what was taken and not yet built; nothing more may be taken. */
  public void discard() {
    SlabBuffers made = open;
    open = null;
    if (made != null) {
      made.close();
    }
  }

  /** Makes a slab of the rows held, which the caller owns; null when none are held. */
  public @Nullable BlockSlab build() {
    if (held > 0) {
      encodeGroup(0);
    }
    SlabBuffers made = open;
    if (made == null) {
      return null;
    }
    open = null;
    try (made) {
      int rows = (encoded + 3) & ~3;
      boolean roomy = made.rows() > rows + rows / 4;
      try (SlabBuffers to = roomy ? made.shrunk(ledger, rows) : made) {
        return to.slab(
            Arrays.copyOf(first, blocks),
            Arrays.copyOf(count, blocks),
            Arrays.copyOf(bounds, blocks * BlockSlab.BOUNDS));
      }
    } finally {
      encoded = 0;
      blocks = 0;
      ended = false;
    }
  }

  /** Puts the rows along the Morton curve, by the cells counted. */
  private void sort(int n) {
    int[] starts = cells.starts();
    byte[] of = cells.ofRow();
    if (codes.length > 0) {
      sortWithCodes(n, starts, of);
      return;
    }
    for (int i = 0; i < n; i++) {
      int to = starts[of[i]]++;
      sortedX[to] = x[i];
      sortedY[to] = y[i];
    }
  }

  private void sortWithCodes(int n, int[] starts, byte[] of) {
    for (int i = 0; i < n; i++) {
      int to = starts[of[i]]++;
      sortedX[to] = x[i];
      sortedY[to] = y[i];
      for (int p = 0; p < codes.length; p++) {
        sortedCodes[p][to] = codes[p][i];
      }
    }
  }
}
