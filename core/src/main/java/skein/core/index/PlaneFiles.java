package skein.core.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skein.core.memory.MemoryLedger;

/**
 * The files of codes that go with an index; each is built by one pass over its column when it is
 * missing or of another coding. The blocks of the index stay as they are.
 */
final class PlaneFiles {
  private static final Logger LOG = LoggerFactory.getLogger(PlaneFiles.class);

  private final IndexCache cache;
  private final MemoryLedger ledger;
  private final Path folder;

  PlaneFiles(IndexCache cache, MemoryLedger ledger, Path folder) {
    this.cache = cache;
    this.ledger = ledger;
    this.folder = folder;
  }

  /** Opens all planes, building those that are missing; null when cancelled. */
  @Nullable List<ChannelFile> obtain(
      BlockIndex index, List<PlaneSource> planes, IndexProgress progress, BooleanSupplier cancelled)
      throws IOException {
    List<ChannelFile> files = new ArrayList<>();
    boolean whole = false;
    try {
      for (PlaneSource plane : planes) {
        ChannelFile file = obtain(index, plane, progress, cancelled);
        if (file == null) {
          return null;
        }
        files.add(file);
      }
      whole = true;
      return files;
    } finally {
      if (!whole) {
        files.forEach(ChannelFile::close);
      }
    }
  }

  private @Nullable ChannelFile obtain(
      BlockIndex index, PlaneSource plane, IndexProgress progress, BooleanSupplier cancelled)
      throws IOException {
    Path file = folder.resolve(plane.name() + IndexCache.ENDING);
    ChannelFile there = ready(file, plane.stamp(), index);
    if (there != null) {
      return there;
    }
    try (IndexLock lock = IndexLock.take(folder.resolve(plane.name() + ".lock"), cancelled)) {
      if (lock == null) {
        return null;
      }
      there = ready(file, plane.stamp(), index);
      if (there != null) {
        return there;
      }
      cache.clean(plane.name());
      Path part = folder.resolve(plane.name() + IndexCache.PART);
      progress.load().indexing = true;
      try {
        ChannelBuilder builder = new ChannelBuilder(ledger, plane, progress, cancelled);
        if (!builder.build(index, part, folder.resolve(plane.name() + ".codes"))) {
          return null;
        }
        cache.publish(part, file);
      } finally {
        Files.deleteIfExists(part);
        progress.load().indexing = false;
      }
    }
    return ChannelFile.open(file, index);
  }

  private static @Nullable ChannelFile ready(Path file, String stamp, BlockIndex index)
      throws IOException {
    try {
      ChannelFile channel = ChannelFile.open(file, index);
      if (channel.stamp().equals(stamp)) {
        return channel;
      }
      channel.close();
    } catch (NoSuchFileException e) {
      return null;
    } catch (BrokenIndexException e) {
      LOG.warn("{} is not used: {}; building it again", file, e.getMessage());
    }
    return null;
  }
}
