/**
 * Series along x: blocks in x order under pyramids of buckets, and the M4 kernel that turns them
 * into the pixel columns of a plot; built on worker threads, read by the render thread.
 */
@NullMarked
package skein.core.line;

import org.jspecify.annotations.NullMarked;
