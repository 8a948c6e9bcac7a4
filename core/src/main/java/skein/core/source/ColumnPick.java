package skein.core.source;

import org.jspecify.annotations.Nullable;

/**
 * Chosen columns by their exact names; null where nothing fits.
 *
 * @param x horizontal axis
 * @param y vertical axis
 * @param colour column that colours, or null for plain density
 */
public record ColumnPick(@Nullable String x, @Nullable String y, @Nullable String colour) {}
