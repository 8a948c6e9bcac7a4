/** Counts the rows of each view within the frame's share of time. Render thread only. */
@NullMarked
package skein.systems.aggregate;

import org.jspecify.annotations.NullMarked;
