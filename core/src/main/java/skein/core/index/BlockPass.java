package skein.core.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skein.core.block.BlockSlab;
import skein.core.block.Crew;
import skein.core.block.Morton;
import skein.core.block.RowPack;
import skein.core.lod.CountPyramid;
import skein.core.measure.DataStage;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Work;

/**
 * Makes blocks of the spooled partitions, each in memory, and counts level 0 of the pyramid. A
 * partition with too many rows for that is divided again over its own bounds, out of the spool and
 * back into it; one whose rows are all in one place is cut as it lies.
 */
final class BlockPass implements AutoCloseable {
  /** Most rows that a member cuts in memory, and all of them together: some 50 bytes each. */
  private static final int LARGEST = 2 << 20;

  private static final int LARGEST_SUM = 6 << 20;

  private static final int DEEPEST = 24;

  private final MemoryLedger ledger;
  private final Spool spool;
  private final SpoolLevel root;
  private final IndexWriter writer;
  private final Crew crew;
  private final IndexProgress progress;
  private final CountPyramid pyramid;
  private final int chunkBytes;
  private final int rowBytes;
  private final Supplier<RowPack> packs;
  private final Member[] members;
  private final AtomicLong done = new AtomicLong();
  private final long rows;

  BlockPass(
      MemoryLedger ledger,
      Spool spool,
      SpoolLevel root,
      IndexWriter writer,
      Crew crew,
      IndexProgress progress,
      CountPyramid pyramid,
      int chunkBytes,
      int rowBytes,
      long rows,
      Supplier<RowPack> packs) {
    this.ledger = ledger;
    this.spool = spool;
    this.root = root;
    this.writer = writer;
    this.crew = crew;
    this.progress = progress;
    this.pyramid = pyramid;
    this.chunkBytes = chunkBytes;
    this.rowBytes = rowBytes;
    this.rows = rows;
    this.packs = packs;
    this.members = new Member[crew.members()];
  }

  /** Makes all blocks. */
  void run() {
    for (int i = 0; i < members.length; i++) {
      members[i] = new Member(i);
    }
    finish(root, 0);
    each(member -> member.maker.flush());
    if (!crew.stopped()) {
      CountPyramid.fold(pyramid.cells(), pyramid.levels() - 1);
    }
  }

  /** Work of a member on files. */
  @FunctionalInterface
  private interface FileWork {
    void run(Member member) throws IOException;
  }

  private void each(FileWork work) {
    crew.run(
        i -> {
          try {
            work.run(members[i]);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InternalError e) {
            // what a mapping throws where the disk does not give its bytes
            throw new UncheckedIOException(
                new IOException("the temporary rows cannot be read back", e));
          }
        });
  }

  private void finish(SpoolLevel level, int depth) {
    int[] order = order(level);
    List<Integer> large = new ArrayList<>();
    AtomicInteger next = new AtomicInteger();
    SpoolAhead ahead = new SpoolAhead(spool, level, order);
    each(
        member -> {
          for (int i = next.getAndIncrement();
              i < order.length && !crew.stopped();
              i = next.getAndIncrement()) {
            ahead.from(i);
            if (level.rows(order[i]) > largest(members.length)) {
              synchronized (large) {
                large.add(order[i]);
              }
            } else if (level.rows(order[i]) > 0) {
              long from = System.nanoTime();
              member.partition(level, order[i]);
              progress.load().stages.add(DataStage.BLOCK, 0, System.nanoTime() - from);
            }
          }
        });
    for (int i = 0; i < large.size() && !crew.stopped(); i++) {
      divide(level, large.get(i), depth);
    }
  }

  /** Rows that each of some threads may cut in memory. */
  static int largest(int members) {
    return Math.min(LARGEST, LARGEST_SUM / members);
  }

  /** Partitions along a Morton curve. */
  private static int[] order(SpoolLevel level) {
    int[] order = new int[level.partitions()];
    int side = 1 << level.bits;
    for (int p = 0; p < order.length; p++) {
      order[Morton.spread(p % side) | (Morton.spread(p / side) << 1)] = p;
    }
    return order;
  }

