/**
 * Picks what each view is drawn from: the level of detail behind its exact grid, exact rows where
 * blocks are too coarse. Render thread only.
 */
@NullMarked
package skein.systems.lod;

import org.jspecify.annotations.NullMarked;
