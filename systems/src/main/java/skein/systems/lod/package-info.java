/** Picks the level of detail that each view shows behind its exact grid. Render thread only. */
@NullMarked
package skein.systems.lod;

import org.jspecify.annotations.NullMarked;
