package skein.core.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;
import skein.core.block.AxisReader;
import skein.core.block.Crew;
import skein.core.block.RowCounts;
import skein.core.block.SeriesOrigin;
import skein.core.lod.CountPyramid;
import skein.core.measure.DataStage;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Work;
import skein.core.source.Projection;

/**
 * The one pass over the source: members of a crew take batches in turn, skip rows without a place,
 * and spread the others over the partitions of the spool, counting them for a first picture.
 */
final class SourcePass {
  private static final long PUBLISH_NANOS = 200_000_000;

  /** Rows with places too coarse for them, for each million and to begin with, that are let by. */
  private static final int SPARED = 16;

  private final MemoryLedger ledger;
  private final Projection projection;
  private final SeriesOrigin origin;
  private final Spool spool;
  private final SpoolLevel level;
  private final BatchStream stream;
  private final ReadOnce readOnce;
  private final Crew crew;
  private final IndexProgress progress;
  private final int chunkBytes;
  private final @Nullable Member[] members;
  private final long skipped;
  private final RowCounts before;
  private long handedOut;
  private volatile boolean outside;
  private volatile boolean coarse;

  SourcePass(
      MemoryLedger ledger,
      Projection projection,
      SeriesOrigin origin,
      Spool spool,
      SpoolLevel level,
      BatchStream stream,
      ReadOnce readOnce,
      Crew crew,
      IndexProgress progress,
      int chunkBytes,
      long skipped,
      RowCounts before) {
    this.skipped = skipped;
    this.before = before;
    this.ledger = ledger;
    this.projection = projection;
    this.origin = origin;
    this.spool = spool;
    this.level = level;
    this.stream = stream;
    this.readOnce = readOnce;
    this.crew = crew;
    this.progress = progress;
    this.chunkBytes = chunkBytes;
    this.members = new @Nullable Member[crew.members()];
  }

