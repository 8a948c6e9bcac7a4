/** Off-heap memory with an owner and a byte count for every piece; any thread. */
@NullMarked
package skein.core.memory;

import org.jspecify.annotations.NullMarked;
