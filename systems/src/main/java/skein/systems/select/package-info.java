/** Choosing rows on a plot by box or lasso. Render thread. */
@NullMarked
package skein.systems.select;

import org.jspecify.annotations.NullMarked;
