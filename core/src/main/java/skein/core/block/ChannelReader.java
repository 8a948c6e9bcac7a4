package skein.core.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.core.batch.ColumnBatch;
import skein.core.source.ColourMode;
import skein.core.source.Projection;

/**
 * Turns the colour column into channel codes. MEAN: 0 for null and non-finite values, else 1 to
 * 65,535 from the projection's colourMin to colourMax, values outside clamped. CATEGORY: the index,
 * nulls and indices out of range in the last category. One thread.
 */
public final class ChannelReader implements CodeReader {
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  private final int column;
  private final ColourMode mode;
  private final double scale;
  private final double min;
  private final double span;
  private final int lastCategory;

  /**
   * @param column which column of the batches to read
   */
  public ChannelReader(Projection projection, int column) {
    this.column = column;
    this.mode = projection.colourMode();
    this.scale = BlockCodec.scale(projection.colourMin(), projection.colourMax());
    this.min = projection.colourMin() * scale;
    this.span = projection.colourMax() * scale - min;
    int categories = Math.min(projection.categories().size(), Projection.MAX_CATEGORIES);
    this.lastCategory = Math.max(0, categories - 1);
  }

  @Override
  public void read(ColumnBatch batch, int from, int n, short[] out, int at) {
    MemorySegment data = batch.data(column);
    MemorySegment validity = batch.validity(column);
    boolean mean = mode == ColourMode.MEAN;
    for (int i = 0; i < n; i++) {
      int row = from + i;
      boolean valid = validity == null || AxisReader.valid(validity, row);
      out[at + i] = (short) (mean ? mean(data, valid, row) : category(data, valid, row));
    }
  }

  private int mean(MemorySegment data, boolean valid, int row) {
    double v = data.get(DOUBLE, row * 8L);
    if (!valid || !(Math.abs(v) <= Double.MAX_VALUE)) {
      return 0;
    }
    double share = span > 0 ? (v * scale - min) / span : 0;
    return 1 + (int) Math.rint(Math.max(0, Math.min(share, 1)) * (BlockCodec.MAX_CODE - 1));
  }

  private int category(MemorySegment data, boolean valid, int row) {
    int code = data.get(ValueLayout.JAVA_BYTE, row) & 0xff;
    return valid ? Math.min(code, lastCategory) : lastCategory;
  }
}
