package skein.core.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skein.core.fault.SkeinException;
import skein.core.memory.MemoryLedger;
import skein.core.source.DataSource;
import skein.core.source.DemoData;
import skein.core.source.Projection;

/**
 * The folder of index files. An index gets its name only once all of it is on the disk; what a
 * build leaves when it is cancelled or its process is killed is used or removed by the next build
 * of the same index, and removed by any after a day. Any thread, any number of processes.
 */
public final class IndexCache {
  private static final Logger LOG = LoggerFactory.getLogger(IndexCache.class);
  static final String ENDING = ".arrow";
  static final String PART = ".part";
  private static final long KEPT_MILLIS = 24 * 3_600_000L;

  private final Path folder;
  private final MemoryLedger ledger;

  /** What the cache has of a source. */
  public enum State {
    NONE,
    READY,
    STALE,
    DAMAGED
  }

  /**
   * An index and how it came.
   *
   * @param planes the codes of the projection's colour column, if it has one, then those of its
   *     channels
   * @param reused true when it was there already
   */
  public record Found(BlockIndex index, List<ChannelFile> planes, boolean reused)
      implements AutoCloseable {
    public Found {
      planes = List.copyOf(planes);
    }

    /** False when the codes of a block are damaged. */
    boolean verify(int block) {
      boolean whole = index.verify(block);
      for (ChannelFile plane : planes) {
        whole = whole && plane.verify(block);
      }
      return whole;
    }

    @Override
    public void close() {
      planes.forEach(ChannelFile::close);
      index.close();
    }
  }

  /**
   * @param folder where indexes are, or null for the user's cache folder
   */
  public IndexCache(MemoryLedger ledger, @Nullable Path folder) {
    this.ledger = ledger;
    this.folder = folder == null ? DemoData.cacheFolder().resolve("index") : folder;
  }

  Path folder() {
    return folder;
  }

  MemoryLedger ledger() {
    return ledger;
  }

  /** The file of a key, whether it is there or not. */
  public Path file(IndexKey key) {
    return folder.resolve(key.name() + ENDING);
  }

  /** What is there of a key; checks what opening checks. */
  public IndexState state(IndexKey key) {
    Path file = file(key);
    try (BlockIndex index = BlockIndex.open(file)) {
      State state = index.meta().stamp().equals(key.stamp()) ? State.READY : State.STALE;
      return new IndexState(state, file, index.rows(), index.blocks(), index.bytes());
    } catch (NoSuchFileException e) {
      return new IndexState(State.NONE, file, 0, 0, 0);
    } catch (IOException e) {
      return new IndexState(State.DAMAGED, file, 0, 0, 0);
    }
  }

  /**
   * Opens the index of a source, building it and its channel first where they are missing, stale or
   * damaged. The caller closes what it gets.
   *
   * @return null when cancelled
   * @throws SkeinException when it cannot be built; nothing half-built stays
   */
  public @Nullable Found obtain(
      DataSource source, Projection projection, IndexProgress progress, BooleanSupplier cancelled) {
    try {
      Files.createDirectories(folder);
      return open(source, projection, progress, cancelled);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private @Nullable Found open(
      DataSource source, Projection projection, IndexProgress progress, BooleanSupplier cancelled)
      throws IOException {
    IndexKey key = IndexKey.of(source, projection, IndexOrder.SPATIAL);
    boolean reused = true;
    BlockIndex index = ready(key, BlockIndex::open);
    if (index == null) {
      try (IndexLock lock = IndexLock.take(folder.resolve(key.name() + ".lock"), cancelled)) {
        if (lock == null) {
          return null;
        }
        index = ready(key, BlockIndex::open);
        if (index == null) {
          reused = false;
          index = build(key, source, projection, progress, cancelled);
        }
      }
    }
    if (index == null) {
      return null;
    }
    try {
      List<PlaneSource> wanted = PlaneSource.of(key, source, projection);
      List<ChannelFile> planes =
          new PlaneFiles(this, ledger, folder).obtain(index, wanted, progress, cancelled);
      if (planes == null) {
        index.close();
        return null;
      }
      progress.load().origin = index.meta().origin();
      progress.load().show(index.meta().counts());
      return new Found(index, planes, reused);
    } catch (IOException | RuntimeException | Error e) {
      index.close();
      throw e;
    }
  }

  /** Opens a file of the cache. */
  @FunctionalInterface
  interface Opener<T extends StampedFile> {
    /**
     * Opens it.
     *
     * @throws NoSuchFileException when it is not there
     * @throws BrokenIndexException when it is not whole
     */
    T open(Path file) throws IOException;
  }

  /** The whole, current index of a key, or null. */
  <T extends StampedFile> @Nullable T ready(IndexKey key, Opener<T> opener) throws IOException {
    Path file = file(key);
    try {
      T index = opener.open(file);
      if (index.stamp().equals(key.stamp())) {
        return index;
      }
      index.close();
      LOG.info("the source has changed since {} was built: building it again", file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (BrokenIndexException e) {
      LOG.warn("{} is not used: {}; building it again", file, e.getMessage());
    }
    return null;
  }

  /** Removes the files of a damaged index; it can be read until it is closed. */
  public void discard(Found found) {
    try {
      LOG.warn("{} is damaged: it is built again when it is opened next", found.index().file());
      Files.deleteIfExists(found.index().file());
      for (ChannelFile plane : found.planes()) {
        Files.deleteIfExists(plane.file());
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private @Nullable BlockIndex build(
      IndexKey key,
      DataSource source,
      Projection projection,
      IndexProgress progress,
      BooleanSupplier cancelled)
      throws IOException {
    cleanOld();
    progress.load().indexing = true;
    Path part = folder.resolve(key.name() + PART);
    try {
      IndexBuilder builder = new IndexBuilder(ledger, source, projection, progress, cancelled);
      if (!builder.build(part, folder.resolve(key.name() + ".spool"), key.stamp())) {
        return null;
      }
      if (!IndexKey.of(source, projection, IndexOrder.SPATIAL).equals(key)) {
        throw SkeinException.input(
            source.request().location(),
            "it changed while it was indexed",
            "wait until it is written, then open it again");
      }
      publish(part, file(key));
    } finally {
      Files.deleteIfExists(part);
      progress.load().indexing = false;
    }
    return BlockIndex.open(file(key));
  }

  /** Removes temporary rows that nobody went on from for a day. */
  private void cleanOld() throws IOException {
    long before = System.currentTimeMillis() - KEPT_MILLIS;
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*.spool.*")) {
      for (Path file : left) {
        if (file.toFile().lastModified() < before) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Removes what killed builds left of an index; the caller holds its lock. */
  void clean(String name) throws IOException {
    for (String ending : new String[] {PART, ".spool.*", ".codes"}) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, name + ending)) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Gives a file that is on the disk its name, and waits until that is, too. */
  void publish(Path part, Path file) throws IOException {
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    } catch (FileSystemException e) {
      LOG.debug("this system does not sync folders", e);
    }
  }

  SkeinException failure(IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    boolean full = why.contains("No space left") || why.contains("quota");
    return new SkeinException(
        SkeinException.Kind.ENVIRONMENT,
        "the index cannot be written to " + folder,
        full ? "the disk is full" : why,
        "free some space, or choose another folder with --index-dir",
        e);
  }
}
