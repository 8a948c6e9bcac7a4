package skein.core.query;

import skein.core.axis.AxisKind;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;

/**
 * SQL for one column as an axis: its value as BIGINT or DOUBLE, a range of it, and the distance
 * from a point.
 *
 * @param column exact name
 * @param sqlType DuckDB's name of the column's type
 * @param type what the values mean; {@link AxisType#isLong()} tells BIGINT from DOUBLE
 * @param scale linear, or log10 of a positive value
 */
public record AxisSql(String column, String sqlType, AxisType type, AxisScale scale) {
  private static final long MAX_TIME = 9_200_000_000_000_000_000L;
  private static final long MAX_DAY = 2_000_000_000L / 16;

  /** The value as BIGINT or DOUBLE; NULL where the column holds none or an infinite time. */
  public String value() {
    String c = SqlText.name(column);
    return switch (sqlType) {
      case "BIGINT", "DOUBLE" -> c;
      case "UBIGINT", "HUGEINT", "UHUGEINT", "BIGNUM" ->
          "TRY_CAST(" + c + " AS " + (type.isLong() ? "BIGINT)" : "DOUBLE)");
      case "DATE" -> "CASE WHEN isfinite(" + c + ") THEN " + c + " - DATE '1970-01-01' END";
      case "TIMESTAMP_S" -> "(epoch_ms(" + c + ") // 1000)";
      case "TIMESTAMP_MS" -> "epoch_ms(" + c + ")";
      case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIME", "TIME WITH TIME ZONE" ->
          "epoch_us(" + c + ")";
      case "TIMESTAMP_NS", "TIMESTAMPTZ_NS", "TIME_NS" -> "epoch_ns(" + c + ")";
      default -> "CAST(" + c + " AS " + (type.isLong() ? "BIGINT)" : "DOUBLE)");
    };
  }

  /** True where the position {@code base + lo .. base + hi} holds the value; exact for int64. */
  public String within(long base, double lo, double hi) {
    if (scale == AxisScale.LOG10) {
      return between(value(), finite(Math.pow(10, base + lo)), finite(Math.pow(10, base + hi)));
    }
    if (!type.isLong()) {
      return between(value(), finite(base + lo), finite(base + hi));
    }
    return withinLong(plus(base, Math.floor(lo)), plus(base, Math.ceil(hi)));
  }

  /** True where the value's position is at or between two: unlike {@link #within}, never wider. */
  public String inside(long base, double lo, double hi) {
    boolean whole = type.isLong() && scale == AxisScale.LINEAR;
    return whole ? within(base, Math.ceil(lo), Math.floor(hi)) : within(base, lo, hi);
  }

  /** True where the value of an int64 column is at or between two. */
  public String between(long lo, long hi) {
    return withinLong(lo, hi);
  }

  /** The value's position as a DOUBLE offset from a base; valid inside the range. */
  public String position(long base, double lo, double hi) {
    if (scale == AxisScale.LOG10 || !type.isLong()) {
      String at = scale == AxisScale.LOG10 ? "log10(CAST(" + value() + " AS DOUBLE))" : value();
      return base == 0 ? at : "(" + at + " - " + SqlText.real((double) base) + ")";
    }
    boolean small = Math.abs(lo) < 4e18 && Math.abs(hi) < 4e18;
    return small
        ? "CAST(" + value() + " - " + SqlText.whole(base) + " AS DOUBLE)"
        : "(CAST(" + value() + " AS DOUBLE) - " + SqlText.real((double) base) + ")";
  }

  /** The signed distance from a position, in units of {@code hi - lo}; valid inside the range. */
  public String distance(long base, double lo, double at, double hi) {
    double span = hi > lo ? hi - lo : 1;
    if (scale == AxisScale.LOG10) {
      return "((log10(CAST("
          + value()
          + " AS DOUBLE)) - "
          + SqlText.real(base + at)
          + ") / "
          + SqlText.real(span)
          + ")";
    }
    if (!type.isLong()) {
      return "((" + value() + " - " + SqlText.real(base + at) + ") / " + SqlText.real(span) + ")";
    }
    long first = plus(base, Math.floor(lo));
    double offset = at - Math.floor(lo);
    boolean small = span < 4e18 && Math.abs(lo) < 4e18;
    String raw =
        small
            ? "CAST("
                + value()
                + " - "
                + SqlText.whole(first)
                + " AS DOUBLE) - "
                + SqlText.real(offset)
            : "CAST(" + value() + " AS DOUBLE) - " + SqlText.real(base + at);
    return "((" + raw + ") / " + SqlText.real(span) + ")";
  }

  /** The position of a value read back from {@link #value()}, as an offset from a base. */
  public double offset(String value, long base) {
    if (type.isLong() && scale == AxisScale.LINEAR) {
      long v = Long.parseLong(value);
      long difference = v - base;
      boolean overflow = ((v ^ base) & (v ^ difference)) < 0;
      return overflow ? (double) v - base : difference;
    }
    double v = Double.parseDouble(value);
    return (scale == AxisScale.LOG10 ? Math.log10(v) : v) - base;
  }

  /** Compares the raw column where that lets the reader skip parts of the file. */
  private String withinLong(long lo, long hi) {
    String c = SqlText.name(column);
    if (type.kind() == AxisKind.INTEGER
        && !sqlType.endsWith("HUGEINT")
        && !sqlType.equals("UBIGINT")) {
      return between(c, SqlText.whole(lo), SqlText.whole(hi));
    }
    String maker = maker();
    if (!maker.isEmpty() && lo > -MAX_TIME && hi < MAX_TIME) {
      return between(c, maker + SqlText.whole(lo) + ")", maker + SqlText.whole(hi) + ")");
    }
    if (type.kind() == AxisKind.DATE && lo > -MAX_DAY && hi < MAX_DAY) {
      return between(c, "DATE '1970-01-01' + " + lo, "DATE '1970-01-01' + " + hi);
    }
    return between(value(), SqlText.whole(lo), SqlText.whole(hi));
  }

  private String maker() {
    return switch (sqlType) {
      case "TIMESTAMP" -> "make_timestamp(";
      case "TIMESTAMP_NS" -> "make_timestamp_ns(";
      case "TIMESTAMP WITH TIME ZONE" -> "make_timestamptz(";
      default -> "";
    };
  }

  private static String between(String value, String lo, String hi) {
    return "(" + value + " BETWEEN " + lo + " AND " + hi + ")";
  }

  private static String finite(double value) {
    double bounded = Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
    return SqlText.real(bounded);
  }

  private static long plus(long base, double offset) {
    long step = (long) offset;
    long sum = base + step;
    if (((base ^ sum) & (step ^ sum)) < 0) {
      return step > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    return sum;
  }
}
