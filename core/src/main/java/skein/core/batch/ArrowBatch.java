package skein.core.batch;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** A batch over Arrow's own buffers, which it holds on to until closed; nothing is copied. */
final class ArrowBatch implements ColumnBatch {
  private final int rows;
  private final MemorySegment[] data;
  private final @Nullable MemorySegment[] validity;
  private final ArrowBuf[] held;
  private final Runnable onClose;
  private boolean closed;

  /** Takes shares in the root's buffers, so that the root may go on to its next batch. */
  ArrowBatch(VectorSchemaRoot root, Runnable onClose) {
    List<FieldVector> vectors = root.getFieldVectors();
    this.rows = root.getRowCount();
    this.data = new MemorySegment[vectors.size()];
    this.validity = new MemorySegment[vectors.size()];
    this.held = new ArrowBuf[vectors.size() * 2];
    this.onClose = onClose;
    for (int i = 0; i < data.length; i++) {
      FieldVector vector = vectors.get(i);
      hold(2 * i, vector.getDataBuffer());
      hold(2 * i + 1, vector.getValidityBuffer());
      data[i] = segment(vector.getDataBuffer());
      validity[i] = vector.getNullCount() == 0 ? null : segment(vector.getValidityBuffer());
    }
  }

  private void hold(int index, ArrowBuf buffer) {
    buffer.getReferenceManager().retain();
    held[index] = buffer;
  }

  private static MemorySegment segment(ArrowBuf buffer) {
    return MemorySegment.ofAddress(buffer.memoryAddress()).reinterpret(buffer.capacity());
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public long bytes() {
    long sum = 0;
    for (ArrowBuf buffer : held) {
      sum += buffer.readableBytes();
    }
    return sum;
  }

  @Override
  public MemorySegment data(int column) {
    return data[column];
  }

  @Override
  public @Nullable MemorySegment validity(int column) {
    return validity[column];
  }

  @Override
  public void close() {
    if (closed) {
      throw new IllegalStateException("batch closed twice");
    }
    closed = true;
    for (ArrowBuf buffer : held) {
      buffer.getReferenceManager().release();
    }
    onClose.run();
  }
}
