package skein.core.axis;

/**
 * A point on an axis as in {@link AxisWindow}: {@code base + offset}.
 *
 * @param base int64 part, 0 on REAL and log axes
 * @param offset the rest
 */
public record AxisPosition(long base, double offset) {}