  private void divide(SpoolLevel level, int partition, int depth) {
    int[] chunks = level.chunksOf(partition);
    AtomicInteger next = new AtomicInteger();
    each(member -> member.measure(level, partition, chunks, next));
    double loX = Double.POSITIVE_INFINITY;
    double hiX = Double.NEGATIVE_INFINITY;
    double loY = Double.POSITIVE_INFINITY;
    double hiY = Double.NEGATIVE_INFINITY;
    for (Member member : members) {
      loX = Math.min(loX, member.box[0]);
      hiX = Math.max(hiX, member.box[1]);
      loY = Math.min(loY, member.box[2]);
      hiY = Math.max(hiY, member.box[3]);
    }
    next.set(0);
    if (crew.stopped()) {
      return;
    }
    if (depth == DEEPEST || (loX == hiX && loY == hiY)) {
      each(member -> member.cutAsTheyLie(level, partition, chunks, next));
      return;
    }
    int bits = SpoolPlan.partitionBits(level.rows(partition));
    SpoolLevel finer =
        new SpoolLevel(
            new AxisGrid(loX, hiX, false, bits, true),
            new AxisGrid(loY, hiY, false, bits, true),
            bits,
            true);
    each(member -> member.scatter(level, partition, chunks, next, finer));
    finish(finer, depth + 1);
  }

  @Override
  public void close() {
    for (@Nullable Member member : members) {
      if (member != null) {
        member.close();
      }
    }
  }

  /** One thread's buffers. */
  private final class Member implements AutoCloseable {
    private final SpoolReader reader = new SpoolReader(spool, chunkBytes);
    private final BlockMaker maker =
        new BlockMaker(ledger, writer, rowBytes, root.x, root.y, packs.get());
    private final BlockCutter cutter =
        new BlockCutter(
            root.x.hi * 0.5 - root.x.lo * 0.5, root.y.hi * 0.5 - root.y.lo * 0.5, maker::block);
    private final PyramidCounter counter = new PyramidCounter(pyramid, root.x, root.y);
    private final int number;
    private final PlacedRows held = new PlacedRows();
    private final double[] box = new double[4];

    Member(int number) {
      this.number = number;
    }

    /** Reads a whole partition, counts it and cuts it. */
    void partition(SpoolLevel level, int p) throws IOException {
      int total = (int) level.rows(p);
      held.reserve(total);
      try (Work work = Work.begin("index.cut")) {
        work.amount(total, 0);
        cut(level, p);
      }
    }

    private void cut(SpoolLevel level, int p) throws IOException {
      int n = 0;
      for (int c = level.first(p); c >= 0; c = level.next(c)) {
        int read = reader.read(level, p, c, held, n);
        n += read;
        if (level == root) {
          counter.count(reader.placeX, reader.placeY, read);
        }
      }
      cutter.cut(held, n);
      report(n);
    }

    private void report(int n) {
      long now = done.addAndGet(n);
      progress.finished((double) now / rows);
    }

    /** Finds the bounds of chunks of a large partition, and counts them. */
    void measure(SpoolLevel level, int p, int[] chunks, AtomicInteger next) throws IOException {
      box[0] = box[2] = Double.POSITIVE_INFINITY;
      box[1] = box[3] = Double.NEGATIVE_INFINITY;
      for (int c = next.getAndIncrement();
          c < chunks.length && !crew.stopped();
          c = next.getAndIncrement()) {
        int n = reader.read(level, p, chunks[c]);
        PlacedRows rows = reader.rows;
        for (int i = 0; i < n; i++) {
          box[0] = Math.min(box[0], rows.x[i]);
          box[1] = Math.max(box[1], rows.x[i]);
          box[2] = Math.min(box[2], rows.y[i]);
          box[3] = Math.max(box[3], rows.y[i]);
        }
        if (level == root) {
          counter.countShared(reader.placeX, reader.placeY, n);
        }
      }
    }

    void cutAsTheyLie(SpoolLevel level, int p, int[] chunks, AtomicInteger next)
        throws IOException {
      held.reserve(BlockSlab.MAX_ROWS);
      int n = 0;
      for (int c = next.getAndIncrement();
          c < chunks.length && !crew.stopped();
          c = next.getAndIncrement()) {
        int read = reader.read(level, p, chunks[c]);
        for (int i = 0; i < read; i++) {
          held.x[n] = reader.rows.x[i];
          held.y[n] = reader.rows.y[i];
          held.row[n] = reader.rows.row[i];
          if (++n == BlockSlab.MAX_ROWS) {
            maker.block(held, 0, n);
            report(n);
            n = 0;
          }
        }
      }
      if (n > 0) {
        maker.block(held, 0, n);
        report(n);
      }
    }

    void scatter(SpoolLevel level, int p, int[] chunks, AtomicInteger next, SpoolLevel finer)
        throws IOException {
      try (SpoolWriter out =
          new SpoolWriter(ledger, spool, number, finer, chunkBytes, (q, m, at, bytes) -> {})) {
        for (int c = next.getAndIncrement();
            c < chunks.length && !crew.stopped();
            c = next.getAndIncrement()) {
          int n = reader.read(level, p, chunks[c]);
          out.write(reader.rows.x, reader.rows.y, reader.rows.row, n);
        }
        out.flush();
      }
    }

    @Override
    public void close() {
      maker.close();
    }
  }
}
