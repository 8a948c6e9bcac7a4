package skein.core.axis;

/** What the values of an axis are. All but {@link #REAL} are held as int64, without loss. */
public enum AxisKind {
  /** Whole numbers, int64. */
  INTEGER,
  /** IEEE doubles. */
  REAL,
  /** Calendar days since 1970-01-01. */
  DATE,
  /** Units since midnight. */
  TIME_OF_DAY,
  /** Units since 1970-01-01T00:00 on a wall clock, without a zone. */
  TIMESTAMP,
  /** Units since the epoch in UTC, shown in the chosen zone. */
  INSTANT;

  /** True when raw values are int64, false when they are doubles. */
  public boolean isLong() {
    return this != REAL;
  }

  /** True when labels are dates or times. */
  public boolean isTime() {
    return this == DATE || this == TIME_OF_DAY || this == TIMESTAMP || this == INSTANT;
  }
}
