/** What the GPU's kernels cost, over blocks made in memory. One thread with the context. */
@NullMarked
package skein.perf.gpu;

import org.jspecify.annotations.NullMarked;
