/**
 * The only hand-over between worker threads and the render thread: a bounded single-producer
 * single-consumer queue of slabs.
 */
@NullMarked
package skein.core.queue;

import org.jspecify.annotations.NullMarked;
