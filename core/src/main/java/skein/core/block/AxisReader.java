package skein.core.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisKind;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.batch.ColumnBatch;

/**
 * Turns the values of one axis into positions: offsets from the origin, or log10. DuckDB's infinite
 * dates and timestamps, which travel as the largest int, count as infinite. One thread.
 */
public final class AxisReader {
  public static final int NULL = 1;
  public static final int NAN = 2;
  public static final int INFINITE = 4;
  public static final int NON_POSITIVE = 8;

  /** Rows that one {@link #read} may take. */
  public static final int MOST_ROWS = BlockBuilder.CHUNK;

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  private final boolean whole;
  private final boolean log;
  private final long infinity;
  private final long[] longs = new long[BlockBuilder.CHUNK];
  private long base;

  public AxisReader(AxisType type, AxisScale scale) {
    this.whole = type.isLong();
    this.log = scale == AxisScale.LOG10;
    this.infinity = infinityOf(type.kind());
  }

  private static long infinityOf(AxisKind kind) {
    return switch (kind) {
      case DATE -> Integer.MAX_VALUE;
      case TIMESTAMP, INSTANT -> Long.MAX_VALUE;
      default -> 0;
    };
  }

  /** True when all positions are whole numbers. */
  public boolean integers() {
    return whole && !log;
  }

  /** Origin that a first plotted row would give: its value on an int64 linear axis, else 0. */
  public long originOf(MemorySegment data, int row) {
    return integers() ? data.get(LONG, row * 8L) : 0;
  }

  /** Sets the origin that positions are offsets from. */
  public void base(long newBase) {
    base = newBase;
  }

  /** Why a row has no position on this axis, 0 when it has one. */
  public int causes(MemorySegment data, @Nullable MemorySegment validity, int row) {
    if (validity != null && !valid(validity, row)) {
      return NULL;
    }
    return whole ? causesOf(data.get(LONG, row * 8L)) : causesOf(data.get(DOUBLE, row * 8L));
  }

  private int causesOf(long v) {
    if (infinity != 0 && (v == infinity || v == -infinity)) {
      return INFINITE;
    }
    return log && v <= 0 ? NON_POSITIVE : 0;
  }

  private int causesOf(double v) {
    if (Math.abs(v) <= Double.MAX_VALUE) {
      return log && v <= 0 ? NON_POSITIVE : 0;
    }
    return Double.isNaN(v) ? NAN : INFINITE;
  }

  /** Widens an extent by the positions of some rows from all parts of a batch behind a row. */
  void sample(ColumnBatch batch, int column, int from, int samples, Extent extent) {
    MemorySegment data = batch.data(column);
    int left = batch.rows() - from;
    int n = Math.min(left, samples);
    for (int i = 0; i < n; i++) {
      int row = from + (int) ((2L * i + 1) * left / (2L * n));
      if (causes(data, batch.validity(column), row) == 0) {
        extent.add(position(data, row));
      }
    }
  }

  private double position(MemorySegment data, int row) {
    if (whole) {
      long v = data.get(LONG, row * 8L);
      return log ? Math.log10((double) v) : difference(v, base);
    }
    double v = data.get(DOUBLE, row * 8L);
    return log ? Math.log10(v) : v;
  }

  /**
   * Positions of n rows from {@code from}; adds causes to {@code flags}. A flagged row's position
   * means nothing.
   *
   * @return 0 when no row was flagged by this axis
   */
  public int read(
      MemorySegment data,
      @Nullable MemorySegment validity,
      int from,
      int n,
      double[] out,
      int at,
      byte[] flags) {
    int any =
        whole
            ? readLongs(data, from, n, out, at, flags)
            : readDoubles(data, from, n, out, at, flags);
    if (validity != null) {
      any |= readNulls(validity, from, n, flags);
    }
    return any;
  }

  private int readLongs(MemorySegment data, int from, int n, double[] out, int at, byte[] flags) {
    if (log) {
      return readLogs(data, from, n, out, at, flags);
    }
    MemorySegment.copy(data, LONG, from * 8L, longs, 0, n);
    boolean plain = differences(longs, n, base, out, at);
    return plain && (infinity == 0 || below(longs, n, infinity))
        ? 0
        : checkLongs(n, out, at, flags);
  }

