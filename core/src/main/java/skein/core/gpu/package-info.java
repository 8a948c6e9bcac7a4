/**
 * OpenGL 4.5 objects with an owner and a byte count, and the passes built on them; GL thread only.
 */
@NullMarked
package skein.core.gpu;

import org.jspecify.annotations.NullMarked;
