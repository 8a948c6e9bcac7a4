package skein.core.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import skein.core.batch.ColumnBatch;
import skein.core.channel.Channel;

/**
 * A channel's codes: places by its borders, exactly. A first guess from the distance of borders is
 * led to the right place by comparing, as borders asked for lie between the round ones. One thread.
 */
public final class ChannelCodes implements CodeReader {
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  private final int column;
  private final Channel.Kind kind;
  private final long[] wholes;
  private final double[] reals;
  private final int last;
  private final int base;
  private final double first;
  private final double perUnit;

  /**
   * @param column which column of the batches to read
   */
  public ChannelCodes(Channel channel, int column) {
    this.column = column;
    this.kind = channel.kind();
    this.wholes = channel.wholes();
    this.reals = channel.reals();
    this.last = channel.places() - 1;
    this.base = channel.base();
    this.first =
        switch (kind) {
          case WHOLE -> (double) wholes[0];
          case REAL -> reals[0];
          case TEXT -> 0;
        };
    double step = channel.step();
    this.perUnit = step > 0 ? Math.min(1 / step, Double.MAX_VALUE) : 0;
  }

  @Override
  public void read(ColumnBatch batch, int from, int n, short[] out, int at) {
    MemorySegment data = batch.data(column);
    MemorySegment validity = batch.validity(column);
    switch (kind) {
      case WHOLE -> wholes(data, validity, from, n, out, at);
      case REAL -> reals(data, validity, from, n, out, at);
      case TEXT -> texts(data, validity, from, n, out, at);
    }
  }

  private static boolean valid(@Nullable MemorySegment validity, int row) {
    return validity == null || AxisReader.valid(validity, row);
  }

  private void wholes(
      MemorySegment data, @Nullable MemorySegment validity, int from, int n, short[] out, int at) {
    for (int i = 0; i < n; i++) {
      int code = 0;
      if (valid(validity, from + i)) {
        long v = data.get(LONG, (from + i) * 8L);
        int place = guess((double) v);
        while (place > 0 && v < wholes[place]) {
          place--;
        }
        while (place < last && v >= wholes[place + 1]) {
          place++;
        }
        code = base + place;
      }
      out[at + i] = (short) code;
    }
  }

  private void reals(
      MemorySegment data, @Nullable MemorySegment validity, int from, int n, short[] out, int at) {
    for (int i = 0; i < n; i++) {
      double v = data.get(DOUBLE, (from + i) * 8L);
      int code = 0;
      if (Math.abs(v) <= Double.MAX_VALUE && valid(validity, from + i)) {
        int place = guess(v);
        while (place > 0 && v < reals[place]) {
          place--;
        }
        while (place < last && v >= reals[place + 1]) {
          place++;
        }
        code = base + place;
      }
      out[at + i] = (short) code;
    }
  }

  private int guess(double v) {
    double place = v * perUnit - first * perUnit;
    return (int) Math.max(0, Math.min(place, last));
  }

  private void texts(
      MemorySegment data, @Nullable MemorySegment validity, int from, int n, short[] out, int at) {
    for (int i = 0; i < n; i++) {
      int place = data.get(ValueLayout.JAVA_BYTE, from + i) & 0xff;
      out[at + i] = (short) (valid(validity, from + i) ? base + Math.min(place, last) : 0);
    }
  }
}
