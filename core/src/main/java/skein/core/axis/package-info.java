/**
 * Axes: what a column's values mean, the visible window, ticks and labels; plain values, any
 * thread.
 */
@NullMarked
package skein.core.axis;

import org.jspecify.annotations.NullMarked;
