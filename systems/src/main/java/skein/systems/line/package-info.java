/** Lines through the stages of a frame: rows in, columns, read-outs, strips. Render thread only. */
@NullMarked
package skein.systems.line;

import org.jspecify.annotations.NullMarked;
