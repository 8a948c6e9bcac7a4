package skein.core.line;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.batch.ColumnBatch;
import skein.core.block.AxisReader;
import skein.core.block.RowCounts;
import skein.core.block.SeriesOrigin;
import skein.core.memory.MemoryLedger;
import skein.core.source.LineProjection;

/**
 * Gives the rows of batches to the builder of their series: every y column is a series, or a code
 * column parts one y into series. One worker thread.
 */
public final class LineReader {
  /** Takes a finished slab. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes ownership of a slab when it returns true.
     *
     * @param ids places in the source of the slab's rows, if asked for; the reader's
     * @return false when reading shall stop
     */
    boolean take(LineSlab slab, long[] ids);
  }

  private static final int CHUNK = AxisReader.MOST_ROWS;

  private final LineProjection projection;
  private final OptionalLong anchor;
  private final Sink sink;
  private final LineBuilder[] builders;
  private final AxisReader xReader;
  private final AxisReader[] yReaders;
  private final SpacingCounts spacing = new SpacingCounts();
  private final double[] xs = new double[CHUNK];
  private final double[] ys = new double[CHUNK];
  private final byte[] xFlags = new byte[CHUNK];
  private final byte[] yFlags = new byte[CHUNK];
  private final long[] ids = new long[CHUNK];
  private final boolean withIds;
  private final ChunkCodes codes;
  private final long[] skipped = new long[1 + AxisReader.NON_POSITIVE];
  private SeriesOrigin @Nullable [] origins;
  private boolean placesInBatch;
  private long rows;

  LineReader(MemoryLedger ledger, LineProjection projection, Sink sink) {
    this(ledger, projection, false, sink);
  }

  /**
   * @param withIds whether the sink gets the places of rows in the source
   */
  public LineReader(MemoryLedger ledger, LineProjection projection, boolean withIds, Sink sink) {
    this(projection, withIds, OptionalLong.empty(), sink);
    int bits = LineSeries.slabBits(projection.series());
    for (int i = 0; i < builders.length; i++) {
      boolean wholeX = whole(projection.xType(), projection.xScale());
      boolean wholeY = whole(projection.column(i).type(), projection.yScale());
      builders[i] = new LineBuilder(ledger, i, bits, wholeX, wholeY, spacing, withIds);
    }
    codes.keep(ledger, builders, 1 << bits);
  }

  /**
   * A reader of rows of a window, kept as doubles that no code rounds.
   *
   * @param slabBits log2 of the rows of a whole slab
   */
  LineReader(
      MemoryLedger ledger, LineProjection projection, LineWindow window, int slabBits, Sink sink) {
    this(projection, false, OptionalLong.of(window.base()), sink);
    for (int i = 0; i < builders.length; i++) {
      builders[i] = LineBuilder.exact(ledger, i, slabBits, spacing);
      builders[i].breakAt(window.cuts(i));
    }
  }

  private LineReader(LineProjection projection, boolean withIds, OptionalLong anchor, Sink sink) {
    this.withIds = withIds;
    this.projection = projection;
    this.anchor = anchor;
    this.sink = sink;
    this.xReader = new AxisReader(projection.xType(), projection.xScale());
    this.yReaders = new AxisReader[projection.ys().size()];
    for (int i = 0; i < yReaders.length; i++) {
      yReaders[i] = new AxisReader(projection.ys().get(i).type(), projection.yScale());
    }
    this.builders = new LineBuilder[projection.series()];
    this.codes = new ChunkCodes(projection);
  }

  private static boolean whole(AxisType type, AxisScale scale) {
    return type.isLong() && scale == AxisScale.LINEAR;
  }

  /** Begins anew, for another reading of the source. */
  void restart() {
    restart(false);
  }

  /**
   * The same.
   *
   * @param placesCome true when the batches' last column says where in the source a row lies
   */
  public void restart(boolean placesCome) {
    placesInBatch = placesCome;
    for (LineBuilder builder : builders) {
      builder.restart();
    }
    spacing.clear();
    Arrays.fill(skipped, 0);
    rows = 0;
  }

  /** Frees what is held and not delivered; nothing is read any more. */
  void release() {
    for (LineBuilder builder : builders) {
      builder.restart();
    }
  }

  /** Takes all rows of a batch; false when the sink has had enough. */
  public boolean take(ColumnBatch batch) {
    if (origins == null) {
      boolean by = projection.by() != null;
      origins = LineOrigins.of(batch, xReader, yReaders, anchor, builders.length, by);
    }
    for (int from = 0; from < batch.rows(); from += CHUNK) {
      int n = Math.min(CHUNK, batch.rows() - from);
      Arrays.fill(xFlags, 0, n, (byte) 0);
      MemorySegment data = batch.data(0);
      int any = xReader.read(data, batch.validity(0), from, n, xs, 0, xFlags);
      if (withIds) {
        identify(batch, from, n);
      }
      codes.read(batch, from, n);
      rows += n;
      if (any != 0) {
        count(xFlags, n);
      }
      if (!(projection.by() == null ? takeWide(batch, from, n) : takeLong(batch, from, n))) {
        return false;
      }
    }
    return true;
  }

  private void identify(ColumnBatch batch, int from, int n) {
    if (placesInBatch) {
      int column = 1 + yReaders.length + (projection.by() == null ? 0 : 1);
      MemorySegment.copy(batch.data(column), ValueLayout.JAVA_LONG_UNALIGNED, 8L * from, ids, 0, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      ids[i] = rows + i;
    }
  }

  private boolean takeWide(ColumnBatch batch, int from, int n) {
    for (int i = 0; i < builders.length; i++) {
      readY(batch, i, from, n);
      LineBuilder builder = builders[i];
      int at = 0;
      while (at < n) {
        at = builder.add(xs, xFlags, ys, yFlags, ids, at, n);
        if (builder.full() && !deliver(builder)) {
          return false;
        }
      }
    }
    return true;
  }

  private void readY(ColumnBatch batch, int column, int from, int n) {
    Arrays.fill(yFlags, 0, n, (byte) 0);
    MemorySegment data = batch.data(column + 1);
    int any = yReaders[column].read(data, batch.validity(column + 1), from, n, ys, 0, yFlags);
    if (any != 0) {
      count(yFlags, n);
    }
  }

  private boolean takeLong(ColumnBatch batch, int from, int n) {
    readY(batch, 0, from, n);
    MemorySegment codes = batch.data(2);
    MemorySegment valid = batch.validity(2);
    for (int i = 0; i < n; i++) {
      if (xFlags[i] != 0) {
        continue;
      }
      if (valid != null && !AxisReader.valid(valid, from + i)) {
        skipped[AxisReader.NULL]++;
        continue;
      }
      int code = codes.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * (from + i));
      LineBuilder builder = builders[code];
      builder.addOne(xs[i], ys[i], yFlags[i] == 0, ids[i], i);
      if (builder.full() && !deliver(builder)) {
        return false;
      }
    }
    return true;
  }

  private void count(byte[] flags, int n) {
    for (int i = 0; i < n; i++) {
      if (flags[i] != 0) {
        skipped[Integer.lowestOneBit(flags[i])]++;
      }
    }
  }

  private boolean deliver(LineBuilder builder) {
    LineSlab slab = builder.build();
    if (slab == null || sink.take(slab, builder.ids())) {
      return true;
    }
    slab.close();
    return false;
  }

  /** Delivers what is held; false when the sink has had enough. */
  public boolean finish() {
    for (LineBuilder builder : builders) {
      if (!deliver(builder)) {
        return false;
      }
    }
    return true;
  }

  /** False once a row of some series lay before the one before it. */
  public boolean sorted() {
    for (LineBuilder builder : builders) {
      if (!builder.sorted()) {
        return false;
      }
    }
    return true;
  }

  /** Rows of the source so far. */
  public long rows() {
    return rows;
  }

  /**
   * What became of the rows so far: values left out by cause, bounds of all series along x and of
   * those at the left along y.
   */
  public RowCounts counts() {
    RowCounts counts = new RowCounts();
    counts.rows = rows;
    counts.nulls = skipped[AxisReader.NULL];
    counts.nans = skipped[AxisReader.NAN];
    counts.infinites = skipped[AxisReader.INFINITE];
    counts.nonPositive = skipped[AxisReader.NON_POSITIVE];
    bounds(counts);
    return counts;
  }

  public double medianSpacing() {
    return spacing.median();
  }

  /** Known with the first row that has an x. */
  public SeriesOrigin @Nullable [] origins() {
    return origins;
  }

  private void bounds(RowCounts out) {
    SeriesOrigin[] known = origins;
    if (known == null) {
      return;
    }
    boolean right = projection.title(false).isEmpty();
    for (int i = 0; i < builders.length; i++) {
      LineBuilder b = builders[i];
      out.loX = Math.min(out.loX, b.loX());
      out.hiX = Math.max(out.hiX, b.hiX());
      if (projection.column(i).right() == right) {
        double shift = (double) known[i].y() - known[0].y();
        out.loY = Math.min(out.loY, b.loY() + shift);
        out.hiY = Math.max(out.hiY, b.hiY() + shift);
      }
    }
  }
}
