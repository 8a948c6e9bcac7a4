package skein.core.block;

/**
 * The int64 base of each axis of a series, fixed with its first row; all bounds of its blocks are
 * double offsets from it. 0 on REAL and log axes.
 */
public record SeriesOrigin(long x, long y) {}