  /** Reads all rows; stops early when they do not fit the level. */
  void run() {
    crew.run(
        i -> {
          try (Member member = new Member(i)) {
            members[i] = member;
            member.run(i == 0);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    publish();
  }

  /** True when a row lies outside of the bounds that were asked for. */
  boolean outside() {
    return outside;
  }

  /** True when narrow records would lose the difference between rows. */
  boolean coarse() {
    return coarse;
  }

  /** Rows of the source, counted from the first, that are in the spool when it has run. */
  long handedOut() {
    return Math.max(handedOut, skipped);
  }

  /** What became of the rows, of all members and of those that were in the spool before. */
  RowCounts counts() {
    RowCounts sum = new RowCounts();
    sum.set(before);
    for (Member member : members) {
      if (member != null) {
        RowCounts c = member.counts;
        sum.rows += member.rowsDone;
        sum.nulls += c.nulls;
        sum.nans += c.nans;
        sum.infinites += c.infinites;
        sum.nonPositive += c.nonPositive;
        sum.loX = Math.min(sum.loX, c.loX);
        sum.hiX = Math.max(sum.hiX, c.hiX);
        sum.loY = Math.min(sum.loY, c.loY);
        sum.hiY = Math.max(sum.hiY, c.hiY);
      }
    }
    return sum;
  }

  /** A batch whose first row has a number; rows before {@code from} are in the spool already. */
  private record Numbered(ColumnBatch batch, long first, int from) {}

  private synchronized @Nullable Numbered take() {
    while (!outside && !coarse && !crew.stopped()) {
      ColumnBatch batch = stream.next();
      if (batch == null) {
        return null;
      }
      long first = handedOut;
      handedOut += batch.rows();
      if (handedOut > skipped) {
        return new Numbered(batch, first, (int) Math.max(0, skipped - first));
      }
      batch.close();
    }
    return null;
  }

  private void publish() {
    readOnce.read(stream.progress());
    progress.load().count(counts());
    progress.read(stream.progress());
    int bits = PreviewCounter.BITS;
    long bytes = CountPyramid.bytes(bits);
    int[] cells = new int[(int) (bytes / Integer.BYTES)];
    for (Member member : members) {
      if (member != null) {
        for (int i = 0; i < member.preview.cells.length; i++) {
          cells[i] += member.preview.cells[i];
        }
      }
    }
    MemorySegment memory = MemorySegment.ofArray(cells);
    CountPyramid.fold(memory, bits);
    CountPyramid counts =
        CountPyramid.mapped(memory, bits, level.x.lo, level.x.top(), level.y.lo, level.y.top());
    counts.load();
    progress.preview(counts);
  }

  /** One thread's readers and counts. */
  private final class Member implements AutoCloseable {
    private final AxisReader readX = new AxisReader(projection.xType(), projection.xScale());
    private final AxisReader readY = new AxisReader(projection.yType(), projection.yScale());
    private final RowCounts counts = new RowCounts();
    private final PreviewCounter preview = new PreviewCounter(level);
    private final double[] x = new double[AxisReader.MOST_ROWS];
    private final double[] y = new double[AxisReader.MOST_ROWS];
    private final long[] row = new long[AxisReader.MOST_ROWS];
    private final byte[] flags = new byte[AxisReader.MOST_ROWS];
    private final SpoolWriter writer;
    private volatile long rowsDone;

    Member(int number) {
      writer = new SpoolWriter(ledger, spool, number, level, chunkBytes, preview::count);
      readX.base(origin.x());
      readY.base(origin.y());
    }

    void run(boolean publishing) throws IOException {
      long published = System.nanoTime();
      long done = 0;
      while (!crew.stopped()) {
        Numbered next = take();
        if (next == null) {
          break;
        }
        long from = System.nanoTime();
        try (ColumnBatch batch = next.batch();
            Work work = Work.begin("index.spread")) {
          work.amount(batch.rows(), 0);
          spread(batch, next.first(), next.from());
          done += batch.rows() - next.from();
        }
        rowsDone = done;
        progress.load().stages.add(DataStage.BLOCK, 0, System.nanoTime() - from);
        if (writer.collisions() > SPARED + done / 1_000_000 * SPARED) {
          coarse = true;
        }
        if (publishing && System.nanoTime() - published > PUBLISH_NANOS) {
          publish();
          published = System.nanoTime();
        }
      }
      writer.flush();
    }

    /** Takes a whole batch, so that the spool holds all rows up to one. */
    private void spread(ColumnBatch batch, long first, int start) throws IOException {
      for (int from = start; from < batch.rows(); from += AxisReader.MOST_ROWS) {
        int n = Math.min(AxisReader.MOST_ROWS, batch.rows() - from);
        Arrays.fill(flags, 0, n, (byte) 0);
        MemorySegment xs = batch.data(ColumnBatch.X);
        MemorySegment ys = batch.data(ColumnBatch.Y);
        int any = readX.read(xs, batch.validity(ColumnBatch.X), from, n, x, 0, flags);
        any |= readY.read(ys, batch.validity(ColumnBatch.Y), from, n, y, 0, flags);
        for (int i = 0; i < n; i++) {
          row[i] = first + from + i;
        }
        int kept = any == 0 ? n : compact(n);
        if (!bound(kept)) {
          outside = true;
          return;
        }
        writer.write(x, y, row, kept);
      }
    }

    private int compact(int n) {
      int to = 0;
      for (int i = 0; i < n; i++) {
        if (flags[i] != 0) {
          counts.skip(flags[i]);
          continue;
        }
        x[to] = x[i];
        y[to] = y[i];
        row[to++] = row[i];
      }
      return to;
    }

    /** Widens the bounds; false when a row lies outside of the level. */
    private boolean bound(int n) {
      double loX = counts.loX;
      double hiX = counts.hiX;
      double loY = counts.loY;
      double hiY = counts.hiY;
      for (int i = 0; i < n; i++) {
        loX = Math.min(loX, x[i]);
        hiX = Math.max(hiX, x[i]);
        loY = Math.min(loY, y[i]);
        hiY = Math.max(hiY, y[i]);
      }
      counts.loX = loX;
      counts.hiX = hiX;
      counts.loY = loY;
      counts.hiY = hiY;
      return n == 0
          || (loX >= level.x.lo && hiX <= level.x.hi && loY >= level.y.lo && hiY <= level.y.hi);
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
