package skein.core.block;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import skein.core.batch.ColumnBatch;

/** A batch over plain arrays, for tests; columns are added in the order x, y, colour. */
public final class TestBatch implements ColumnBatch {
  private final Arena arena = Arena.ofShared();
  private final int rows;
  private final MemorySegment[] data = new MemorySegment[3];
  private final @Nullable MemorySegment[] validity = new @Nullable MemorySegment[3];
  private int columns;
  private boolean closed;

  public TestBatch(int rows) {
    this.rows = rows;
  }

  public TestBatch add(long... values) {
    data[columns++] = arena.allocateFrom(ValueLayout.JAVA_LONG, values);
    return this;
  }

  public TestBatch add(double... values) {
    data[columns++] = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, values);
    return this;
  }

  public TestBatch add(byte... values) {
    data[columns++] = arena.allocateFrom(ValueLayout.JAVA_BYTE, values);
    return this;
  }

  /** Makes rows of the column added last null. */
  public TestBatch nulls(int... nullRows) {
    BitSet bits = new BitSet();
    bits.set(0, rows + 8);
    for (int row : nullRows) {
      bits.clear(row);
    }
    validity[columns - 1] = arena.allocateFrom(ValueLayout.JAVA_BYTE, bits.toByteArray());
    return this;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public int rows() {
    return rows;
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
    closed = true;
    arena.close();
  }
}
