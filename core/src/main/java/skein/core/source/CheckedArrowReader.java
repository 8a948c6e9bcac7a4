package skein.core.source;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.ValueVectorUtility;

/**
 * A reader that hands on only what is sound: native code follows offsets, views and dictionary
 * indices without looking, so that each batch is checked before it leaves the JVM.
 */
final class CheckedArrowReader extends ArrowReader {
  private final ArrowReader reader;

  CheckedArrowReader(ArrowReader reader, BufferAllocator allocator) {
    super(allocator);
    this.reader = reader;
  }

  @Override
  public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
    return reader.getVectorSchemaRoot();
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    try {
      boolean loaded = reader.loadNextBatch();
      if (loaded) {
        check(reader.getVectorSchemaRoot());
      }
      return loaded;
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw new IOException("the Arrow data ask for more memory than there is", e);
    } catch (RuntimeException e) {
      throw new IOException("the Arrow data are damaged: " + e.getMessage(), e);
    }
  }

  private void check(VectorSchemaRoot root) throws IOException {
    Map<Long, Dictionary> dictionaries = reader.getDictionaryVectors();
    for (Dictionary dictionary : dictionaries.values()) {
      checkVector(dictionary.getVector(), dictionaries);
    }
    for (FieldVector vector : root.getFieldVectors()) {
      if (vector.getValueCount() != root.getRowCount()) {
        throw new IllegalStateException("column lengths differ");
      }
      checkVector(vector, dictionaries);
    }
  }

  private static void checkVector(FieldVector vector, Map<Long, Dictionary> dictionaries) {
    ValueVectorUtility.validateFull(vector);
    if (vector instanceof BaseVariableWidthViewVector views) {
      checkViews(views);
    }
    if (vector.getField().getDictionary() != null) {
      Dictionary dictionary = dictionaries.get(vector.getField().getDictionary().getId());
      if (dictionary == null || !(vector instanceof BaseIntVector indices)) {
        throw new IllegalStateException("a dictionary is missing");
      }
      checkIndices(indices, dictionary.getVector().getValueCount());
    }
    for (FieldVector child : vector.getChildrenFromFields()) {
      checkVector(child, dictionaries);
    }
  }

  private static void checkIndices(BaseIntVector indices, int size) {
    for (int i = 0; i < indices.getValueCount(); i++) {
      if (!indices.isNull(i)) {
        long index = indices.getValueAsLong(i);
        if (index < 0 || index >= size) {
          throw new IllegalStateException("a dictionary index is out of range");
        }
      }
    }
  }

  private static void checkViews(BaseVariableWidthViewVector vector) {
    ArrowBuf views = vector.getDataBuffer();
    int inline = BaseVariableWidthViewVector.INLINE_SIZE;
    for (int i = 0; i < vector.getValueCount(); i++) {
      if (vector.isNull(i)) {
        continue;
      }
      long at = (long) i * BaseVariableWidthViewVector.ELEMENT_SIZE;
      int length = views.getInt(at);
      if (length < 0) {
        throw new IllegalStateException("a text has a negative length");
      }
      if (length > inline) {
        int buffer = views.getInt(at + 8);
        int offset = views.getInt(at + 12);
        if (buffer < 0
            || buffer >= vector.getDataBuffers().size()
            || offset < 0
            || (long) offset + length > vector.getDataBuffers().get(buffer).capacity()) {
          throw new IllegalStateException("a text lies outside its buffer");
        }
      }
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
    reader.close();
  }

  @Override
  public void close(boolean closeReadSource) throws IOException {
    reader.close(closeReadSource);
  }

  @Override
  protected void closeReadSource() {
    // the reader closes its own source
  }

  @Override
  protected Schema readSchema() throws IOException {
    return reader.getVectorSchemaRoot().getSchema();
  }
}
