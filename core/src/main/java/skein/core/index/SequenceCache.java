package skein.core.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skein.core.fault.SkeinException;
import skein.core.source.DataSource;
import skein.core.source.LineProjection;

/** Indexes of lines in the folder of an {@link IndexCache}. Any thread, any number of processes. */
public final class SequenceCache {
  private static final Logger LOG = LoggerFactory.getLogger(SequenceCache.class);

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
    try {
      Files.createDirectories(cache.folder());
      IndexKey key = IndexKey.of(source, lines);
      SequenceIndex index = cache.ready(key, SequenceIndex::open);
      boolean reused = index != null;
      if (index == null) {
        try (IndexLock lock = IndexLock.take(path(key, ".lock"), cancelled)) {
          index = lock == null ? null : cache.ready(key, SequenceIndex::open);
          reused = index != null;
          if (lock != null && index == null) {
            index = build(key, source, lines, progress, cancelled, preview);
          }
        }
      }
      if (index == null) {
        return null;
      }
      progress.load().show(index.meta().counts());
      return new Found(index, reused);
    } catch (IOException e) {
      throw cache.failure(e);
    }
  }

  private Path path(IndexKey key, String ending) {
    return cache.folder().resolve(key.name() + ending);
  }

  private @Nullable SequenceIndex build(
      IndexKey key,
      DataSource source,
      LineProjection lines,
      IndexProgress progress,
      BooleanSupplier cancelled,
      SequenceBuilder.Preview preview)
      throws IOException {
    cache.clean(key.name());
    progress.load().indexing = true;
    Path part = path(key, IndexCache.PART);
    try {
      SequenceBuilder builder =
          new SequenceBuilder(cache.ledger(), source, lines, progress, cancelled, preview);
      if (!builder.build(part, key.stamp())) {
        return null;
      }
      if (!IndexKey.of(source, lines).equals(key)) {
        throw SkeinException.input(
            source.request().location(),
            "it changed while it was indexed",
            "wait until it is written, then open it again");
      }
      cache.publish(part, cache.file(key));
    } finally {
      Files.deleteIfExists(part);
      progress.load().indexing = false;
    }
    return SequenceIndex.open(cache.file(key));
  }

  /** Removes the file of a damaged index; it can be read until it is closed. */
  void discard(Found found) {
    Path file = found.index().file();
    try {
      LOG.warn("{} is damaged: it is built again when it is opened next", file);
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw cache.failure(e);
    }
  }
}
