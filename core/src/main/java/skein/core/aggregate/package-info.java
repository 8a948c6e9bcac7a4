/**
 * Counts rows per grid cell over blocks, on CPU threads or through core.gpu; driven by the render
 * thread.
 */
@NullMarked
package skein.core.aggregate;

import org.jspecify.annotations.NullMarked;
