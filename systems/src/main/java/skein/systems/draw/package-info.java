/** Colours the density into the framebuffer. Render thread only. */
@NullMarked
package skein.systems.draw;

import org.jspecify.annotations.NullMarked;
