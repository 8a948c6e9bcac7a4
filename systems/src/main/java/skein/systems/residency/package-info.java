/** Asks for the blocks that views need, and for those they may need next. Render thread only. */
@NullMarked
package skein.systems.residency;

import org.jspecify.annotations.NullMarked;
