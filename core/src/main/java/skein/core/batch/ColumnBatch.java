package skein.core.batch;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One Arrow record batch with the columns of a projection in fixed places. Owned by exactly one
 * party at a time, which closes it exactly once.
 *
 * <p>Columns: {@link #X} and {@link #Y} are int64 or double as their axis type says; {@link
 * #COLOUR}, when present, is double for MEAN and int64-free u8 codes for CATEGORY (one byte a row).
 */
public interface ColumnBatch extends AutoCloseable {
  int X = 0;
  int Y = 1;
  int COLOUR = 2;

  int rows();

  /** Bytes of its values, about. */
  default long bytes() {
    return 2L * Long.BYTES * rows();
  }

  /** Values of a column, native byte order, {@link #rows()} elements. */
  MemorySegment data(int column);

  /** Arrow validity bitmap (bit set means a value), or null when the column has no nulls. */
  @Nullable MemorySegment validity(int column);

  @Override
  void close();
}
