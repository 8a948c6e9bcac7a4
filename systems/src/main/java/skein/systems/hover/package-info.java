/** Answers what lies under the pointer, without ever waiting. Render thread only. */
@NullMarked
package skein.systems.hover;

import org.jspecify.annotations.NullMarked;
