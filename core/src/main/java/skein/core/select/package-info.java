/**
 * Rows chosen by a box or a lasso on a plot: the shape in positions, its SQL, and a service on a
 * thread of its own that counts, measures and lists them.
 */
@NullMarked
package skein.core.select;

import org.jspecify.annotations.NullMarked;
