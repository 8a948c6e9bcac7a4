package skein.core.line;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import skein.core.batch.ColumnBatch;
import skein.core.block.AxisReader;
import skein.core.block.SeriesOrigin;

/** Chooses what the positions of lines are offsets from, and tells their readers. */
final class LineOrigins {
  /** An int64 y is its own position while doubles hold its neighbours apart. */
  private static final long EXACT = 1L << 52;

  private LineOrigins() {}

  /**
   * All series count x from the anchor, or the first row that has one; y from 0 but for very large
   * integers.
   *
   * @param by true when one y is parted into series
   * @return null when no row has an x
   */
  static SeriesOrigin @Nullable [] of(
      ColumnBatch batch,
      AxisReader xReader,
      AxisReader[] yReaders,
      OptionalLong anchor,
      int series,
      boolean by) {
    MemorySegment data = batch.data(0);
    for (int row = 0; row < batch.rows(); row++) {
      if (xReader.causes(data, batch.validity(0), row) != 0) {
        continue;
      }
      long x = anchor.orElse(xReader.originOf(data, row));
      xReader.base(x);
      SeriesOrigin[] made = new SeriesOrigin[series];
      for (int i = 0; i < yReaders.length; i++) {
        long first = firstOf(yReaders[i], batch, i + 1);
        long y = Math.abs(first) < EXACT ? 0 : first;
        yReaders[i].base(y);
        if (by) {
          Arrays.fill(made, new SeriesOrigin(x, y));
        } else {
          made[i] = new SeriesOrigin(x, y);
        }
      }
      return made;
    }
    return null;
  }

  private static long firstOf(AxisReader reader, ColumnBatch batch, int column) {
    MemorySegment data = batch.data(column);
    for (int row = 0; row < batch.rows(); row++) {
      if (reader.causes(data, batch.validity(column), row) == 0) {
        return reader.originOf(data, row);
      }
    }
    return 0;
  }
}
