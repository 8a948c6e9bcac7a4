/**
 * Picks what each view is drawn from: exact rows where blocks are too coarse. Render thread only.
 */
@NullMarked
package skein.systems.lod;

import org.jspecify.annotations.NullMarked;
