package skein.core.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;
import skein.core.block.SeriesOrigin;
import skein.core.line.BlockSums;
import skein.core.line.LineReader;
import skein.core.line.LineSlab;
import skein.core.load.BatchPump;
import skein.core.load.LoadProgress;
import skein.core.measure.DataStage;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Work;
import skein.core.source.DataSource;
import skein.core.source.LineProjection;

/**
 * Builds an index of lines in one pass over a source whose rows rise along x, series by series. At
 * the first row that does not, the pass begins anew over the rows in the order of x, which DuckDB
 * sorts on disk within a limit of memory. Rows are written as they come; what is held is a slab a
 * series and 80 bytes a block.
 *
 * <p>Runs on the calling thread and one that reads ahead, which ends with the call.
 */
final class SequenceBuilder {
  /** Takes slabs without rows while rows are written. */
  interface Preview {
    /**
     * Takes a slab, each series' in order; those of a higher generation replace all others.
     *
     * @param origins of all series
     */
    void show(LineSlab slab, SeriesOrigin[] origins);
  }

  /** What DuckDB may take to sort. */
  private static final long SORT_BYTES = 1_536L << 20;

  private static final long UNSIGNED_INTS = 1L << 32;

  private final MemoryLedger ledger;
  private final DataSource source;
  private final LineProjection lines;
  private final IndexProgress progress;
  private final BooleanSupplier cancelled;
  private final Preview preview;
  private @Nullable SequencePass current;

  /**
   * Asks {@code cancelled} often.
   *
   * @param preview takes slabs without rows as rows are written
   */
  SequenceBuilder(
      MemoryLedger ledger,
      DataSource source,
      LineProjection lines,
      IndexProgress progress,
      BooleanSupplier cancelled,
      Preview preview) {
    this.ledger = ledger;
    this.source = source;
    this.lines = lines;
    this.progress = progress;
    this.cancelled = cancelled;
    this.preview = preview;
  }

  /**
   * Writes an index and waits until it is on the disk.
   *
   * @param file where to; replaced, and of no use unless this returns true
   * @param stamp what the index's metadata shall say of the source's state
   * @return false when cancelled
   */
  boolean build(Path file, String stamp) throws IOException {
    LineReader reader = new LineReader(ledger, lines, true, this::take);
    try {
      Boolean done = pass(reader, file, stamp, false);
      if (done == null) {
        progress.load().phase = LoadProgress.Phase.ORDERING;
        reader.restart(true);
        done = pass(reader, file, stamp, true);
      }
      return Boolean.TRUE.equals(done);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      current = null;
    }
  }

  private boolean take(LineSlab slab, long[] ids) {
    Objects.requireNonNull(current, "pass").take(slab, ids);
    return true;
  }

  /** Reads all rows; false when cancelled, null when they do not rise along x. */
  private @Nullable Boolean pass(LineReader reader, Path file, String stamp, boolean sorting)
      throws IOException {
    long known = source.info().rows();
    int rowBytes = known >= 0 && known < UNSIGNED_INTS ? Integer.BYTES : Long.BYTES;
    Consumer<LineSlab> shown =
        slab -> preview.show(slab, Objects.requireNonNull(reader.origins(), "origins"));
    try (SequencePass pass = new SequencePass(ledger, file, lines, rowBytes, sorting, shown)) {
      current = pass;
      try (BatchStream stream = pump(sorting)) {
        for (ColumnBatch next = stream.next(); next != null; next = stream.next()) {
          take(reader, next);
          publish(reader, stream.progress());
          if (cancelled.getAsBoolean()) {
            return false;
          }
          if (!sorting && !reader.sorted()) {
            return null;
          }
        }
      }
      if (cancelled.getAsBoolean()) {
        return false;
      }
      reader.finish();
      publish(reader, 1);
      finish(pass, reader, stamp, sorting);
      return true;
    }
  }

  private BatchStream pump(boolean sorting) {
    return new BatchPump(() -> open(sorting), progress.load(), cancelled);
  }

  private void take(LineReader reader, ColumnBatch next) {
    long from = System.nanoTime();
    try (ColumnBatch batch = next;
        Work work = Work.begin("index.lines")) {
      work.amount(batch.rows(), 0);
      reader.take(batch);
    }
    progress.load().stages.add(DataStage.BLOCK, 0, System.nanoTime() - from);
  }

  private BatchStream open(boolean sorting) {
    return sorting ? source.sortedLines(lines, SORT_BYTES) : source.lines(lines, false);
  }

  private void publish(LineReader reader, double share) {
    progress.load().show(reader.counts());
    progress.all(share);
  }

  private void finish(SequencePass pass, LineReader reader, String stamp, boolean ordered)
      throws IOException {
    SeriesOrigin[] origins = reader.origins();
    SequenceMeta meta =
        new SequenceMeta(
            stamp,
            origins == null ? List.of() : List.of(origins),
            reader.counts(),
            pass.rowBytes(),
            reader.medianSpacing(),
            ordered);
    try (Arena arena = Arena.ofConfined()) {
      BlockSums sums = pass.sums();
      long bytes = (long) sums.size() * BlockSums.ENTRY_BYTES;
      MemorySegment region = arena.allocate(Math.max(1, bytes), 64).asSlice(0, bytes);
      for (int b = 0; b < sums.size(); b++) {
        sums.write(b, region, (long) b * BlockSums.ENTRY_BYTES);
      }
      pass.writer().finish(Map.of("skein", meta.json()), null, Map.of("skein.sums", region));
      progress.load().stages.add(DataStage.BLOCK, 0, pass.writer().bytes(), 0);
    }
  }
}
