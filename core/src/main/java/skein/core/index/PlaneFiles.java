package skein.core.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import skein.core.memory.MemoryLedger;

/**
 * The files of codes that go with an index; each is built by one pass over its column when it is
 * missing or of another coding. The blocks of the index stay as they are.
 */
final class PlaneFiles {
  private final IndexFolder folder;
  private final MemoryLedger ledger;

  PlaneFiles(IndexFolder folder, MemoryLedger ledger) {
    this.folder = folder;
    this.ledger = ledger;
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
    IndexFolder.Opened<ChannelFile> opened =
        folder.obtain(
            plane.key(),
            file -> ChannelFile.open(file, index),
            part -> {
              folder.clean(plane.key());
              ChannelBuilder builder = new ChannelBuilder(ledger, plane, progress, cancelled);
              return builder.build(index, part, folder.path(plane.key().name(), ".codes"));
            },
            progress.load(),
            cancelled);
    return opened == null ? null : opened.file();
  }
}
