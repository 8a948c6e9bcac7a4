/**
 * Runs a source into a queue of slabs and clusters them when all rows are in; its own worker
 * thread.
 */
@NullMarked
package skein.core.load;

import org.jspecify.annotations.NullMarked;
