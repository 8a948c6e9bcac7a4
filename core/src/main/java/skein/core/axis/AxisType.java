package skein.core.axis;

/**
 * The meaning and unit of an axis.
 *
 * @param kind what the values are
 * @param unitsPerSecond for the time kinds but DATE: 1, 1_000, 1_000_000 or 1_000_000_000; else 0
 */
public record AxisType(AxisKind kind, long unitsPerSecond) {
  public static final AxisType INTEGER = new AxisType(AxisKind.INTEGER, 0);
  public static final AxisType REAL = new AxisType(AxisKind.REAL, 0);
  public static final AxisType DATE = new AxisType(AxisKind.DATE, 0);

  public boolean isLong() {
    return kind.isLong();
  }

  public boolean isTime() {
    return kind.isTime();
  }
}
