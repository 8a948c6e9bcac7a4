package skein.core.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import skein.core.batch.BatchStream;
import skein.core.block.AxisReader;
import skein.core.block.Crew;
import skein.core.block.RowCounts;
import skein.core.block.RowPack;
import skein.core.fault.SkeinException;
import skein.core.load.BatchPump;
import skein.core.load.LoadProgress;
import skein.core.lod.CountPyramid;
import skein.core.measure.DataStage;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.source.DataSource;
import skein.core.source.Projection;

/**
 * Builds a spatial index of a source of any size in one pass over it, with bounded memory.
 *
 * <p>The bounds are asked for first. Rows are then spread over the partitions of a grid, in Morton
 * order, into a temporary file ({@link SourcePass}); each partition is cut into blocks in memory,
 * encoded, shuffled and written ({@link BlockPass}). Rows take 12 bytes there: 46 bits of place an
 * axis and the distance to the row before. Where that would lose differences between rows, because
 * few rows lie very far from the others, the pass begins again with whole doubles (18 bytes).
 *
 * <p>Runs on the calling thread, one that reads ahead, and helpers that end with the call. A build
 * that is cancelled goes on where it was the next time; one that is killed goes on when all rows
 * were in temporary files, else it begins anew. Small sources, whose temporary rows are held in
 * memory, begin anew.
 */
public final class IndexBuilder {
  private static final int MAX_MEMBERS = 8;

  /** Temporary rows that are held in memory: all of them, or none. */
  private static final long SPOOL_MEMORY = 1_536L << 20;

  /** Bytes of a row in the index: its codes and its id. */
  private static final long ROW_BYTES = 8;

  private final MemoryLedger ledger;
  private final DataSource source;
  private final Projection projection;
  private final IndexProgress progress;
  private final Crew crew;
  private final long spoolMemory;
  private final boolean wholeX;
  private final boolean wholeY;

  /** Asks {@code cancelled} often. */
  public IndexBuilder(
      MemoryLedger ledger,
      DataSource source,
      Projection projection,
      IndexProgress progress,
      BooleanSupplier cancelled) {
    this(ledger, source, projection, progress, cancelled, spoolMemory(source));
  }

  /**
   * The same.
   *
   * @param spoolMemory bytes of temporary rows that are held in memory
   */
  IndexBuilder(
      MemoryLedger ledger,
      DataSource source,
      Projection projection,
      IndexProgress progress,
      BooleanSupplier cancelled,
      long spoolMemory) {
    this.spoolMemory = spoolMemory;
    this.ledger = ledger;
    this.source = source;
    this.projection = projection;
    this.progress = progress;
    int members = Math.min(MAX_MEMBERS, Runtime.getRuntime().availableProcessors());
    this.crew = new Crew(members, cancelled);
    this.wholeX = new AxisReader(projection.xType(), projection.xScale()).integers();
    this.wholeY = new AxisReader(projection.yType(), projection.yScale()).integers();
  }