  /**
   * False when a value or its negative may be as large as a bound. The JIT makes vector code of it.
   */
  private static boolean below(long[] values, int n, long bound) {
    long room = Long.MAX_VALUE - bound + 2;
    long over = 0;
    for (int i = 0; i < n; i++) {
      long v = values[i];
      over |= (v ^ (v >> 63)) + room;
    }
    return over >= 0;
  }

  /** Differences from the base; false when one is beyond int64. The JIT makes vector code of it. */
  private static boolean differences(long[] values, int n, long b, double[] out, int at) {
    long wide = 0;
    for (int i = 0; i < n; i++) {
      long v = values[i];
      long d = v - b;
      wide |= (v ^ b) & (v ^ d);
      out[at + i] = d;
    }
    return wide >= 0;
  }

  private int checkLongs(int n, double[] out, int at, byte[] flags) {
    int any = 0;
    for (int i = 0; i < n; i++) {
      long v = longs[i];
      if (((v ^ base) & (v ^ (v - base))) < 0) {
        out[at + i] = wideDifference(v, base);
      }
      if (infinity != 0 && (v == infinity || v == -infinity)) {
        flags[i] |= INFINITE;
        any = INFINITE;
      }
    }
    return any;
  }

  /** v - b, rounded to the nearest double once where it is beyond int64. */
  public static double difference(long v, long b) {
    long d = v - b;
    return ((v ^ b) & (v ^ d)) < 0 ? wideDifference(v, b) : d;
  }

  /** v - b beyond int64: high and low halves apart, rounded once. */
  static double wideDifference(long v, long b) {
    double high = (v >> 32) - (b >> 32);
    double low = (v & 0xffff_ffffL) - (b & 0xffff_ffffL);
    return high * 0x1p32 + low;
  }

  private int readLogs(MemorySegment data, int from, int n, double[] out, int at, byte[] flags) {
    int any = 0;
    for (int i = 0; i < n; i++) {
      long v = data.get(LONG, (from + i) * 8L);
      int causes = causesOf(v);
      out[at + i] = causes == 0 ? Math.log10((double) v) : 0;
      flags[i] |= (byte) causes;
      any |= causes;
    }
    return any;
  }

  private int readDoubles(MemorySegment data, int from, int n, double[] out, int at, byte[] flags) {
    MemorySegment.copy(data, DOUBLE, from * 8L, out, at, n);
    if (!log) {
      MemorySegment.copy(data, LONG, from * 8L, longs, 0, n);
      if (finite(longs, n)) {
        return 0;
      }
    }
    return checkDoubles(n, out, at, flags);
  }

  /** True when no exponent in the bits of doubles is all ones. Vector code, too. */
  private static boolean finite(long[] bits, int n) {
    long over = 0;
    for (int i = 0; i < n; i++) {
      over |= (bits[i] & Long.MAX_VALUE) + (1L << 52);
    }
    return over >= 0;
  }

  private int checkDoubles(int n, double[] out, int at, byte[] flags) {
    int any = 0;
    for (int i = 0; i < n; i++) {
      double v = out[at + i];
      int causes = causesOf(v);
      flags[i] |= (byte) causes;
      any |= causes;
      out[at + i] = causes != 0 ? 0 : log ? Math.log10(v) : v;
    }
    return any;
  }

  private static int readNulls(MemorySegment validity, int from, int n, byte[] flags) {
    int any = 0;
    for (int i = 0; i < n; i++) {
      if (!valid(validity, from + i)) {
        flags[i] |= NULL;
        any = NULL;
      }
    }
    return any;
  }

  /** Whether a row has a value by an Arrow validity bitmap. */
  public static boolean valid(MemorySegment validity, int row) {
    return (validity.get(ValueLayout.JAVA_BYTE, row >> 3) & (1 << (row & 7))) != 0;
  }
}
