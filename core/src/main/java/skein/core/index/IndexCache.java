package skein.core.index;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;
import skein.core.memory.MemoryLedger;
import skein.core.source.DataSource;
import skein.core.source.DemoData;
import skein.core.source.Projection;

/**
 * Indexes of points in a folder. What a build leaves when it is cancelled or its process is killed
 * is used or removed by the next build of the same index, and removed by any after a day. Any
 * thread, any number of processes.
 */
public final class IndexCache {
  private final IndexFolder folder;
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
    this.folder =
        new IndexFolder(folder == null ? DemoData.cacheFolder().resolve("index") : folder);
  }

  IndexFolder folder() {
    return folder;
  }

  MemoryLedger ledger() {
    return ledger;
  }

  /** The file of a key, whether it is there or not. */
  public Path file(IndexKey key) {
    return folder.file(key);
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
      folder.create();
      return open(source, projection, progress, cancelled);
    } catch (IOException e) {
      throw folder.failure(e);
    }
  }

  private @Nullable Found open(
      DataSource source, Projection projection, IndexProgress progress, BooleanSupplier cancelled)
      throws IOException {
    IndexKey key = IndexKey.of(source, projection, IndexOrder.SPATIAL);
    IndexFolder.Opened<BlockIndex> opened =
        folder.obtain(
            key,
            BlockIndex::open,
            part -> build(part, key, source, projection, progress, cancelled),
            progress.load(),
            cancelled);
    if (opened == null) {
      return null;
    }
    BlockIndex index = opened.file();
    try {
      List<PlaneSource> wanted = PlaneSource.of(key, source, projection);
      List<ChannelFile> planes =
          new PlaneFiles(folder, ledger).obtain(index, wanted, progress, cancelled);
      if (planes == null) {
        index.close();
        return null;
      }
      progress.load().origin = index.meta().origin();
      progress.load().show(index.meta().counts());
      return new Found(index, planes, opened.reused());
    } catch (IOException | RuntimeException | Error e) {
      index.close();
      throw e;
    }
  }

  private boolean build(
      Path part,
      IndexKey key,
      DataSource source,
      Projection projection,
      IndexProgress progress,
      BooleanSupplier cancelled)
      throws IOException {
    folder.cleanOld();
    IndexBuilder builder = new IndexBuilder(ledger, source, projection, progress, cancelled);
    boolean whole = builder.build(part, folder.path(key.name(), ".spool"), key.stamp());
    if (whole) {
      key.check(IndexKey.of(source, projection, IndexOrder.SPATIAL), source);
    }
    return whole;
  }

  /** Removes the files of a damaged index; it can be read until it is closed. */
  public void discard(Found found) {
    List<Path> files = new ArrayList<>();
    files.add(found.index().file());
    found.planes().forEach(plane -> files.add(plane.file()));
    folder.discard(files);
  }
}