  /**
   * Writes an index and waits until it is on the disk.
   *
   * @param file where to; replaced, and of no use unless this returns true
   * @param temporary what the names of temporary files begin with
   * @param stamp what the index's metadata shall say of the source's state
   * @return false when cancelled
   */
  public boolean build(Path file, Path temporary, String stamp) throws IOException {
    long start = System.nanoTime();
    Checkpoint earlier = spoolMemory == 0 ? Checkpoint.load(temporary, stamp) : null;
    boolean scan = earlier != null && earlier.scan();
    boolean wide = earlier != null && earlier.wide();
    while (!crew.stopped()) {
      SpoolPlan plan = plan(scan, wide, earlier);
      if (earlier != null && !plan.level().adopt(earlier.chunks())) {
        earlier = null;
      }
      if (earlier == null) {
        Checkpoint.remove(temporary);
      }
      try (Spool spool = spool(temporary, earlier)) {
        if (earlier != null && earlier.whole()) {
          return finish(plan, spool, earlier.counts(), file, stamp);
        }
        SourcePass pass = read(plan, spool, earlier);
        progress.load().readNanos = System.nanoTime() - start;
        boolean fits = !pass.outside() && !pass.coarse();
        if (fits && spool.canBeKept()) {
          boolean whole = !crew.stopped();
          new Checkpoint(
                  stamp,
                  scan,
                  wide,
                  plan.chunkBytes(),
                  pass.handedOut(),
                  whole,
                  pass.counts(),
                  plan.level().chunks(),
                  spool.ends())
              .save(temporary);
        }
        if (crew.stopped()) {
          if (fits) {
            spool.keep();
          }
          return false;
        }
        earlier = null;
        if (pass.outside()) {
          if (scan) {
            throw changed();
          }
          scan = true;
        } else if (pass.coarse()) {
          wide = true;
        } else {
          return finish(plan, spool, pass.counts(), file, stamp);
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return false;
  }

  private SpoolPlan plan(boolean scan, boolean wide, @Nullable Checkpoint earlier) {
    SpoolPlan fresh =
        SpoolPlan.of(
            projection, source.bounds(projection, scan), expectedRows(), wide, crew.members());
    return earlier == null ? fresh : fresh.withChunks(earlier.chunkBytes());
  }

  private long expectedRows() {
    long known = source.info().rows();
    if (known >= 0) {
      return known;
    }
    long bytes = 0;
    for (Path file : source.files()) {
      bytes += file.toFile().length();
    }
    return bytes / 8;
  }

  private Spool spool(Path temporary, @Nullable Checkpoint earlier) throws IOException {
    return earlier == null
        ? new Spool(ledger, temporary, crew.members(), spoolMemory)
        : new Spool(ledger, temporary, crew.members(), spoolMemory, earlier.ends().bytes);
  }

  private static long spoolMemory(DataSource source) {
    long all = source.info().rows() * SpoolLevel.NARROW_BYTES;
    return all >= 0 && all < SPOOL_MEMORY ? SPOOL_MEMORY : 0;
  }

  private SkeinException changed() {
    return SkeinException.input(
        source.request().location(),
        "it changed while it was read",
        "wait until it is written, then open it again");
  }

  private SourcePass read(SpoolPlan plan, Spool spool, @Nullable Checkpoint earlier) {
    LoadProgress load = progress.load();
    load.origin = plan.origin();
    if (plan.any()) {
      load.loX = plan.level().x.lo;
      load.hiX = plan.level().x.hi;
      load.loY = plan.level().y.lo;
      load.hiY = plan.level().y.hi;
    }
    long made = expectedRows() * (plan.level().recordBytes() + ROW_BYTES);
    try (BatchStream stream = new BatchPump(() -> source.ordered(projection), progress.load());
        ReadOnce readOnce = new ReadOnce(source.files(), made)) {
      SourcePass pass =
          new SourcePass(
              ledger,
              projection,
              plan.origin(),
              spool,
              plan.level(),
              stream,
              readOnce,
              crew,
              progress,
              plan.chunkBytes(),
              earlier == null ? 0 : earlier.done(),
              earlier == null ? new RowCounts() : earlier.counts());
      pass.run();
      return pass;
    }
  }

  private boolean finish(SpoolPlan plan, Spool spool, RowCounts counts, Path file, String stamp)
      throws IOException {
    int rowBytes = counts.rows >>> Integer.SIZE == 0 ? Integer.BYTES : Long.BYTES;
    IndexMeta meta =
        new IndexMeta(stamp, IndexOrder.SPATIAL, plan.origin(), counts, rowBytes, wholeX, wholeY);
    SpoolLevel level = plan.level();
    int bits = levelBits(meta.plotted(), level.bits);
    progress.load().phase = LoadProgress.Phase.CLUSTERING;
    try (IndexWriter writer = new IndexWriter(file, IpcText.blocks(rowBytes));
        CountPyramid pyramid = pyramid(level, bits)) {
      if (meta.plotted() > 0) {
        try (BlockPass pass =
            new BlockPass(
                ledger,
                spool,
                level,
                writer,
                crew,
                progress,
                pyramid,
                plan.chunkBytes(),
                rowBytes,
                meta.plotted(),
                () -> new RowPack(wholeX, wholeY, false))) {
          pass.run();
        }
      }
      if (crew.stopped()) {
        spool.keep();
        return false;
      }
      writer.finish(Map.of("skein", meta.json()), pyramid);
      progress.load().stages.add(DataStage.BLOCK, 0, writer.bytes(), 0);
    }
    return true;
  }

  private CountPyramid pyramid(SpoolLevel level, int bits) {
    return CountPyramid.built(
        new HostBuffer(ledger, "index.pyramid", CountPyramid.bytes(bits)),
        bits,
        level.x.lo,
        level.x.top(),
        level.y.lo,
        level.y.top());
  }

  /** log2 of the side of level 0: a few rows a cell, and whole cells in each partition. */
  private static int levelBits(long rows, int partitionBits) {
    return Math.max(partitionBits, CountPyramid.bitsFor(rows));
  }
}
