package skein.core.source;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A reader that hands on only what is sound: native code follows offsets, views and dictionary
 * indices without looking, so that each batch is checked before it leaves the JVM.
 */
final class CheckedArrowReader extends ArrowReader {
  private final ArrowReader reader;
  private final @Nullable Set<String> wanted;
  private @Nullable ArrowColumns columns;
  private @Nullable VectorSchemaRoot shown;

  /**
   * @param wanted names of the columns to show, or null for all
   */
  CheckedArrowReader(ArrowReader reader, BufferAllocator allocator, @Nullable Set<String> wanted) {
    super(allocator);
    this.reader = reader;
    this.wanted = wanted;
  }

  @Override
  public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
    VectorSchemaRoot root = shown;
    if (root == null) {
      root = columns().root(0);
      shown = root;
    }
    return root;
  }

  private ArrowColumns columns() throws IOException {
    ArrowColumns made = columns;
    if (made == null) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      made = new ArrowColumns(root, reader.getDictionaryVectors(), wanted, allocator);
      columns = made;
    }
    return made;
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    try {
      do {
        if (!reader.loadNextBatch()) {
          return false;
        }
      } while (reader.getVectorSchemaRoot().getRowCount() == 0);
      Map<Long, Dictionary> dictionaries = reader.getDictionaryVectors();
      for (Dictionary dictionary : dictionaries.values()) {
        ArrowCheck.vector(dictionary.getVector(), dictionaries);
      }
      shown = columns().show(reader.getVectorSchemaRoot().getRowCount(), dictionaries);
      return true;
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw new IOException("the Arrow data ask for more memory than there is", e);
    } catch (RuntimeException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      int details = why.indexOf(" nodes: [");
      throw new IOException(
          "the Arrow data are damaged or of an unknown kind: "
              + (details < 0 ? why : why.substring(0, details)),
          e);
    }
  }

  @Override
  public Map<Long, Dictionary> getDictionaryVectors() throws IOException {
    return reader.getDictionaryVectors();
  }

  @Override
  public Dictionary lookup(long id) {
    return reader.lookup(id);
  }

  @Override
  public Set<Long> getDictionaryIds() {
    return reader.getDictionaryIds();
  }

  @Override
  public long bytesRead() {
    return reader.bytesRead();
  }

  @Override
  public void close() throws IOException {
    close(true);
  }

  @Override
  public void close(boolean closeReadSource) throws IOException {
    ArrowColumns made = columns;
    columns = null;
    if (made != null) {
      made.close();
    }
    reader.close(closeReadSource);
  }

  @Override
  protected void closeReadSource() {
    // the reader closes its own source
  }

  @Override
  protected Schema readSchema() throws IOException {
    return getVectorSchemaRoot().getSchema();
  }
}
