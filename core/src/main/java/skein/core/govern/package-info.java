/** Keeps the process within its memory: a worker measures, warns and has caches let go in time. */
@NullMarked
package skein.core.govern;

import org.jspecify.annotations.NullMarked;
