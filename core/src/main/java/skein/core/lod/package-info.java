/**
 * Counts of a series in cells of halving resolution, from which a view is painted at once; built
 * and paged in by workers, drawn by the render thread.
 */
@NullMarked
package skein.core.lod;

import org.jspecify.annotations.NullMarked;
