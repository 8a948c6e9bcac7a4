package skein.core.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;
import skein.core.source.DataSource;
import skein.core.source.LineProjection;

/** Indexes of lines in the folder of an {@link IndexCache}. Any thread, any number of processes. */
public final class SequenceCache {
  private final IndexCache cache;

  /**
   * An index and how it came.
   *
   * @param reused true when it was there already
   */
  public record Found(SequenceIndex index, boolean reused) implements AutoCloseable {
    @Override
    public void close() {
      index.close();
    }
  }

  public SequenceCache(IndexCache cache) {
    this.cache = cache;
  }

  /**
   * Opens the index of a source's lines, building it first where it is missing, stale or damaged.
   * The caller closes what it gets.
   *
   * @return null when cancelled
   * @throws SkeinException when it cannot be built; nothing half-built stays
   */
  public @Nullable Found obtain(
      DataSource source, LineProjection lines, IndexProgress progress, BooleanSupplier cancelled) {
    return obtain(source, lines, progress, cancelled, (slab, origins) -> {});
  }

  @Nullable Found obtain(
      DataSource source,
      LineProjection lines,
      IndexProgress progress,
      BooleanSupplier cancelled,
      SequenceBuilder.Preview preview) {
    IndexFolder folder = cache.folder();
    try {
      folder.create();
      IndexKey key = IndexKey.of(source, lines);
      SequenceBuilder builder =
          new SequenceBuilder(cache.ledger(), source, lines, progress, cancelled, preview);
      IndexFolder.Opened<SequenceIndex> opened =
          folder.obtain(
              key,
              SequenceIndex::open,
              part -> build(part, key, source, lines, builder),
              progress.load(),
              cancelled);
      if (opened == null) {
        return null;
      }
      progress.load().show(opened.file().meta().counts());
      return new Found(opened.file(), opened.reused());
    } catch (IOException e) {
      throw folder.failure(e);
    }
  }

  private boolean build(
      Path part, IndexKey key, DataSource source, LineProjection lines, SequenceBuilder builder)
      throws IOException {
    cache.folder().clean(key);
    boolean whole = builder.build(part, key.stamp());
    if (whole) {
      key.check(IndexKey.of(source, lines), source);
    }
    return whole;
  }

  /** Removes the file of a damaged index; it can be read until it is closed. */
  void discard(Found found) {
    cache.folder().discard(List.of(found.index().file()));
  }
}
