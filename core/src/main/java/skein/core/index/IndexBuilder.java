package skein.core.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.batch.BatchStream;
import skein.core.block.AxisReader;
import skein.core.block.Crew;
import skein.core.block.RowCounts;
import skein.core.block.RowPack;
import skein.core.block.SeriesOrigin;
import skein.core.fault.SkeinException;
import skein.core.load.BatchPump;
import skein.core.load.LoadProgress;
import skein.core.lod.CountPyramid;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.ValueBounds;

/**
 * Builds a spatial index of a source of any size in one pass over it, with bounded memory.
 *
 * <p>The bounds are asked for first. Rows are then spread over the partitions of a grid, in Morton
 * order, into a temporary file ({@link SourcePass}); each partition is cut into blocks in memory,
 * encoded, shuffled and written ({@link BlockPass}). Rows take 12 bytes there: 46 bits of place an
 * axis and the distance to the row before. Where that would lose differences between rows, because
 * few rows lie very far from the others, the pass begins again with whole doubles (18 bytes).
 *
 * <p>Runs on the calling thread, one that reads ahead, and helpers that end with the call. An
 * interrupted build leaves nothing to resume: it begins anew.
 */
public final class IndexBuilder {
  /** Rows a partition should hold. */
  private static final long PARTITION_ROWS = 400_000;

  private static final int MAX_MEMBERS = 8;
  private static final long SPOOL_BUFFERS = 384L << 20;

  /** Temporary rows that are held in memory: all of them, or none. */
  private static final long SPOOL_MEMORY = 1_536L << 20;

  private static final int LARGEST_CHUNK = 64 << 10;
  private static final int SMALLEST_CHUNK = 4 << 10;

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
    boolean scan = false;
    boolean wide = false;
    while (!crew.stopped()) {
      Plan plan = plan(source.bounds(projection, scan), wide);
      try (Spool spool = new Spool(ledger, temporary, crew.members(), spoolMemory)) {
        SourcePass pass = read(plan, spool);
        progress.load().readNanos = System.nanoTime() - start;
        if (crew.stopped()) {
          return false;
        }
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

  /** How rows are divided. */
  private record Plan(SeriesOrigin origin, SpoolLevel level, int chunkBytes, boolean any) {}

  private Plan plan(List<ValueBounds> bounds, boolean wide) {
    ValueBounds x = bounds.get(0);
    ValueBounds y = bounds.get(1);
    SeriesOrigin origin = new SeriesOrigin(wholeX ? x.loLong() : 0, wholeY ? y.loLong() : 0);
    int bits = partitionBits(expectedRows());
    SpoolLevel level =
        new SpoolLevel(
            grid(projection.xType(), projection.xScale(), x, bits, wide),
            grid(projection.yType(), projection.yScale(), y, bits, wide),
            bits,
            wide);
    long each = (SPOOL_BUFFERS / crew.members()) >> (2 * SpoolLevel.MAX_BITS);
    int chunk = Math.clamp(Long.highestOneBit(each), SMALLEST_CHUNK, LARGEST_CHUNK);
    return new Plan(origin, level, chunk, x.any() && y.any());
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

  /** log2 of the partitions a side for some rows. */
  static int partitionBits(long rows) {
    int bits = 0;
    while (bits < SpoolLevel.MAX_BITS && rows >> (2 * bits) > PARTITION_ROWS) {
      bits++;
    }
    return bits;
  }

  private static AxisGrid grid(
      AxisType type, AxisScale scale, ValueBounds b, int bits, boolean wide) {
    boolean log = scale == AxisScale.LOG10;
    if (!b.any()) {
      return new AxisGrid(0, 0, false, bits, true);
    }
    if (type.isLong() && !log) {
      return new AxisGrid(0, AxisReader.difference(b.hiLong(), b.loLong()), true, bits, wide);
    }
    double lo = type.isLong() ? b.loLong() : b.lo();
    double hi = type.isLong() ? b.hiLong() : b.hi();
    return log
        ? new AxisGrid(Math.log10(lo), Math.log10(hi), false, bits, wide)
        : new AxisGrid(lo, hi, false, bits, wide);
  }

  private SourcePass read(Plan plan, Spool spool) {
    LoadProgress load = progress.load();
    load.origin = plan.origin();
    if (plan.any()) {
      load.loX = plan.level().x.lo;
      load.hiX = plan.level().x.hi;
      load.loY = plan.level().y.lo;
      load.hiY = plan.level().y.hi;
    }
    try (BatchStream stream = new BatchPump(() -> source.ordered(projection))) {
      SourcePass pass =
          new SourcePass(
              ledger,
              projection,
              plan.origin(),
              spool,
              plan.level(),
              stream,
              crew,
              progress,
              plan.chunkBytes());
      pass.run();
      return pass;
    }
  }

  private boolean finish(Plan plan, Spool spool, RowCounts counts, Path file, String stamp)
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
        return false;
      }
      writer.finish(Map.of("skein", meta.json()), pyramid);
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
