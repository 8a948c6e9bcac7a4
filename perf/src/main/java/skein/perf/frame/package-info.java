/** Measures frames of the whole engine without a window; main thread. */
@NullMarked
package skein.perf.frame;

import org.jspecify.annotations.NullMarked;
