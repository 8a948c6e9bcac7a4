/**
 * Blocks of up to 16,384 quantised rows with their bounds, their codec and their clustering; built
 * on worker threads, read by core.aggregate.
 */
@NullMarked
package skein.core.block;

import org.jspecify.annotations.NullMarked;
