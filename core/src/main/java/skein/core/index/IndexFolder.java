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
import skein.core.fault.FullDisk;
import skein.core.fault.SkeinException;
import skein.core.load.LoadProgress;

/**
 * A folder of mapped files, each built by one process at a time and named only once all of it is on
 * the disk. Any thread, any number of processes.
 */
final class IndexFolder {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);
  private static final String PART = ".part";
  private static final long KEPT_MILLIS = 24 * 3_600_000L;

  private final Path path;

  IndexFolder(Path path) {
    this.path = path;
  }

  /** Opens a file of the folder. */
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

  /** Builds a file. */
  @FunctionalInterface
  interface Builder {
    /** Writes all of it under a passing name; false when cancelled. */
    boolean build(Path part) throws IOException;
  }

  /**
   * An opened file and how it came.
   *
   * @param reused true when it was there already
   */
  record Opened<T>(T file, boolean reused) {}

  void create() throws IOException {
    Files.createDirectories(path);
  }

  /** The path of a name with an ending, whether it is there or not. */
  Path path(String name, String ending) {
    return path.resolve(name + ending);
  }

  Path file(IndexKey key) {
    return path(key.name(), ".arrow");
  }

  /**
   * Opens the file of a key, building it first where it is missing, stale or damaged. The caller
   * closes what it gets.
   *
   * @param progress says meanwhile that a file is built
   * @return null when cancelled
   */
  <T extends StampedFile> @Nullable Opened<T> obtain(
      IndexKey key,
      Opener<T> opener,
      Builder builder,
      LoadProgress progress,
      BooleanSupplier cancelled)
      throws IOException {
    T there = ready(key, opener);
    if (there != null) {
      return new Opened<>(there, true);
    }
    try (IndexLock lock = IndexLock.take(path(key.name(), ".lock"), cancelled)) {
      if (lock == null) {
        return null;
      }
      there = ready(key, opener);
      if (there != null) {
        return new Opened<>(there, true);
      }
      Path part = path(key.name(), PART);
      progress.indexing = true;
      try {
        if (!builder.build(part)) {
          return null;
        }
        publish(part, file(key));
      } finally {
        Files.deleteIfExists(part);
        progress.indexing = false;
      }
      return new Opened<>(opener.open(file(key)), false);
    }
  }

  /** The whole, current file of a key, or null. */
  private <T extends StampedFile> @Nullable T ready(IndexKey key, Opener<T> opener)
      throws IOException {
    Path file = file(key);
    try {
      T there = opener.open(file);
      if (there.stamp().equals(key.stamp())) {
        return there;
      }
      there.close();
      LOG.info("{} was built from another state of the source: building it again", file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (BrokenIndexException e) {
      LOG.warn("{} is not used: {}; building it again", file, e.getMessage());
    }
    return null;
  }

  /** Gives a file that is on the disk its name, and waits until that is, too. */
  private void publish(Path part, Path file) throws IOException {
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
      directory.force(true);
    } catch (FileSystemException e) {
      LOG.debug("this system does not sync folders", e);
    }
  }

  /** Removes what killed builds left of a file; the caller builds it. */
  void clean(IndexKey key) throws IOException {
    for (String ending : new String[] {PART, ".spool.*", ".codes"}) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(path, key.name() + ending)) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Removes temporary rows that nobody went on from for a day. */
  void cleanOld() throws IOException {
    long before = System.currentTimeMillis() - KEPT_MILLIS;
    try (DirectoryStream<Path> left = Files.newDirectoryStream(path, "*.spool.*")) {
      for (Path file : left) {
        if (file.toFile().lastModified() < before) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Removes files of which one is damaged; they can be read until they are closed. */
  void discard(List<Path> files) {
    try {
      LOG.warn("{} is damaged: it is built again when it is opened next", files.getFirst());
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  SkeinException failure(IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    boolean full = FullDisk.caused(e);
    return new SkeinException(
        SkeinException.Kind.ENVIRONMENT,
        "the index cannot be written to " + path,
        full ? "the disk is full" : why,
        "free some space, or choose another folder with --index-dir",
        e);
  }
}
